import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict, invalid, notFound } from '#platform/errors/app-error.ts';
import { foldText } from '#platform/text/fold.ts';
import { versionPublished } from '../events.ts';
import { checkForms } from '../form-check.ts';
import { procedureContent, publishInput, searchTextOf, type ProcedureContent, type ProcedureVersion, type PublishInput } from '../model.ts';
import { decidePublication } from '../policy.ts';
import type { ProceduresDeps } from '../ports.ts';
import { judge } from '../problems.ts';
import * as drafts from '../store/drafts.ts';
import { findEnding, ruleOn } from '../store/rules.ts';
import * as versions from '../store/versions.ts';
import type { ProceduresTables } from '../tables.gen.ts';
import { permitOn } from './drafts.ts';
import { parseInput } from './parse-input.ts';
import { accountOf, replayOf, todayOf, writeLine } from './record.ts';

/** Publishes a whole record, as the program itself does with what is shipped; officers publish drafts. */
export async function publish(deps: ProceduresDeps, actor: Actor, raw: PublishInput): Promise<ProcedureVersion> {
  const input = publishInput.parse(raw);
  const content = procedureContent.parse(input.content);
  permitOn(actor, 'procedures.publish', content.code);
  const problem = checkForms(content);
  if (problem !== undefined) throw invalid('procedures.form_wrong', { problem });
  return deps.db.transaction(async (tx) => (await publishedBefore(tx, actor, input.requestId)) ?? insertNext(deps, tx, { ...input, actor, content }));
}

export const publishDraftInput = z.object({ requestId: z.uuid(), draftId: z.uuid(), revision: z.number().int(), validFrom: z.iso.date() });

/**
 * Publishes a draft from a day on, today or later; the version before ends the day before.
 * @throws AppError forbidden `procedures.four_eyes`; invalid `procedures.draft_has_problems`, `starts_in_the_past`; conflict `draft_changed`, `already_effective`
 */
export async function publishDraft(deps: ProceduresDeps, actor: Actor, raw: unknown): Promise<ProcedureVersion> {
  const input = parseInput(publishDraftInput, raw);
  permitOn(actor, 'procedures.publish', input.draftId);
  const eyes = await fourEyes(deps, actor);
  return deps.db.transaction(async (tx) => {
    const earlier = await publishedBefore(tx, actor, input.requestId);
    if (earlier !== undefined) return earlier;
    const draft = await drafts.lockOpenDraft(tx.q, input.draftId);
    if (draft === undefined) throw notFound('procedures.draft_not_found');
    const subject = { kind: 'procedure', id: draft.code };
    permit(decidePublication(actor, { ...eyes, lastEditor: draft.editedBy }), { actor, action: 'procedures.publish', subject });
    if (draft.revision !== input.revision) throw conflict('procedures.draft_changed', { name: draft.editedByName, at: draft.editedAt.toISOString(), revision: draft.revision });
    if (input.validFrom < todayOf(deps.clock)) throw invalid('procedures.starts_in_the_past', { problems: [{ path: 'validFrom', message: 'Chọn hôm nay hoặc một ngày sau.' }] });
    const { content, problems } = judge(draft.content);
    if (content === null) throw invalid('procedures.draft_has_problems', { count: problems.length, problems });
    await drafts.closeDraft(tx.q, draft.id, 'published');
    return insertNext(deps, tx, { actor, content, requestId: input.requestId, validFrom: input.validFrom, draftId: draft.id });
  });
}

async function fourEyes(deps: ProceduresDeps, actor: Actor): Promise<{ mode: 'always' | 'unless_alone' | 'never'; othersMayPublish: boolean }> {
  const rule = await ruleOn(deps.db.q, 'four_eyes', todayOf(deps.clock));
  return { mode: rule?.value.mode ?? 'always', othersMayPublish: await deps.outside.othersMayPublish(accountOf(actor)) };
}

/** What the page of publication says beforehand. */
export type PublicationCheck = {
  readonly allowed: boolean;
  readonly why: string | null;
  /** Working days asked for between decision and effect, and those there are for this day; null when nobody can say. */
  readonly lead: { readonly asked: number; readonly given: number | null; readonly legalBase: string } | null;
};

/** Whether this actor may publish the draft from that day, and whether the day leaves the time that the rule asks for. */
export async function checkPublication(deps: ProceduresDeps, actor: Actor, draft: Pick<drafts.Draft, 'editedBy'>, validFrom: string): Promise<PublicationCheck> {
  const decision = decidePublication(actor, { ...(await fourEyes(deps, actor)), lastEditor: draft.editedBy });
  const today = todayOf(deps.clock);
  const rule = await ruleOn(deps.db.q, 'publication_lead', today);
  const given = rule === undefined || validFrom < today ? null : await deps.outside.workingDaysBetween(today, validFrom);
  const lead = rule === undefined ? null : { asked: rule.value.workingDays, given, legalBase: rule.legalBase };
  return { allowed: decision.allowed, why: decision.allowed ? null : decision.code, lead };
}

async function publishedBefore(tx: Tx<ProceduresTables>, actor: Actor, requestId: string): Promise<ProcedureVersion | undefined> {
  const line = await replayOf(tx, actor, { requestId, act: 'published' });
  return line?.versionId == null ? undefined : versions.findVersion(tx.q, line.versionId);
}

type Next = { readonly actor: Actor; readonly content: ProcedureContent; readonly requestId: string; readonly validFrom: string; readonly draftId?: string };

async function insertNext(deps: ProceduresDeps, tx: Tx<ProceduresTables>, { actor, content, requestId, validFrom, draftId }: Next): Promise<ProcedureVersion> {
  const { code } = content;
  const number = (await versions.lockNumbers(tx.q, code)) + 1;
  if ((await findEnding(tx.q, code)) !== undefined) throw conflict('procedures.is_ended');
  const before = await versions.findInForce(tx.q, code, '9999-12-31');
  if (before !== undefined && before.validFrom >= validFrom) throw conflict('procedures.already_effective');
  await versions.endOpenVersion(tx.q, code, dayBefore(validFrom));
  const version: ProcedureVersion = { id: deps.ids.uuid(), code, number, validFrom, validTo: null, content };
  const at = deps.clock.now();
  await versions.insertVersion(tx.q, { ...version, search: foldText(searchTextOf(content)), by: accountOf(actor), at });
  await writeLine(tx, actor, { requestId, act: 'published', code, versionId: version.id, draftId: draftId ?? null, at });
  tx.audit({ actor, action: 'procedures.version_published', subject: { kind: 'procedure', id: code }, detail: { code, number, validFrom } });
  tx.publish(versionPublished, { versionId: version.id, code, validFrom });
  return version;
}

export function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
