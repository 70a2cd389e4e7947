import { createHash } from 'node:crypto';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { conflict } from '#platform/errors/app-error.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { OrganizationDirectory } from '#modules/organization/index.ts';
import type { ChangeKind } from '../audit.ts';
import { dayOf, isoDateOf } from '../civil-date.ts';
import type { IsoDate } from '../civil-date.ts';
import { calendarChanged } from '../events.ts';
import { decide } from '../policy.ts';
import { findRequest, insertChange, lockVersion, moveVersion } from '../store/versions.ts';
import type { CalendarTables } from '../tables.gen.ts';

export type CalendarDeps = {
  readonly db: Database<CalendarTables>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly organization: Pick<OrganizationDirectory, 'unit' | 'ancestorsOf' | 'unitTree'>;
};

/** The version that a change made; a replay of the same request gets the same one. */
export type Recorded = { readonly version: number };

/** A change that is being carried out. `version` is the one it makes, `before` the one it starts from. */
export type Step = {
  readonly tx: Tx<CalendarTables>;
  readonly before: number;
  readonly version: number;
  readonly today: IsoDate;
};

/** What a change did, for the history, the audit trail and the event. */
export type Done = {
  readonly reason: string;
  readonly legalBase: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
};

export type ChangeRequest = {
  readonly actor: Actor;
  readonly kind: ChangeKind;
  /** The parsed request. */
  readonly input: { readonly requestId: string };
  /** The unit whose calendar changes (null: the whole country); looked up under the lock. */
  unitUid(step: Step): Promise<string | null>;
};

/** Runs one change in one transaction: one after another, once a request, with history, audit line and event. */
export async function recordChange(
  deps: CalendarDeps,
  request: ChangeRequest,
  work: (step: Step, unitUid: string | null) => Promise<Done>,
): Promise<Recorded> {
  return deps.db.transaction(async (tx) => {
    const before = await lockVersion(tx.q);
    const earlier = await findRequest(tx.q, request.input.requestId);
    if (earlier !== null) return replay(earlier, request);
    const step = { tx, before, version: before + 1, today: isoDateOf(dayOf(deps.clock.now().getTime())) };
    const unitUid = await request.unitUid(step);
    const subject = { kind: 'calendar', id: unitUid ?? 'country' };
    permit(decide(request.actor, 'calendar.manage', { unitUid }), {
      actor: request.actor,
      action: 'calendar.manage',
      subject,
    });
    const done = await work(step, unitUid);
    await writeTraces(deps, request, { step, unitUid, done });
    return { version: step.version };
  });
}

/**
 * A repeated request gets its first result. The same id with other contents (a form sent again after going back) must
 * not look as if it had been saved, and somebody else's id tells nothing.
 */
function replay(
  earlier: { version: number; byAccount: string; requestHash: string },
  request: ChangeRequest,
): Recorded {
  const same = earlier.byAccount === accountOf(request.actor) && earlier.requestHash === hashOf(request);
  if (!same) throw conflict('calendar.request_reused');
  return { version: earlier.version };
}

function hashOf({ kind, input }: ChangeRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, input]))
    .digest('hex');
}

async function writeTraces(
  deps: CalendarDeps,
  request: ChangeRequest,
  { step, unitUid, done }: { step: Step; unitUid: string | null; done: Done },
): Promise<void> {
  const { actor, kind, input } = request;
  const { tx, version } = step;
  const { reason, legalBase, detail, from, to } = done;
  await moveVersion(tx.q, version);
  const who = { byAccount: accountOf(actor), byName: actor.kind === 'officer' ? actor.name : 'Hệ thống' };
  await insertChange(tx.q, {
    version,
    requestId: input.requestId,
    requestHash: hashOf(request),
    kind,
    unitUid,
    reason,
    legalBase,
    detail,
    at: deps.clock.now(),
    ...who,
  });
  tx.audit({
    actor,
    action: `calendar.${kind}`,
    subject: { kind: 'calendar', id: unitUid ?? 'country' },
    ...(unitUid === null ? {} : { unitUid }),
    detail: { version, ...detail },
  });
  tx.publish(calendarChanged, { version, unitUid, kind, from, to });
}

function accountOf(actor: Actor): string {
  if (actor.kind === 'officer' || actor.kind === 'citizen') return actor.accountId;
  return actor.kind === 'system' ? actor.name : 'anonymous';
}
