import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { conflict, invalid, notFound } from '#platform/errors/app-error.ts';
import { procedureEnded, versionWithdrawn } from '../events.ts';
import { procedureCode } from '../model.ts';
import type { ProceduresDeps } from '../ports.ts';
import * as rules from '../store/rules.ts';
import * as versions from '../store/versions.ts';
import { permitOn } from './drafts.ts';
import { parseInput } from './parse-input.ts';
import { dayBefore } from './publish.ts';
import { replayOf, todayOf, writeLine } from './record.ts';

const reason = z.string().trim().min(5).max(2000);
export const withdrawInput = z.object({ requestId: z.uuid(), versionId: z.uuid(), reason });

/** Takes back a version that is not yet in force; the one before goes on without an end. */
export async function withdrawVersion(deps: ProceduresDeps, actor: Actor, raw: unknown): Promise<void> {
  const input = parseInput(withdrawInput, raw);
  permitOn(actor, 'procedures.publish', input.versionId);
  await deps.db.transaction(async (tx) => {
    if ((await replayOf(tx, actor, { requestId: input.requestId, act: 'withdrawn' })) !== undefined) return;
    const version = await versions.lockVersion(tx.q, input.versionId);
    if (version === undefined) throw notFound('procedures.not_found');
    const { code, number, status } = version;
    if (status !== 'published') throw conflict('procedures.version_not_published');
    if (version.validFrom <= todayOf(deps.clock)) throw conflict('procedures.already_in_force');
    await versions.markWithdrawn(tx.q, version.id);
    await versions.reopenVersionEnding(tx.q, code, dayBefore(version.validFrom));
    await writeLine(tx, actor, { requestId: input.requestId, act: 'withdrawn', code, versionId: version.id, reason: input.reason, at: deps.clock.now() });
    tx.audit({ actor, action: 'procedures.version_withdrawn', subject: { kind: 'procedure', id: code }, detail: { code, number, reason: input.reason } });
    tx.publish(versionWithdrawn, { versionId: version.id, code });
  });
}

const noSuccessor = z.literal('').transform(() => null);
export const endInput = z.object({ requestId: z.uuid(), code: procedureCode, lastDay: z.iso.date(), successor: z.union([noSuccessor, procedureCode]).nullable(), decision: z.string().trim().min(3).max(500), reason });

/** Ends a procedure (bãi bỏ) after a day; running cases keep their version, citizens are led to the successor. */
export async function endProcedure(deps: ProceduresDeps, actor: Actor, raw: unknown): Promise<void> {
  const input = parseInput(endInput, raw);
  const { requestId, code, lastDay, successor, decision } = input;
  permitOn(actor, 'procedures.publish', code);
  await deps.db.transaction(async (tx) => {
    if ((await replayOf(tx, actor, { requestId, act: 'ended' })) !== undefined) return;
    await versions.lockNumbers(tx.q, code);
    if ((await rules.findEnding(tx.q, code)) !== undefined) throw conflict('procedures.is_ended');
    const last = await versions.findInForce(tx.q, code, '9999-12-31');
    if (last === undefined) throw notFound('procedures.not_found');
    if (lastDay < todayOf(deps.clock)) throw invalid('procedures.starts_in_the_past', { problems: [{ path: 'lastDay', message: 'Chọn hôm nay hoặc một ngày sau.' }] });
    if (last.validFrom > lastDay) throw conflict('procedures.version_waits');
    if (successor !== null && (successor === code || (await versions.findNewest(tx.q, successor)) === undefined)) throw invalid('procedures.successor_unknown', { problems: [{ path: 'successor', message: 'Không có thủ tục này trong danh mục.' }] });
    await versions.endOpenVersion(tx.q, code, lastDay);
    await rules.insertEnding(tx.q, { code, lastDay, successor, decision, reason: input.reason });
    await writeLine(tx, actor, { requestId, act: 'ended', code, versionId: last.id, reason: input.reason, at: deps.clock.now() });
    tx.audit({ actor, action: 'procedures.procedure_ended', subject: { kind: 'procedure', id: code }, detail: { lastDay, successor, decision } });
    tx.publish(procedureEnded, { code, lastDay, successor });
  });
}
