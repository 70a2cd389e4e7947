import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AnySchemaObject, ValidateFunction } from 'ajv/dist/2020.js';
import { LRUCache } from 'lru-cache';
import { isIsoDate } from './dates.ts';
import type { FormDefinition } from './definition.ts';
import { isFileRef, isPartialDate, textRules } from './formats.ts';
import { validate } from './validate.ts';
import type { ValidateOptions, Verdict } from './validate.ts';

const mostCompiled = 300;
const compiled = new LRUCache<string, ValidateFunction>({ max: mostCompiled });
const hashes = new WeakMap<FormDefinition, string>();
const ajv = createAjv();

function createAjv(): Ajv2020 {
  const instance = new Ajv2020({ strict: true, strictRequired: false, allErrors: false, unicodeRegExp: true });
  instance.addKeyword({ keyword: 'x-dinh', valid: true });
  instance.addFormat('date', isIsoDate);
  instance.addFormat('date-partial', isPartialDate);
  instance.addFormat('file-ref', isFileRef);
  for (const [name, rule] of Object.entries(textRules)) instance.addFormat(name, (text) => rule.read(text) === text);
  return instance;
}

/** SHA-256 (hex) of a definition, the same whatever the order of its keys: the database keeps none. */
export function hashDefinition(definition: FormDefinition): string {
  const before = hashes.get(definition);
  if (before !== undefined) return before;
  const hash = createHash('sha256').update(canonicalJson(definition)).digest('hex');
  hashes.set(definition, hash);
  return hash;
}

/** Judges stored values by the JSON Schema alone (Ajv, compiled once per definition). True when they fit. */
export function fitsSchema(definition: FormDefinition, values: unknown): boolean {
  const hash = hashDefinition(definition);
  let judge = compiled.get(hash);
  if (!judge) {
    const $id = `urn:dinh:form:${hash}`;
    judge = ajv.compile({ ...(definition as unknown as AnySchemaObject), $id });
    // Ajv keeps every compiled schema for ever: this cache, which is bounded, is the only one.
    ajv.removeSchema($id);
    compiled.set(hash, judge);
  }
  return judge(values);
}

/**
 * The server's verdict: the shared engine, then for a whole form the plain JSON Schema as a second lock. The two agree
 * for every definition that `checkDefinition` let pass; should they not, the answers are refused.
 */
export function validateOnServer(definition: FormDefinition, input: unknown, options: ValidateOptions): Verdict {
  const verdict = validate(definition, input, options);
  if (options.step !== undefined || verdict.problems.length > 0 || fitsSchema(definition, verdict.values))
    return verdict;
  return { ...verdict, problems: [{ path: '', code: 'forms.schema', params: {} }] };
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const sorted = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
  return `{${sorted.join(',')}}`;
}
