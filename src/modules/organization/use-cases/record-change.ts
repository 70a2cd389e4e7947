import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import type { AuditRecorder } from '#platform/audit/entry.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { LegalDocument } from '../model.ts';
import { decide, type OrganizationAction } from '../policy.ts';
import * as changes from '../store/changes.ts';
import { findDangling, type DatedTable } from '../store/facts.ts';
import type { OrganizationTables } from '../tables.gen.ts';
import type { LocalDate } from '../validity.ts';
import type { Recorded } from '../views.ts';
import { explainConstraint } from './explain-constraint.ts';
import type { ChangeKind } from '../audit.ts';

export type OrganizationDeps = {
  readonly db: Database<OrganizationTables>;
  readonly audit: AuditRecorder;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** A change that is being recorded; everything it writes carries its uid. */
export type Change = {
  readonly tx: Tx<OrganizationTables>;
  readonly actor: Actor;
  readonly kind: ChangeKind;
  readonly changeUid: string;
  readonly subjectUid: string;
  readonly effectiveOn: LocalDate;
};

export type ChangeSpec = {
  readonly actor: Actor;
  readonly kind: ChangeKind;
  readonly requestId: string;
  /** The subject that changes, or the kind of the subject that begins with this change. */
  readonly subject: { readonly uid: string } | { readonly begins: SubjectKind };
  readonly effectiveOn: LocalDate;
  readonly document: LegalDocument | null;
  readonly reason: string | null;
  readonly undoes?: string;
};

export type SubjectKind = 'unit' | 'unit_code' | 'person' | 'position' | 'holding' | 'delegation' | 'substitution';

/**
 * Runs one change in one transaction: one after another, once a request, with its line in the journal, and refused when
 * anything would be left hanging in the air.
 */
export async function recordChange(
  deps: OrganizationDeps,
  spec: ChangeSpec,
  work: (change: Change) => Promise<void>,
): Promise<Recorded> {
  return explainConstraint(() =>
    deps.db.transaction(async (tx) => {
      await changes.raiseVersion(tx.q);
      const earlier = await changes.findChangeByRequest(tx.q, spec.requestId);
      if (earlier !== undefined) return replay(earlier, spec);
      const change = await begin(deps, tx, spec);
      await work(change);
      await refuseDangling(change);
      return { uid: change.subjectUid, changeUid: change.changeUid };
    }),
  );
}

/** A repeated request gets its first result; somebody else's request id tells nothing. */
function replay(earlier: changes.FoundChange, spec: ChangeSpec): Recorded {
  const same = earlier.kind === spec.kind && earlier.actorId === actorOf(spec.actor).actorId;
  if (!same) throw conflict('organization.request_reused');
  return { uid: earlier.subjectUid, changeUid: earlier.uid };
}

async function begin(deps: OrganizationDeps, tx: Tx<OrganizationTables>, spec: ChangeSpec): Promise<Change> {
  const subjectUid = 'uid' in spec.subject ? spec.subject.uid : deps.ids.uuid();
  if ('begins' in spec.subject) await changes.insertSubject(tx.q, subjectUid, spec.subject.begins);
  const { actor, kind, requestId, effectiveOn, document, reason } = spec;
  const uid = deps.ids.uuid();
  const recordedAt = deps.clock.now();
  const undoes = spec.undoes ?? null;
  await changes.insertChange(tx.q, {
    uid,
    requestId,
    kind,
    subjectUid,
    effectiveOn,
    document,
    reason,
    ...actorOf(actor),
    recordedAt,
    undoes,
  });
  return { tx, actor, kind, changeUid: uid, subjectUid, effectiveOn };
}

function actorOf(actor: Actor): { actorKind: 'officer' | 'system'; actorId: string; actorName: string } {
  if (actor.kind === 'officer') return { actorKind: 'officer', actorId: actor.accountId, actorName: actor.name };
  if (actor.kind === 'system') return { actorKind: 'system', actorId: actor.name, actorName: actor.name };
  throw notFound('organization.officers_only');
}

/** Asks the policy about the units that a change concerns. */
export function permitIn(change: Change, action: OrganizationAction, unitUids: readonly string[]): void {
  const subject = { kind: 'organization', id: change.subjectUid };
  permit(decide(change.actor, action, { unitUids }), { actor: change.actor, action, subject });
}

/** Notes the change in the audit trail. */
export function auditChange(
  change: Change,
  unitUid: string | null,
  detail: Readonly<Record<string, unknown>> = {},
): void {
  const { actor, kind, changeUid, subjectUid, effectiveOn } = change;
  change.tx.audit({
    actor,
    action: `organization.${kind}`,
    subject: { kind: 'organization', id: subjectUid },
    ...(unitUid === null ? {} : { unitUid }),
    detail: { changeUid, effectiveOn, ...detail },
  });
}

const danglingCodes: Readonly<Record<DatedTable, string>> = {
  unit_version: 'organization.children_left',
  unit_code: 'organization.outside_unit',
  position: 'organization.outside_unit',
  holding: 'organization.outside_position',
  delegation: 'organization.outside_position',
  substitution: 'organization.outside_holding',
};

async function refuseDangling(change: Change): Promise<void> {
  const [first, ...more] = await findDangling(change.tx.q, change.changeUid);
  if (first === undefined) return;
  if (change.kind === 'change_undone') throw conflict('organization.built_upon');
  throw conflict(danglingCodes[first.what], { subjects: [first, ...more].map((row) => row.uid) });
}
