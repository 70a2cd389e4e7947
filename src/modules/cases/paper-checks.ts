import { z } from 'zod';
import type { ProcedurePaper } from './ports.ts';

/** Trạng thái số hóa: 0 not digitised, 1 digitised, 2 reused, 3 reused from the result of another case (OS§8). */
export const digitisations = [0, 1, 2, 3] as const;
/** LoaiBan: 0 original, 1 copy, 2 electronic (OS§8). */
export const copyKinds = [0, 1, 2] as const;

export type Digitisation = (typeof digitisations)[number];
export type CopyKind = (typeof copyKinds)[number];

/** What the counter found of one paper. */
export type PaperCheck = {
  readonly verdict: 'right' | 'wrong' | null;
  readonly reason: string | null;
  readonly note: string;
  readonly toDigitise: boolean;
  readonly digitisation: Digitisation;
  readonly copyKind: CopyKind | null;
  readonly originalReturned: boolean;
  /** When the verdict was given. */
  readonly judgedAt: Date | null;
};

export const unchecked: PaperCheck = {
  verdict: null,
  reason: null,
  note: '',
  toDigitise: false,
  digitisation: 0,
  copyKind: null,
  originalReturned: false,
  judgedAt: null,
};

/** Why a paper is not right; `request` is the sentence that Form 02 asks with. */
export type PaperReason = { readonly code: string; readonly label: string; readonly request: string; readonly needsNote: boolean };

const tick = z.discriminatedUnion('what', [
  z.object({ what: z.literal('right') }),
  z.object({ what: z.literal('wrong'), reason: z.string().min(1).max(40), note: z.string().trim().max(500).default('') }),
  z.object({ what: z.literal('unjudged') }),
  z.object({
    what: z.literal('handling'),
    toDigitise: z.boolean(),
    digitisation: z.literal(digitisations),
    copyKind: z.literal(copyKinds).nullable(),
    originalReturned: z.boolean(),
  }),
]);

/** One tick: a verdict on a paper, or what becomes of its original. */
export type Tick = z.infer<typeof tick>;

export const paperTick = z.object({ requestId: z.uuid(), caseId: z.uuid(), paper: z.string().min(1).max(60), tick });
export type PaperTick = z.input<typeof paperTick>;

/** The check of a paper after a tick. */
export function ticked(check: PaperCheck, change: Tick, at: Date): PaperCheck {
  const judged = { ...check, reason: null, note: '', judgedAt: at };
  if (change.what === 'right') return { ...judged, verdict: 'right' };
  if (change.what === 'wrong') return { ...judged, verdict: 'wrong', reason: change.reason, note: change.note };
  if (change.what === 'unjudged') return { ...judged, verdict: null, judgedAt: null };
  const { toDigitise, digitisation, copyKind, originalReturned } = change;
  // What is digitised needs no reminder any more.
  return { ...check, toDigitise: toDigitise && digitisation === 0, digitisation, copyKind, originalReturned };
}

/** A paper of the procedure or of the applicant, as the checklist shows it. */
export type CheckLine = {
  readonly paper: string;
  /** Null for files that the procedure does not list. */
  readonly name: string | null;
  readonly required: boolean;
  /** Positions of its files in the case. */
  readonly files: readonly number[];
  readonly check: PaperCheck;
  readonly checkedBy: string | null;
  /** A file came in after the verdict. */
  readonly newer: boolean;
};

type Sent = { readonly position: number; readonly code: string; readonly addedAt: Date };
export type KeptCheck = PaperCheck & { readonly officerName: string };

/** Every paper that applies to these answers, then whatever else was sent. */
export function checkLines(
  papers: readonly (ProcedurePaper & { readonly applies: boolean })[],
  sent: readonly Sent[],
  kept: ReadonlyMap<string, KeptCheck>,
): CheckLine[] {
  const listed = new Set(papers.map(({ code }) => code));
  const shown = papers.filter(({ code, applies }) => applies || kept.has(code) || sent.some((file) => file.code === code));
  const others = [...new Set(sent.map(({ code }) => code).filter((code) => !listed.has(code)))];
  const lines = [...shown.map(({ code, name, required }) => ({ paper: code, name, required })), ...others.map((code) => ({ paper: code, name: null, required: false }))];
  return lines.map((line) => {
    const files = sent.filter(({ code }) => code === line.paper);
    const { officerName, ...check } = kept.get(line.paper) ?? { ...unchecked, officerName: null };
    const newer = check.judgedAt !== null && files.some(({ addedAt }) => addedAt > (check.judgedAt ?? addedAt));
    return { ...line, files: files.map(({ position }) => position), check, checkedBy: officerName, newer };
  });
}

/** Required papers that are wrong: the dossier is not complete and cannot be accepted (OS§3). */
export function blocking(lines: readonly CheckLine[]): CheckLine[] {
  return lines.filter(({ required, check }) => required && check.verdict === 'wrong');
}

/** One line for each wrong paper, so that everything is asked once (Form 02); empty when nothing is wrong. */
export function requestWords(lines: readonly CheckLine[], reasons: readonly PaperReason[]): string {
  return wrongWords(lines, reasons).map(({ gap, request }) => `${gap}. ${request}`).join('\n');
}

/** Why a dossier is refused because of its papers (Form 03); empty when nothing is wrong. */
export function refusalWords(lines: readonly CheckLine[], reasons: readonly PaperReason[]): string {
  const gaps = wrongWords(lines, reasons).map(({ gap }) => `- ${gap}.`);
  return gaps.length === 0 ? '' : ['Hồ sơ chưa đủ giấy tờ đúng quy định:', ...gaps].join('\n');
}

function wrongWords(lines: readonly CheckLine[], reasons: readonly PaperReason[]): { gap: string; request: string }[] {
  return lines.flatMap(({ name, check }) => {
    if (check.verdict !== 'wrong') return [];
    const reason = reasons.find(({ code }) => code === check.reason);
    // Form 02 gives every line of its own to one gap: a note of several lines would look like several.
    const note = check.note === '' ? '' : ` (${check.note.replace(/\s+/gu, ' ').replace(/[.;]$/u, '')})`;
    return [{ gap: `${name ?? otherFiles}: ${reason?.label ?? 'chưa đúng'}${note}`, request: reason?.request ?? 'Đề nghị nộp lại.' }];
  });
}

/** What files are called that the procedure does not list. */
export const otherFiles = 'Giấy tờ bổ sung';
