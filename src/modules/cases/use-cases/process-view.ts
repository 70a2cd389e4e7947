import type { Actor } from '#platform/access/actor.ts';
import { notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { portalVerdict, scoreCost, type PortalVerdict, type ScoreCost } from '../lateness.ts';
import { lettersOf, type Letter } from '../letters.ts';
import { isReview, supplementCount, type SupplementCount } from '../life.ts';
import type { CasesDeps, Colleague } from '../ports.ts';
import { isAsked } from '../policy.ts';
import { countAccepted } from '../store/browse.ts';
import * as consultations from '../store/consultations.ts';
import * as journal from '../store/journal.ts';
import * as links from '../store/links.ts';
import { procedureOf } from './act.ts';
import { listColleagues } from './hand-over.ts';
import { proposedDate } from './letters.ts';
import { listCompetentOffices } from './steps.ts';

/** What officers see of the way a case takes, beside its facts. */
export type ProcessView = {
  readonly consultations: readonly (consultations.Consultation & { readonly mine: boolean })[];
  readonly links: readonly links.LinkedCase[];
  readonly letters: readonly Letter[];
  readonly supplements: SupplementCount;
  /** How the national portal would judge the case if it ended now. */
  readonly portal: PortalVerdict;
  /** What one late case costs the unit this year. */
  readonly cost: ScoreCost | null;
  /** Whether another leader signs after the one at this step. */
  readonly review: boolean;
  readonly proposedDueAt: Date | null;
};

/** The way of a case for officers. @throws AppError not_found for everybody else */
export async function processView(deps: CasesDeps, actor: Actor, caseId: string): Promise<ProcessView> {
  if (actor.kind !== 'officer') throw notFound('cases.not_found');
  const { file, steps, maxSupplements } = await procedureOf(deps, actor, caseId);
  const now = deps.clock.now();
  const today = toLocalDate(now);
  const [lines, asked, linked, received, proposedDueAt] = await Promise.all([
    journal.listLines(deps.db.q, file.id),
    consultations.listConsultations(deps.db.q, file.id),
    links.listLinks(deps.db.q, file.id),
    countAccepted(deps.db.q, { unitUid: file.unitUid, since: new Date(`${today.slice(0, 4)}-01-01T00:00:00+07:00`) }),
    file.acceptedAt === null ? null : proposedDate(deps, file),
  ]);
  return {
    consultations: asked.map((one) => ({ ...one, mine: one.answeredAt === null && one.endedAt === null && isAsked(actor, [one]) })),
    links: linked,
    letters: lettersOf(file, lines, true),
    supplements: supplementCount(lines, maxSupplements),
    portal: portalVerdict({ lines, acceptedAt: file.acceptedAt, appointment: file.dueAt, maximumMs: null, periodEnd: now }),
    cost: scoreCost(received, today),
    review: isReview(file, steps),
    proposedDueAt,
  };
}

/** Whom a case may be given to, who may be asked, and where it may be sent. */
export type HandingChoices = {
  readonly colleagues: readonly Colleague[];
  readonly staff: readonly Colleague[];
  readonly offices: readonly { readonly unitUid: string; readonly name: string }[];
};

export async function handingChoices(deps: CasesDeps, actor: Actor, caseId: string): Promise<HandingChoices> {
  if (actor.kind !== 'officer') throw notFound('cases.not_found');
  const { file } = await procedureOf(deps, actor, caseId);
  const [colleagues, offices, staff] = await Promise.all([
    listColleagues(deps, actor, caseId),
    listCompetentOffices(deps, actor, caseId),
    deps.people.ofUnit(file.unitUid),
  ]);
  return { colleagues, offices, staff };
}
