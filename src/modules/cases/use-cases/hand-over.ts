import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import type { AnyTx } from '#platform/db/database.ts';
import { conflict, invalid } from '#platform/errors/app-error.ts';
import { movedTo } from '../life.ts';
import { caseAct, caseActWithWords, type CaseAct, type CaseFile, type StepKind } from '../model.ts';
import type { CasesDeps, Colleague } from '../ports.ts';
import * as results from '../store/results.ts';
import { performAct, procedureOf, refuseOnceSigned } from './act.ts';
import { parseInput } from './parse-input.ts';

export const toColleague = caseAct.extend({ toHolding: z.string().min(1).max(64), words: z.string().trim().max(2000).default('') });
export type ToColleague = z.input<typeof toColleague>;

export const reassignInput = caseActWithWords.extend({ toHolding: z.string().max(64).default('') });
export type ReassignInput = z.input<typeof reassignInput>;

const permissionOfStep: Readonly<Record<StepKind, string>> = {
  receive: 'cases.receive',
  process: 'cases.process',
  sign: 'cases.sign',
  deliver: 'cases.deliver',
  closed: 'cases.read',
};

/** Who could work on a case at its step: those offered for forwarding, reassigning and delegating. */
export async function listColleagues(deps: CasesDeps, actor: Actor, caseId: string): Promise<readonly Colleague[]> {
  const { file } = await procedureOf(deps, actor, caseId);
  return deps.people.withPermission(permissionOfStep[file.stepKind], file.unitUid);
}

/** Gives a case to a named colleague of the same step (chuyển cho đồng nghiệp). */
export async function handOver(deps: CasesDeps, actor: Actor, raw: ToColleague): Promise<CaseFile> {
  const { toHolding, words, ...input } = parseInput(toColleague, raw);
  const colleague = await colleagueFor(deps, actor, { caseId: input.caseId, toHolding });
  return performAct(deps, { actor, act: 'hand_over', ...input }, async ({ tx, file, save }) => {
    if (file.holderId === toHolding) throw conflict('cases.already_there');
    const given = { ...file, holderId: toHolding, delegateId: null, movedBy: holdingOf(actor), movedFromStep: file.step };
    await save(given, { ...note(words), data: { to: colleague.name }, auditDetail: { to: toHolding } });
    await tellColleague(deps, tx, { colleague, file, actor, requestId: input.requestId });
  });
}

/** The head of the unit gives a case to somebody else, or back to everybody of the role (phân công lại). */
export async function reassign(deps: CasesDeps, actor: Actor, raw: ReassignInput): Promise<CaseFile> {
  const { toHolding, words, ...input } = parseInput(reassignInput, raw);
  const colleague = toHolding === '' ? null : await colleagueFor(deps, actor, { caseId: input.caseId, toHolding });
  return performAct(deps, { actor, act: 'reassign', ...input }, async ({ tx, file, save }) => {
    const holderId = colleague?.holdingId ?? null;
    if (file.holderId === holderId) throw conflict('cases.already_there');
    await save({ ...file, holderId, delegateId: null }, { internalNote: words, data: { to: colleague?.name ?? '' }, auditDetail: { to: holderId ?? '' } });
    if (colleague !== null) await tellColleague(deps, tx, { colleague, file, actor, requestId: input.requestId });
  });
}

/** Lets a colleague work on a case in one's place, while one goes on answering for it (nhờ xử lý thay). */
export async function delegate(deps: CasesDeps, actor: Actor, raw: ToColleague): Promise<CaseFile> {
  const { toHolding, words, ...input } = parseInput(toColleague, raw);
  const colleague = await colleagueFor(deps, actor, { caseId: input.caseId, toHolding });
  return performAct(deps, { actor, act: 'delegate', ...input }, async ({ tx, file, save }) => {
    const own = holdingOf(actor);
    if (toHolding === own || file.delegateId === toHolding) throw conflict('cases.already_there');
    await save({ ...file, holderId: own, delegateId: toHolding }, { ...note(words), data: { to: colleague.name }, auditDetail: { to: toHolding } });
    await tellColleague(deps, tx, { colleague, file, actor, requestId: input.requestId });
  });
}

/** Takes the work back, or gives it back. */
export async function endDelegation(deps: CasesDeps, actor: Actor, raw: CaseAct): Promise<CaseFile> {
  const input = parseInput(caseAct, raw);
  return performAct(deps, { actor, act: 'end_delegation', ...input }, async ({ file, save }) => {
    if (file.delegateId === null) throw conflict('cases.not_delegated');
    await save({ ...file, delegateId: null });
  });
}

/** Takes back what one has just sent on, as long as nobody has begun to work on it (thu hồi). */
export async function recall(deps: CasesDeps, actor: Actor, raw: CaseAct): Promise<CaseFile> {
  const input = parseInput(caseAct, raw);
  const { steps } = await procedureOf(deps, actor, input.caseId);
  return performAct(deps, { actor, act: 'recall', ...input }, async ({ tx, file, at, save }) => {
    await refuseOnceSigned(tx.q, file.id);
    const target = file.movedFromStep ?? file.step;
    // A proposal that the specialist takes back is a draft again.
    if (file.stepKind === 'sign' && steps[target]?.kind !== 'sign') await results.setState(tx.q, file.id, { state: 'drafted', at });
    const own = holdingOf(actor);
    const back = movedTo(file, steps, target, { by: own, holderId: own });
    await save({ ...back, movedBy: null, movedFromStep: null });
  });
}

async function colleagueFor(deps: CasesDeps, actor: Actor, to: { caseId: string; toHolding: string }): Promise<Colleague> {
  const colleague = (await listColleagues(deps, actor, to.caseId)).find((one) => one.holdingId === to.toHolding);
  if (colleague === undefined) throw invalid('cases.colleague_unknown');
  return colleague;
}

type Told = { readonly colleague: Colleague; readonly file: CaseFile; readonly actor: Actor; readonly requestId: string };

async function tellColleague({ notices }: CasesDeps, tx: AnyTx, { colleague, file, actor, requestId }: Told): Promise<void> {
  if (colleague.accountId === null) return;
  await notices.send(tx, {
    key: `cases.given_to_you:${requestId}`,
    to: { accountId: colleague.accountId, email: null, locale: 'vi' },
    template: 'cases.given_to_you',
    data: { code: file.code, procedure: file.procedureName, by: actor.kind === 'officer' ? actor.name : '' },
    link: `/can-bo/ho-so/${file.id}`,
    unitUid: file.unitUid,
  });
}

const note = (words: string): { readonly internalNote?: string } => (words === '' ? {} : { internalNote: words });

export const holdingOf = (actor: Actor): string => (actor.kind === 'officer' ? actor.holdingId : '');
