import type { Actor } from '#platform/access/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { Clock } from '#platform/time/clock.ts';
import * as journal from '../store/journal.ts';
import type { ProceduresTables } from '../tables.gen.ts';

/** Account of an actor as the journal names it. */
export function accountOf(actor: Actor): string {
  return actor.kind === 'officer' || actor.kind === 'citizen' ? actor.accountId : actor.kind;
}

export function nameOf(actor: Actor): string {
  return actor.kind === 'officer' || actor.kind === 'citizen' ? actor.name : 'Hệ thống';
}

export function todayOf(clock: Clock): string {
  return toLocalDate(clock.now());
}

/** The earlier run of the same request; a request id used by somebody else, or for something else, opens nothing. */
export async function replayOf(tx: Tx<ProceduresTables>, actor: Actor, request: { requestId: string; act: journal.JournalAct }): Promise<journal.JournalLine | undefined> {
  const line = await journal.findRequest(tx.q, request.requestId);
  if (line === undefined) return undefined;
  if (line.byAccount !== accountOf(actor) || line.act !== request.act) throw conflict('procedures.request_reused');
  return line;
}

type NewLine = Pick<journal.JournalLine, 'requestId' | 'act' | 'code'> & Partial<Pick<journal.JournalLine, 'draftId' | 'versionId' | 'section' | 'revision' | 'reason'>> & { readonly content?: unknown };

export function writeLine(tx: Tx<ProceduresTables>, actor: Actor, line: NewLine & { readonly at: Date }): Promise<void> {
  const empty = { draftId: null, versionId: null, section: null, revision: null, reason: '', content: null };
  return journal.insertLine(tx.q, { ...empty, ...line, byAccount: accountOf(actor), byName: nameOf(actor) });
}
