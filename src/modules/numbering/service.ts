import type { Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import type { AnyTx, Database } from '#platform/db/database.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import type { Clock } from '#platform/time/clock.ts';
import { seriesYear, type IssuedNumber, type SeriesKey, type SeriesQuery, type VoidNumberInput } from './model.ts';
import { decide } from './policy.ts';
import * as store from './store.ts';
import type { NumberingTables } from './tables.gen.ts';

export type NumberingDeps = { readonly db: Database<NumberingTables>; readonly clock: Clock };

export type Allocation = { readonly number: number; readonly year: number };

export type Numbering = {
  /**
   * The next number of a yearly series, inside the caller's transaction: if that rolls back, the number is free again.
   * Two callers of one series wait for each other, so allocate as late as possible.
   */
  allocate(tx: AnyTx, input: { unitUid: string; kind: string; subjectKind: string; subjectId: string }): Promise<Allocation>;
  /** Declares a number void. It stays in the register with its reason and is never given out again. */
  voidNumber(actor: Actor, input: VoidNumberInput): Promise<void>;
  listNumbers(actor: Actor, query: SeriesQuery): Promise<IssuedNumber[]>;
  listSeries(actor: Actor): Promise<(SeriesKey & { lastNumber: number })[]>;
};

export function createNumbering({ db, clock }: NumberingDeps): Numbering {
  return {
    async allocate(callerTx, input) {
      const tx = db.within(callerTx);
      const at = clock.now();
      return { number: await store.takeNumber(tx.q, { ...input, at }), year: seriesYear(at) };
    },

    async voidNumber(actor, input) {
      await db.transaction(async (tx) => {
        const subject = { kind: 'number', id: `${input.unitUid}/${input.kind}/${input.year}/${input.number}` };
        permit(decide(actor, 'numbering.void', input), { actor, action: 'numbering.void', subject });
        const issued = await store.lockNumber(tx.q, input);
        if (issued === undefined) throw notFound('numbering.number_not_found', { number: input.number });
        if (issued.voided !== null) throw conflict('numbering.already_voided', { number: input.number });
        const by = actor.kind === 'officer' ? actor.accountId : actor.kind;
        await store.markVoided(tx.q, { ...input, at: clock.now(), by });
        const { kind, year, number, reason } = input;
        tx.audit({ actor, action: 'numbering.number_voided', subject, unitUid: input.unitUid, detail: { kind, year, number, reason } });
      });
    },

    async listNumbers(actor, query) {
      permit(decide(actor, 'numbering.read', query), { actor, action: 'numbering.read', subject: { kind: 'series', id: query.unitUid } });
      return store.listNumbers(db.q, query, query.page);
    },

    async listSeries(actor) {
      return store.listSeries(db.q, unitsFor(actor, 'numbering.read'));
    },
  };
}
