import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { formatDateTime } from '#platform/text/dates.ts';
import { procedureCode } from '../model.ts';
import { decide, type ProcedureAction } from '../policy.ts';
import type { ProceduresDeps } from '../ports.ts';
import { judge } from '../problems.ts';
import { sectionContent, sectionKeys, withSection, type DraftContent, type Problem } from '../sections.ts';
import * as store from '../store/drafts.ts';
import { findNewest } from '../store/versions.ts';
import { parseInput } from './parse-input.ts';
import { accountOf, nameOf, replayOf, writeLine } from './record.ts';

/** A draft with what is wrong with it. */
export type DraftView = store.Draft & { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

export type Saved = { readonly draftId: string; readonly revision: number };

export function permitOn(actor: Actor, action: ProcedureAction, code: string): void {
  permit(decide(actor, action), { actor, action, subject: { kind: 'procedure', id: code } });
}

export async function readDraft(deps: ProceduresDeps, actor: Actor, id: string): Promise<DraftView> {
  permitOn(actor, 'procedures.read', id);
  const draft = z.uuid().safeParse(id).success ? await store.findOpenDraft(deps.db.q, id) : undefined;
  if (draft === undefined) throw notFound('procedures.draft_not_found');
  const { problems, warnings } = judge(draft.content);
  return { ...draft, problems, warnings };
}

const beginInput = z.object({ requestId: z.uuid(), code: procedureCode, content: z.record(z.string(), z.unknown()).optional() });

/**
 * Begins a draft: a copy of the newest version of the code, or the given content for a new procedure or an import.
 * @throws AppError conflict `procedures.draft_exists` when one is open
 */
export async function beginDraft(deps: ProceduresDeps, actor: Actor, raw: unknown): Promise<Saved> {
  const { requestId, code, content } = parseInput(beginInput, raw);
  permitOn(actor, 'procedures.edit', code);
  return deps.db.transaction(async (tx) => {
    const earlier = await replayOf(tx, actor, { requestId, act: 'begun' });
    if (earlier?.draftId != null) return { draftId: earlier.draftId, revision: 1 };
    const base = await findNewest(tx.q, code);
    const at = deps.clock.now();
    const draft: store.Draft = {
      ...{ id: deps.ids.uuid(), code, baseVersionId: base?.id ?? null, revision: 1, revisions: {} },
      content: { ...(content ?? base?.content ?? emptyRecord), code },
      ...{ editedBy: accountOf(actor), editedByName: nameOf(actor), editedAt: at },
    };
    if (!(await store.insertDraft(tx.q, draft))) throw conflict('procedures.draft_exists');
    await writeLine(tx, actor, { requestId, act: 'begun', code, draftId: draft.id, content: draft.content, at });
    tx.audit({ actor, action: 'procedures.draft_begun', subject: { kind: 'procedure', id: code }, detail: { code } });
    return { draftId: draft.id, revision: 1 };
  });
}

/** What a new record begins with: the usual, nothing invented. */
const emptyRecord: DraftContent = {
  ...{ level: 'commune', serviceLevel: { kind: 'full', reason: '' }, route: 'local', nonBoundary: 'none', sets: 1, clockPolicy: 'resume', maxSupplements: 1 },
  ...{ audience: [], lifeEvents: [], keywords: [], howTo: [], requirements: [], channels: [], results: [], legalBasis: [], decision: null, filing: null },
  cases: [{ key: 'default', name: '', when: null, papers: [] }],
  steps: [],
  form: { title: '', type: 'object', additionalProperties: false, properties: {}, 'x-dinh': { steps: [] } },
};

const saveInput = z.object({ requestId: z.uuid(), draftId: z.uuid(), section: z.enum(sectionKeys), revision: z.number().int().min(0), content: z.record(z.string(), z.unknown()) });

/**
 * Saves one section as it stands, complete or not. `revision` is that section's (0 when never saved).
 * @throws AppError conflict `procedures.draft_changed` with `name`, `at`, `revision` when somebody saved it meanwhile
 */
export async function saveDraft(deps: ProceduresDeps, actor: Actor, raw: unknown): Promise<Saved> {
  const input = parseInput(saveInput, raw);
  permitOn(actor, 'procedures.edit', input.draftId);
  return deps.db.transaction(async (tx) => {
    const draft = await store.lockOpenDraft(tx.q, input.draftId);
    if (draft === undefined) throw notFound('procedures.draft_not_found');
    const earlier = await replayOf(tx, actor, { requestId: input.requestId, act: 'saved' });
    if (earlier?.revision != null) return { draftId: draft.id, revision: earlier.revision };
    const known = draft.revisions[input.section] ?? 0;
    if (known !== input.revision) throw conflict('procedures.draft_changed', { name: draft.editedByName, at: formatDateTime(draft.editedAt), revision: known });
    const at = deps.clock.now();
    const { section, requestId } = input;
    const { code, id: draftId } = draft;
    const revision = draft.revision + 1;
    const content = withSection(draft.content, section, input.content);
    const revisions = { ...draft.revisions, [section]: revision };
    await store.updateDraft(tx.q, { ...draft, content, revision, revisions, editedBy: accountOf(actor), editedByName: nameOf(actor), editedAt: at });
    await writeLine(tx, actor, { requestId, act: 'saved', code, draftId, section, revision, content: sectionContent(content, section), at });
    tx.audit({ actor, action: 'procedures.draft_saved', subject: { kind: 'procedure', id: code }, detail: { code, section, revision } });
    return { draftId, revision };
  });
}

const discardInput = z.object({ requestId: z.uuid(), draftId: z.uuid() });

/** Puts a draft away; its saves stay in the journal. */
export async function discardDraft(deps: ProceduresDeps, actor: Actor, raw: unknown): Promise<void> {
  const { requestId, draftId } = parseInput(discardInput, raw);
  permitOn(actor, 'procedures.edit', draftId);
  await deps.db.transaction(async (tx) => {
    if ((await replayOf(tx, actor, { requestId, act: 'discarded' })) !== undefined) return;
    const draft = await store.lockOpenDraft(tx.q, draftId);
    if (draft === undefined) throw notFound('procedures.draft_not_found');
    await store.closeDraft(tx.q, draftId, 'discarded');
    await writeLine(tx, actor, { requestId, act: 'discarded', code: draft.code, draftId, at: deps.clock.now() });
    tx.audit({ actor, action: 'procedures.draft_discarded', subject: { kind: 'procedure', id: draft.code }, detail: { code: draft.code } });
  });
}

