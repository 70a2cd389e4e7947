import type { Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import { conflict } from '#platform/errors/app-error.ts';
import { bankAccountInput, type BankAccount } from '../model.ts';
import { decide } from '../policy.ts';
import type { PaymentsDeps } from '../ports.ts';
import * as bank from '../store/bank.ts';
import { parseInput } from './parse-input.ts';
import { refuseStrangers } from './read.ts';

/** A unit's account from a day on; the one before ends the day before. A replay changes nothing. */
export async function recordAccount(deps: PaymentsDeps, actor: Actor, raw: unknown): Promise<void> {
  const { requestId, ...input } = parseInput(bankAccountInput, raw);
  const subject = { kind: 'unit', id: input.unitUid };
  if (actor.kind !== 'system') permit(decide(actor, 'payments.manage_accounts', { unitUid: input.unitUid, accountId: null }), { actor, action: 'payments.manage_accounts', subject });
  await deps.db.transaction(async (tx) => {
    const account: BankAccount = { id: deps.ids.uuid(), ...input, validTo: null };
    const by = actor.kind === 'officer' ? actor.accountId : actor.kind;
    if (!(await bank.insertAccount(tx.q, { ...account, requestId, at: deps.clock.now(), by }))) return;
    const others = (await bank.listAccounts(tx.q, [input.unitUid], true)).filter(({ id }) => id !== account.id);
    const latest = others.map(({ validFrom }) => validFrom).sort().at(-1);
    if (latest !== undefined && latest >= input.validFrom) throw conflict('payments.account_day_taken', { day: latest.split('-').reverse().join('/') });
    for (const { id, validTo } of others) if (validTo === null) await bank.endAccount(tx.q, id, dayBefore(input.validFrom));
    const { bankBin, accountNumber, validFrom } = input;
    tx.audit({ actor, action: 'payments.account_recorded', subject, unitUid: input.unitUid, detail: { bankBin, accountNumber, validFrom } });
  });
}

export type AccountLine = BankAccount & { readonly unitName: string; readonly heardAt: Date | null; readonly failure: string | null };

/** The accounts of the units that the officer looks after, with how their feeds fare, and units that could have one. */
export async function listAccounts(deps: PaymentsDeps, actor: Actor): Promise<{ accounts: AccountLine[]; units: { uid: string; name: string }[] }> {
  refuseStrangers(actor, 'payments.manage_accounts');
  const own = unitsFor(actor, 'payments.manage_accounts');
  const [rows, feeds, all] = await Promise.all([bank.listAccounts(deps.db.q, own), bank.listFeeds(deps.db.q), deps.units.list(deps.clock.now())]);
  const names = new Map(all.map((unit) => [unit.uid, unit.name]));
  const health = new Map(feeds.map((feed) => [feed.accountId, feed]));
  return {
    accounts: rows.map((row) => ({ ...row, unitName: names.get(row.unitUid) ?? '', heardAt: health.get(row.id)?.heardAt ?? null, failure: health.get(row.id)?.failure ?? null })),
    units: all.filter(({ uid }) => own === 'all' || own.includes(uid)).map(({ uid, name }) => ({ uid, name })),
  };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
