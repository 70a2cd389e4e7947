import type { Actor } from '#platform/access/actor.ts';
import { notFound } from '#platform/errors/app-error.ts';
import { compareRecords, type Change } from '../compare.ts';
import { consultation, procedureContent, step, type ProcedureVersion, type Step } from '../model.ts';
import type { ProceduresDeps, RunningCase } from '../ports.ts';
import { bpmnOf } from '../process/bpmn.ts';
import { graphOf } from '../process/graph.ts';
import { layOut, type ProcessDiagram } from '../process/layout.ts';
import type { DraftContent } from '../sections.ts';
import * as drafts from '../store/drafts.ts';
import * as journal from '../store/journal.ts';
import * as rules from '../store/rules.ts';
import * as versions from '../store/versions.ts';
import { permitOn, readDraft } from './drafts.ts';
import { todayOf } from './record.ts';

/** One procedure in the list of those who look after the catalogue. */
export type CatalogueLine = {
  readonly code: string;
  readonly name: string;
  readonly state: 'in_force' | 'coming' | 'ended' | 'draft';
  readonly number: number | null;
  readonly validFrom: string | null;
  /** A later version that waits for its day. */
  readonly comingFrom: string | null;
  readonly endsAfter: string | null;
  readonly draft: { readonly id: string; readonly editedByName: string; readonly editedAt: string } | null;
};

/** Every procedure with its version of today, what is coming and what is being written. */
export async function listCatalogue(deps: ProceduresDeps, actor: Actor): Promise<CatalogueLine[]> {
  permitOn(actor, 'procedures.read', 'all');
  const [lines, open, endings] = await Promise.all([versions.listVersionLines(deps.db.q), drafts.listOpenDrafts(deps.db.q), rules.listEndings(deps.db.q)]);
  const today = todayOf(deps.clock);
  const codes = [...new Set([...lines.map(({ code }) => code), ...open.map(({ code }) => code)])].sort();
  return codes.map((code) => {
    const published = lines.filter((line) => line.code === code && line.status === 'published');
    const draft = open.find((one) => one.code === code);
    const current = published.find((line) => line.validFrom <= today && (line.validTo === null || line.validTo >= today));
    const coming = published.filter((line) => line.validFrom > today).at(-1);
    const shown = current ?? coming ?? published[0];
    return {
      ...{ code, name: shown?.name ?? nameInDraft(draft?.content), state: current ? 'in_force' : coming ? 'coming' : published.length > 0 ? 'ended' : 'draft' },
      ...{ number: shown?.number ?? null, validFrom: shown?.validFrom ?? null, comingFrom: coming?.validFrom ?? null },
      endsAfter: endings.find((ending) => ending.code === code)?.lastDay ?? null,
      draft: draft === undefined ? null : { id: draft.id, editedByName: draft.editedByName, editedAt: draft.editedAt.toISOString() },
    };
  });
}

function nameInDraft(content: DraftContent | undefined): string {
  const name = content?.['name'];
  return typeof name === 'object' && name !== null && 'vi' in name && typeof name.vi === 'string' ? name.vi : '';
}

export type ProcedureOverview = {
  readonly code: string;
  readonly versions: readonly (versions.VersionLine & { readonly runningCases: number })[];
  readonly draft: drafts.Draft | null;
  readonly ending: rules.Ending | null;
  readonly journal: readonly journal.JournalLine[];
  readonly today: string;
};

/** Versions of a code with the cases that still run by each, the open draft, and what was done. */
export async function readOverview(deps: ProceduresDeps, actor: Actor, code: string): Promise<ProcedureOverview> {
  permitOn(actor, 'procedures.read', code);
  const { q } = deps.db;
  const [lines, draft, ending, history] = await Promise.all([versions.listVersionLines(q, code), drafts.findDraftOfCode(q, code), rules.findEnding(q, code), journal.listLines(q, code, 50)]);
  if (lines.length === 0 && draft === undefined) throw notFound('procedures.not_found');
  const running = await deps.outside.countRunningCases(lines.map(({ id }) => id));
  return { code, versions: lines.map((line) => ({ ...line, runningCases: running.get(line.id) ?? 0 })), draft: draft ?? null, ending: ending ?? null, journal: history, today: todayOf(deps.clock) };
}

/** Running cases of a version that the actor may see; they keep it until they are over. */
export async function listRunningCases(deps: ProceduresDeps, actor: Actor, versionId: string): Promise<readonly RunningCase[]> {
  permitOn(actor, 'procedures.read', versionId);
  return deps.outside.listRunningCases(actor, versionId, 200);
}

/** A record to look at: a version, or (`draft`) the one being written. */
export type RecordSource = { readonly kind: 'version' | 'draft'; readonly id: string };
export type ShownRecord = { readonly code: string; readonly content: DraftContent; readonly version: ProcedureVersion | null };

export async function readRecord(deps: ProceduresDeps, actor: Actor, source: RecordSource): Promise<ShownRecord> {
  permitOn(actor, 'procedures.read', source.id);
  if (source.kind === 'draft') {
    const draft = await readDraft(deps, actor, source.id);
    return { code: draft.code, content: draft.content, version: null };
  }
  const version = /^[0-9a-f-]{36}$/u.test(source.id) ? await versions.findVersion(deps.db.q, source.id) : undefined;
  if (version === undefined) throw notFound('procedures.not_found');
  return { code: version.code, content: version.content, version };
}

export async function compare(deps: ProceduresDeps, actor: Actor, pair: { readonly from: RecordSource; readonly to: RecordSource }): Promise<Change[]> {
  const [from, to] = await Promise.all([readRecord(deps, actor, pair.from), readRecord(deps, actor, pair.to)]);
  return compareRecords(from.content, to.content);
}

/** The internal process of a record as a drawing, with the steps for the table under it. Steps that are not yet whole are left out. */
export type DrawnProcess = { readonly diagram: ProcessDiagram; readonly steps: readonly Step[] };

export async function drawProcess(deps: ProceduresDeps, actor: Actor, source: RecordSource): Promise<DrawnProcess> {
  const { content } = await readRecord(deps, actor, source);
  const steps = wholeSteps(content['steps']);
  return { diagram: layOut(graphOf(steps)), steps };
}

function wholeSteps(value: unknown): Step[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const asked: readonly unknown[] = typeof one === 'object' && one !== null && 'consultations' in one && Array.isArray(one.consultations) ? one.consultations : [];
    const whole = typeof one === 'object' && one !== null ? { ...one, consultations: asked.filter((row) => consultation.safeParse(row).success) } : one;
    const parsed = step.safeParse(whole);
    return parsed.success ? [parsed.data] : [];
  });
}

export async function exportBpmn(deps: ProceduresDeps, actor: Actor, source: RecordSource): Promise<{ name: string; xml: string }> {
  const [{ diagram }, { code, content }] = await Promise.all([drawProcess(deps, actor, source), readRecord(deps, actor, source)]);
  return { name: `quy-trinh-${code}.bpmn`, xml: bpmnOf(diagram, { code, name: nameInDraft(content) || code }) };
}

/** The whole record as it may be imported elsewhere. */
export async function exportRecord(deps: ProceduresDeps, actor: Actor, source: RecordSource): Promise<{ name: string; json: string }> {
  const { code, content } = await readRecord(deps, actor, source);
  const whole = procedureContent.safeParse(content);
  return { name: `thu-tuc-${code}.json`, json: `${JSON.stringify({ format: 'dinh.procedure/1', content: whole.success ? whole.data : content }, null, 1)}\n` };
}
