import { LRUCache } from 'lru-cache';
import type { Actor } from '#platform/access/actor.ts';
import { notFound } from '#platform/errors/app-error.ts';
import type { ProcedureSummary, ProcedureVersion, PublishInput } from './model.ts';
import { abilities } from './policy.ts';
import type { ProceduresDeps } from './ports.ts';
import { rank, searchEntry, type SearchEntry } from './search.ts';
import { shippedCatalogue } from './shipped.ts';
import { findEnding, type Ending } from './store/rules.ts';
import * as store from './store/versions.ts';
import * as drafts from './use-cases/drafts.ts';
import * as imports from './use-cases/import.ts';
import * as overview from './use-cases/overview.ts';
import * as publishing from './use-cases/publish.ts';
import { todayOf } from './use-cases/record.ts';
import * as retiring from './use-cases/retire.ts';

type Bound<F> = F extends (deps: ProceduresDeps, ...args: infer A) => infer R ? (...args: A) => R : never;

const editing = {
  beginDraft: drafts.beginDraft,
  readDraft: drafts.readDraft,
  saveDraft: drafts.saveDraft,
  discardDraft: drafts.discardDraft,
  importRecord: imports.importRecord,
  checkPublication: publishing.checkPublication,
  listCatalogue: overview.listCatalogue,
  readOverview: overview.readOverview,
  readRecord: overview.readRecord,
  listRunningCases: overview.listRunningCases,
  compare: overview.compare,
  drawProcess: overview.drawProcess,
  exportBpmn: overview.exportBpmn,
  exportRecord: overview.exportRecord,
} as const;

/** Each changes what citizens see. */
const changing = { publish: publishing.publish, publishDraft: publishing.publishDraft, withdrawVersion: retiring.withdrawVersion, endProcedure: retiring.endProcedure } as const;

type Verbs = { readonly [K in keyof typeof editing]: Bound<(typeof editing)[K]> } & { readonly [K in keyof typeof changing]: Bound<(typeof changing)[K]> };

/** What a citizen finds at the address of a code. */
export type PublicProcedure =
  | { readonly state: 'in_force'; readonly version: ProcedureVersion; readonly ending: Ending | null }
  | { readonly state: 'ended'; readonly version: ProcedureVersion; readonly ending: Ending | null }
  | { readonly state: 'coming'; readonly version: ProcedureVersion };

export type Procedures = Verbs & {
  /** The version of a code in force now. @throws AppError not_found */
  current(code: string): Promise<ProcedureVersion>;
  /** A version by id, for a case that began with it; kept in memory, versions never change. */
  version(id: string): Promise<ProcedureVersion>;
  /** Procedures in force, best first: by name, life event, keyword, field, synonym or code, with or without accents. */
  search(text: string): Promise<ProcedureSummary[]>;
  listVersions(code: string): Promise<ProcedureVersion[]>;
  /** In force, coming, or ended with what takes its place. @throws AppError not_found */
  findPublic(code: string): Promise<PublicProcedure>;
  /** Publishes the shipped records that the locality does not have yet. */
  publishShipped(actor: Actor): Promise<number>;
  abilities(actor: Actor): { readonly edit: boolean; readonly publish: boolean };
  /** Another value whenever what citizens see may have changed: after each change made in this process, and each day. */
  edition(): string;
  /** Today in Viet Nam, for forms that begin with it. */
  today(): string;
};

/** Another process, or a version whose first day has come, is met after this time. */
const freshMs = 5_000;

/** The catalogue: search and pages for everyone, drafts and versions for those who look after it. */
export function createProcedures(deps: ProceduresDeps): Procedures {
  const kept = createReads(deps);
  const bind = (useCase: unknown) => (...args: unknown[]) => (useCase as (...all: unknown[]) => unknown)(deps, ...args);
  const bindChanging = (useCase: unknown) => async (...args: unknown[]) => {
    const result = await (bind(useCase)(...args) as Promise<unknown>);
    kept.forget();
    return result;
  };
  const verbs = {
    ...Object.fromEntries(Object.entries(editing).map(([name, useCase]) => [name, bind(useCase)])),
    ...Object.fromEntries(Object.entries(changing).map(([name, useCase]) => [name, bindChanging(useCase)])),
  } as unknown as Verbs;
  return {
    ...verbs,
    ...kept.reads,
    abilities,
    edition: () => `${todayOf(deps.clock)}/${kept.changes()}`,
    today: () => todayOf(deps.clock),
    async publishShipped(actor) {
      const known = new Set((await store.listVersionLines(deps.db.q)).map(({ code }) => code));
      const missing = (await shippedCatalogue()).filter((record) => !known.has(record.content.code));
      for (const record of missing) await verbs.publish(actor, { requestId: deps.ids.uuid(), ...record } satisfies PublishInput);
      return missing.length;
    },
  };
}

type Reads = Pick<Procedures, 'current' | 'version' | 'search' | 'listVersions' | 'findPublic'>;

function createReads({ db, clock }: ProceduresDeps): { readonly reads: Reads; forget(): void; changes(): number } {
  let changes = 0;
  const versions = new LRUCache<string, ProcedureVersion>({ max: 500 });
  const inForce = new LRUCache<string, ProcedureVersion>({ max: 500, ttl: freshMs });
  const indexes = new LRUCache<string, readonly SearchEntry<ProcedureSummary>[]>({ max: 2, ttl: freshMs });
  // An answer that was asked for before a change must not be kept after it.
  const keyOf = (what: string): string => `${changes}/${what}`;
  const indexOf = async (day: string): Promise<readonly SearchEntry<ProcedureSummary>[]> => {
    const key = keyOf(day);
    const entries = indexes.get(key) ?? (await store.listInForce(db.q, day)).map((version) => searchEntry(summaryOf(version), version.content));
    indexes.set(key, entries);
    return entries;
  };
  const reads: Reads = {
    async current(code) {
      const key = keyOf(`${code}@${todayOf(clock)}`);
      const found = inForce.get(key) ?? (await store.findInForce(db.q, code, todayOf(clock)));
      if (found === undefined) throw notFound('procedures.not_found');
      inForce.set(key, found);
      return found;
    },
    async version(id) {
      const found = versions.get(id) ?? (await store.findVersion(db.q, id));
      if (found === undefined) throw notFound('procedures.not_found');
      versions.set(id, found);
      return found;
    },
    search: async (text) => rank(await indexOf(todayOf(clock)), text),
    listVersions: (code) => store.listVersions(db.q, code),
    findPublic: (code) => findPublic(db, code, todayOf(clock)),
  };
  const forget = (): void => {
    changes += 1;
    inForce.clear();
    indexes.clear();
  };
  return { reads, forget, changes: () => changes };
}

async function findPublic(db: ProceduresDeps['db'], code: string, today: string): Promise<PublicProcedure> {
  const [version, ending] = [await store.findInForce(db.q, code, today), (await findEnding(db.q, code)) ?? null];
  if (version !== undefined) return { state: 'in_force', version, ending };
  const newest = await store.findNewest(db.q, code);
  if (newest === undefined) throw notFound('procedures.not_found');
  return newest.validFrom > today ? { state: 'coming', version: newest } : { state: 'ended', version: newest, ending };
}

function summaryOf(version: ProcedureVersion): ProcedureSummary {
  const { code, name, summary, field, lifeEvents, route } = version.content;
  return { versionId: version.id, code, name, summary, field, lifeEvents, route };
}
