import type { Actor } from '#platform/access/actor.ts';
import { forbidden, notFound } from '#platform/errors/app-error.ts';
import { z } from 'zod';
import { caseFileSupplemented, caseFileWithdrawn } from '../events.ts';
import { clockFacts, closed, runsOn } from '../life.ts';
import { caseAct, paperInput, type CaseAct, type CaseFile, type PaperInput } from '../model.ts';
import type { Agency, CasesDeps } from '../ports.ts';
import * as drafts from '../store/drafts.ts';
import * as journal from '../store/journal.ts';
import * as papers from '../store/papers.ts';
import * as warnings from '../store/warnings.ts';
import { performAct, procedureOf, refOf, refuseOnceSigned } from './act.ts';
import { parseInput } from './parse-input.ts';
import { checkPapers } from './submit.ts';

const accountOf = (actor: Actor): string => {
  if (actor.kind === 'citizen' || actor.kind === 'officer') return actor.accountId;
  throw forbidden('cases.sign_in_to_submit');
};

export const saveDraftInput = z.object({
  draftId: z.uuid(),
  answers: z.record(z.string(), z.unknown()),
  papers: z.array(paperInput).max(100),
  step: z.number().int().min(0).max(50),
});
export type SaveDraftInput = z.infer<typeof saveDraftInput>;

/** Begins to fill in a form. `draftId` is made by the page, so that a double click begins one draft. */
export async function beginDraft(deps: CasesDeps, actor: Actor, input: { draftId: string; procedureCode: string; unitUid: string }): Promise<drafts.Draft> {
  const accountId = accountOf(actor);
  const at = deps.clock.now();
  const procedure = await deps.procedures.inForce(input.procedureCode, at);
  if (procedure === undefined) throw notFound('cases.procedure_not_offered');
  const { unitUid } = await deps.agencies.receiving(input.unitUid, at);
  const id = parseInput(z.uuid(), input.draftId);
  await deps.db.transaction((tx) =>
    drafts.insertDraft(tx.q, { id, accountId, procedureCode: procedure.code, versionId: procedure.versionId, unitUid, answers: {}, papers: [], step: 0, at }),
  );
  return getDraft(deps, actor, id);
}

/** Where an application may be filed. */
export async function listAgencies(deps: CasesDeps): Promise<readonly Agency[]> {
  return deps.agencies.listReceiving(deps.clock.now());
}

/** The draft of this account; nobody else's exists. */
export async function getDraft(deps: CasesDeps, actor: Actor, draftId: string): Promise<drafts.Draft> {
  const draft = z.uuid().safeParse(draftId).success ? await drafts.findDraft(deps.db.q, draftId, accountOf(actor)) : undefined;
  if (draft === undefined) throw notFound('cases.draft_not_found');
  return draft;
}

export async function listDrafts(deps: CasesDeps, actor: Actor): Promise<drafts.Draft[]> {
  return drafts.listDrafts(deps.db.q, accountOf(actor));
}

/** Keeps what is typed so far, right or wrong; it is checked on submission. */
export async function saveDraft(deps: CasesDeps, actor: Actor, raw: SaveDraftInput): Promise<void> {
  const input = parseInput(saveDraftInput, raw);
  const row = { id: input.draftId, accountId: accountOf(actor), answers: input.answers, papers: input.papers, step: input.step, at: deps.clock.now() };
  const found = await deps.db.transaction((tx) => drafts.saveDraft(tx.q, row));
  if (!found) throw notFound('cases.draft_not_found');
}

export async function discardDraft(deps: CasesDeps, actor: Actor, draftId: string): Promise<void> {
  await deps.db.transaction((tx) => drafts.deleteDraft(tx.q, parseInput(z.uuid(), draftId), accountOf(actor)));
}

/** Code of papers that the procedure does not list. */
const supplementCode = 'BO-SUNG';

const supplementInput = caseAct.extend({ papers: z.array(paperInput).max(100), words: z.string().trim().max(2000).default('') });
export type SupplementInput = CaseAct & { papers: readonly PaperInput[]; words?: string };

/** The applicant hands in what was asked for; after acceptance the clock goes on by the policy of the procedure. */
export async function supplement(deps: CasesDeps, actor: Actor, raw: SupplementInput): Promise<CaseFile> {
  const { papers: given, words, ...input } = parseInput(supplementInput, raw);
  const procedure = await procedureOf(deps, actor, input.caseId);
  // The office may ask for anything; what it asked for stands in its words.
  const optional = procedure.papers.map((paper) => ({ ...paper, required: false }));
  const nothingRequired = { ...procedure, papers: [...optional, { code: supplementCode, name: 'Giấy tờ bổ sung', required: false }] };
  await checkPapers(deps, actor, { procedure: nothingRequired, given });
  const deadline = await deps.deadlines.for(procedure.file);
  return performAct(deps, { actor, act: 'supplement', ...input }, async ({ tx, file, at, save }) => {
    const before = await papers.listPapers(tx.q, file.id);
    await papers.insertPapers(tx.q, given, { caseId: file.id, from: before.length, at });
    const lines = await journal.listLines(tx.q, file.id);
    const again = runsOn(file, 'supplement', null);
    const facts = clockFacts([...lines, { act: 'supplement', at, fromState: file.state, toState: again.state }], procedure.clockPolicy);
    const due = file.acceptedAt === null ? null : deadline(file.acceptedAt, facts);
    const next = runsOn(file, 'supplement', due);
    if (due !== null) await warnings.planWarnings(tx.q, { caseId: file.id, dueAt: next.dueAt, planned: due.warnings, at });
    await save(next, { ...(words === '' ? {} : { publicNote: words }), data: { papers: given.length } });
    tx.publish(caseFileSupplemented, refOf(file));
  });
}

/** The applicant takes the application back, any time before the result is signed. */
export async function withdraw(deps: CasesDeps, actor: Actor, raw: CaseAct): Promise<CaseFile> {
  const input = parseInput(caseAct, raw);
  return performAct(deps, { actor, act: 'withdraw', ...input }, async ({ tx, file, at, save }) => {
    await refuseOnceSigned(tx.q, file.id);
    await save(closed(file, 'withdraw', at));
    tx.publish(caseFileWithdrawn, refOf(file));
  });
}
