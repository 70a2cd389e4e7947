/** Parts of forms that many share, by name: groups with their fields, as JSON. */
export type FormBlocks = Readonly<Record<string, unknown>>;

type Json = { readonly [key: string]: unknown };

// A block may use another (a person lives at an address); a circle must end.
const deepest = 5;

/**
 * A form with its references to blocks written out, so that what is published never changes with a block.
 * `{ "block": "person", "title": …, "only": […], "required": […], "change": {…} }` becomes a group (or the rows of a
 * list); with `"spread": true` the fields of the block stand in place of the reference. An unknown block stays as it
 * is and is refused by `checkDefinition`. Never throws.
 */
export function expandBlocks(form: unknown, blocks: FormBlocks): unknown {
  return isJson(form) ? expandObject(form, blocks, 0) : form;
}

function expandObject(schema: Json, blocks: FormBlocks, depth: number): Json {
  if (!isJson(schema['properties']) || depth > deepest) return schema;
  const spread = new Map<string, Json>();
  const properties: Record<string, unknown> = {};
  const required = new Set(namesOf(schema['required']));
  for (const [key, field] of Object.entries(schema['properties'])) {
    const written = expandField(field, blocks, depth);
    if (!isJson(field) || field['spread'] !== true || !isJson(written) || !isJson(written['properties'])) {
      put(properties, key, written);
      continue;
    }
    spread.set(key, written);
    required.delete(key);
    for (const [name, inner] of Object.entries(written['properties'])) put(properties, name, inner);
    for (const name of namesOf(written['required'])) required.add(name);
  }
  return { ...schema, properties, ...(required.size > 0 ? { required: [...required] } : {}), ...ordered(schema, spread) };
}

/** Steps and groups name the reference; in its place stand the fields of the block. */
function ordered(schema: Json, spread: ReadonlyMap<string, Json>): Json {
  const layout = schema['x-dinh'];
  if (!isJson(layout) || spread.size === 0) return {};
  const write = (names: unknown): readonly string[] =>
    namesOf(names).flatMap((name) => {
      const block = spread.get(name);
      return block === undefined ? [name] : orderOf(block);
    });
  const fields = layout['fields'] === undefined ? {} : { fields: write(layout['fields']) };
  const steps = Array.isArray(layout['steps'])
    ? { steps: layout['steps'].map((step: unknown) => (isJson(step) ? { ...step, fields: write(step['fields']) } : step)) }
    : {};
  return { 'x-dinh': { ...layout, ...fields, ...steps } };
}

function expandField(field: unknown, blocks: FormBlocks, depth: number): unknown {
  if (!isJson(field)) return field;
  if (field['block'] !== undefined) return writeBlock(field, blocks, depth);
  if (isJson(field['items'])) return { ...field, items: expandField(field['items'], blocks, depth + 1) };
  return expandObject(field, blocks, depth + 1);
}

const ofReference: ReadonlySet<string> = new Set(['block', 'only', 'change', 'spread', 'required', 'x-dinh']);

function writeBlock(reference: Json, blocks: FormBlocks, depth: number): unknown {
  const { block: name, only, change, required, 'x-dinh': layout } = reference;
  const rest = Object.fromEntries(Object.entries(reference).filter(([key]) => !ofReference.has(key)));
  const block = typeof name === 'string' && Object.hasOwn(blocks, name) ? blocks[name] : undefined;
  if (!isJson(block) || !isJson(block['properties']) || depth > deepest) return reference;
  const fields = only === undefined ? orderOf(block) : namesOf(only);
  const changes = isJson(change) ? change : {};
  const source = block['properties'];
  const chosen = fields.flatMap((key) => (Object.hasOwn(source, key) ? [[key, merge(source[key], Object.hasOwn(changes, key) ? changes[key] : undefined)] as const] : []));
  const must = namesOf(required ?? block['required']).filter((key) => fields.includes(key));
  const { title, description } = block;
  const written: Json = {
    ...(description === undefined ? {} : { description }),
    ...(title === undefined || rest['title'] !== undefined ? {} : { title }),
    ...rest,
    type: 'object',
    properties: Object.fromEntries(chosen),
    ...(must.length > 0 ? { required: must } : {}),
    additionalProperties: false,
    'x-dinh': { ...asJson(merge(block['x-dinh'], layout)), fields },
  };
  return expandObject(written, blocks, depth + 1);
}

/** Lays changes over a field; null takes a keyword away. */
function merge(field: unknown, change: unknown): unknown {
  if (change === undefined) return field;
  if (!isJson(field) || !isJson(change)) return change;
  const merged: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(field)) if (!Object.hasOwn(change, key)) put(merged, key, value);
  for (const [key, value] of Object.entries(change)) if (value !== null) put(merged, key, merge(Object.hasOwn(field, key) ? field[key] : undefined, value));
  return merged;
}

function orderOf(block: Json): readonly string[] {
  const layout = block['x-dinh'];
  return isJson(layout) && layout['fields'] !== undefined ? namesOf(layout['fields']) : Object.keys(asJson(block['properties']));
}

// `__proto__` from JSON is an own key: assigned, it would be swallowed.
function put(bag: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(bag, key, { value, enumerable: true, writable: true, configurable: true });
}

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

function asJson(value: unknown): Json {
  return isJson(value) ? value : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
