import { LRUCache } from 'lru-cache';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import type { Database } from '#platform/db/database.ts';
import { conflict, invalid, notFound } from '#platform/errors/app-error.ts';
import { foldText } from '#platform/text/fold.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import { versionPublished } from './events.ts';
import { checkForms } from './form-check.ts';
import { procedureContent, publishInput, searchTextOf, type ProcedureSummary, type ProcedureVersion, type PublishInput } from './model.ts';
import { decide } from './policy.ts';
import { shippedCatalogue } from './shipped.ts';
import * as store from './store.ts';
import type { ProceduresTables } from './tables.gen.ts';

export type ProceduresDeps = { readonly db: Database<ProceduresTables>; readonly clock: Clock; readonly ids: Ids };

export type Procedures = {
  /** The version of a code in force now. @throws AppError not_found */
  current(code: string): Promise<ProcedureVersion>;
  /** A version by id, for a case that began with it; kept in memory, versions never change. */
  version(id: string): Promise<ProcedureVersion>;
  /** Procedures in force whose name, field, life event or keyword contains every word, with or without accents. */
  search(text: string): Promise<ProcedureSummary[]>;
  listVersions(code: string): Promise<ProcedureVersion[]>;
  /** Publishes a new version from a day on; the one before ends the day before. Running cases keep theirs. */
  publish(actor: Actor, input: PublishInput): Promise<ProcedureVersion>;
  /** Publishes the shipped records that the locality does not have yet. */
  publishShipped(actor: Actor): Promise<number>;
};

export function createProcedures(deps: ProceduresDeps): Procedures {
  const { db, clock } = deps;
  const versions = new LRUCache<string, ProcedureVersion>({ max: 500 });
  const inForce = new LRUCache<string, ProcedureVersion>({ max: 500, ttl: 5_000 });
  const today = (): string => toLocalDate(clock.now());
  return {
    async current(code) {
      const key = `${code}@${today()}`;
      const found = inForce.get(key) ?? (await store.findInForce(db.q, code, today()));
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
    async search(text) {
      const wanted = foldText(text).split(/\s+/u).filter((word) => word !== '');
      const all = await store.listInForce(db.q, today());
      return all.filter(({ search }) => wanted.every((word) => search.includes(word))).map(summaryOf);
    },
    listVersions: (code) => store.listVersions(db.q, code),
    async publish(actor, input) {
      const version = await publishVersion(deps, actor, input);
      inForce.clear();
      return version;
    },
    async publishShipped(actor) {
      const known = new Set((await store.listInForce(db.q, today())).map((version) => version.code));
      const missing = (await shippedCatalogue()).filter((record) => !known.has(record.content.code));
      for (const record of missing) await publishVersion(deps, actor, { requestId: deps.ids.uuid(), ...record });
      inForce.clear();
      return missing.length;
    },
  };
}

async function publishVersion(deps: ProceduresDeps, actor: Actor, raw: PublishInput): Promise<ProcedureVersion> {
  const input = publishInput.parse(raw);
  const content = procedureContent.parse(input.content);
  const subject = { kind: 'procedure', id: content.code };
  permit(decide(actor, 'procedures.publish'), { actor, action: 'procedures.publish', subject });
  const problem = checkForms(content);
  if (problem !== undefined) throw invalid('procedures.form_wrong', { problem });
  return deps.db.transaction(async (tx) => {
    const number = (await store.lockNumbers(tx.q, content.code)) + 1;
    const before = await store.findInForce(tx.q, content.code, '9999-12-31');
    if (before !== undefined && before.validFrom >= input.validFrom) throw conflict('procedures.already_effective');
    await store.endOpenVersion(tx.q, content.code, dayBefore(input.validFrom));
    const version: ProcedureVersion = { id: deps.ids.uuid(), code: content.code, number, validFrom: input.validFrom, validTo: null, content };
    const by = actor.kind === 'officer' ? actor.accountId : actor.kind;
    await store.insertVersion(tx.q, { ...version, search: foldText(searchTextOf(content)), by, at: deps.clock.now() });
    tx.audit({ actor, action: 'procedures.version_published', subject, detail: { code: content.code, number, validFrom: input.validFrom } });
    tx.publish(versionPublished, { versionId: version.id, code: content.code, validFrom: input.validFrom });
    return version;
  });
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

function summaryOf(version: ProcedureVersion): ProcedureSummary {
  const { code, name, summary, field, lifeEvents, route } = version.content;
  return { versionId: version.id, code, name, summary, field, lifeEvents, route };
}
