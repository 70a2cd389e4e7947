import { z } from 'zod';

/** Mã TTHC, such as 2.000635. */
export const procedureCode = z.string().regex(/^\d\.\d{6}$/u);

const line = z.string().trim().min(1).max(500);
const words = z.object({ vi: line, en: line });
const isoDate = z.iso.date();

/** Công thức điều kiện FEEL over the answers of the form. */
const feel = z.string().min(1).max(500);

/** How sure a figure or rule is, for editors: `percent` null when the source is law that was seen but must be confirmed here. */
const certainty = z.object({ percent: z.number().int().min(0).max(100).nullable(), note: line });
const sure = certainty.nullable().default(null);

export const legalBase = z.object({ number: line, title: line, date: isoDate.nullable(), article: z.string().max(100).default(''), certainty: sure });

export const paper = z.object({
  code: line,
  name: line,
  originals: z.number().int().min(0),
  copies: z.number().int().min(0),
  electronicCopy: z.boolean(),
  digitise: z.boolean(),
  required: z.boolean(),
  /** Answers that make it required when it is not required of everyone. */
  requiredWhen: feel.nullable().default(null),
  /** Number of the printed form in the legal text, such as "Mẫu số 01". */
  template: z.string().max(300).default(''),
  /** Database that makes the paper needless. */
  replaceableBy: z.string().nullable(),
  note: z.string().default(''),
  certainty: sure,
});

export const fee = z.object({
  code: line,
  name: line,
  kind: z.enum(['phi', 'le_phi']),
  amount: z.number().int().min(0),
  /** Answer that multiplies the amount, such as the number of copies. */
  perAnswer: z.string().nullable(),
  /** FEEL for amounts that are no plain product, such as a price by page with a ceiling; `amount` is then what is printed as the rate. */
  formula: feel.nullable().default(null),
  when: z.enum(['on_submission', 'on_supplement', 'on_delivery']),
  /** Read aloud before the amount: whoever is exempt must learn it first. */
  exemptions: z.array(z.object({ text: line, when: feel.nullable() })),
  legalBase: line,
  certainty: sure,
});
export type Fee = z.infer<typeof fee>;

/** Time limit in the terms of the calendar module. */
export const timeLimit = z.object({
  unit: z.enum(['same_day', 'working_day', 'calendar_day', 'working_hour']),
  n: z.number().positive().optional(),
  cutOff: z.string().regex(/^\d{2}:\d{2}$/u).optional(),
  legalBase: line,
  certainty: sure,
});

/** A limit for some cases only: by the answers, or (`when` null) by an officer's finding, such as a need to verify. */
const otherTimeLimit = timeLimit.extend({ when: feel.nullable(), text: line });

/** Time and fee hang on the channel, papers on the case (OS§5). */
export const channel = z.object({
  kind: z.enum(['counter', 'online', 'post']),
  duration: timeLimit,
  otherDurations: z.array(otherTimeLimit).default([]),
  fees: z.array(fee),
});

const stepKey = z.string().regex(/^[a-z_]+$/u);

/** Somebody asked beside a step; the step after it waits for all answers (lấy ý kiến song song). */
export const consultation = z.object({ key: stepKey, name: line, role: line, unit: z.string().max(300).default(''), hours: z.number().positive(), output: z.string().default('') });

export const step = z.object({
  key: stepKey,
  name: line,
  kind: z.enum(['receive', 'process', 'sign', 'deliver']),
  role: line,
  /** Unit that does it; empty: the one that is competent for the case. */
  unit: z.string().max(300).default(''),
  hours: z.number().positive(),
  output: z.string().default(''),
  /** Earlier steps to which it may be sent back. */
  returnsTo: z.array(stepKey).default([]),
  consultations: z.array(consultation).default([]),
});
export type Step = z.infer<typeof step>;

export const resultPaper = z.object({
  code: line,
  name: line,
  template: z.string().regex(/^[a-z0-9-]+$/u),
  series: z.string().regex(/^[a-z_]+$/u),
  notation: line,
  paperRequired: z.boolean(),
  /** What the answers already say of it: field of the result → FEEL over the answers. */
  draft: z.record(z.string(), feel).default({}),
  certainty: sure,
  /** Form in which the specialist writes what stands in the paper. */
  form: z.unknown(),
});

/** Decision that publishes the procedure (quyết định công bố) and the system where it is filed when not here. */
export const decision = z.object({ number: line, date: isoDate, agency: z.string().max(300).default('') });
export const filing = z.object({ system: line, url: z.url({ protocol: /^https$/u }) });

/** A situation in which the procedure is used (trường hợp), with its papers. */
export const variant = z.object({ key: line, name: line, when: feel.nullable().default(null), papers: z.array(paper) });

/** A wait for the applicant that stops the clock in state 6, such as the tax notice of a land case (OS§3). */
const pause = z.object({ key: z.enum(['payment']), afterStep: stepKey, name: line, note: z.string().max(1000).default(''), legalBase: line, certainty: sure });

/** One procedure of a linked group: its own agency and clock (NĐ 63/2024). */
const linkedPart = z.object({
  key: stepKey,
  name: line,
  procedureCode: z.string().regex(/^\d\.\d{6}$/u).nullable().default(null),
  agency: line,
  /** Key of the part whose result it waits for. */
  after: stepKey.nullable(),
  duration: timeLimit,
  otherDurations: z.array(otherTimeLimit).default([]),
  /** Only when the applicant asked for it. */
  when: feel.nullable().default(null),
  result: line,
});
const linkedGroup = z.object({
  parts: z.array(linkedPart).min(2),
  whole: timeLimit,
  otherWhole: z.array(otherTimeLimit).default([]),
  /** Time to ask for and to bring supplements, and what does not count. */
  rules: z.array(z.object({ name: line, duration: timeLimit, counted: z.boolean() })).default([]),
});

/** Everything the law wants published of a procedure, and how it runs here (NĐ 63/2010 Đ8.2; OS§5). */
export const procedureContent = z.object({
  code: procedureCode,
  name: words,
  summary: words,
  field: z.object({ code: line, name: words }),
  level: z.enum(['province', 'commune', 'vertical']),
  serviceLevel: z.object({ kind: z.enum(['full', 'partial']), reason: z.string().default('') }),
  /** Where it is filed: here, a ministry's system, or the national portal (NĐ 224/2026 Đ15). */
  route: z.enum(['local', 'ministry', 'national']),
  /** Said to applicants beside the route. */
  routeNote: words.nullable().default(null),
  /** Filed elsewhere online, yet taken in here at the counter. */
  localIntake: z.boolean().default(false),
  audience: z.array(line).min(1),
  lifeEvents: z.array(z.string()),
  keywords: z.array(z.string()),
  competentAgency: words,
  receivingAgencies: z.array(line).default([]),
  cooperatingAgencies: z.array(line).default([]),
  nonBoundary: z.enum(['none', 'province', 'nation']),
  howTo: z.array(words).min(1),
  cases: z.array(variant).min(1),
  sets: z.number().int().min(1),
  channels: z.array(channel).min(1),
  results: z.array(resultPaper).min(1),
  requirements: z.array(words),
  legalBasis: z.array(legalBase).min(1),
  decision: decision.nullable().default(null),
  filing: filing.nullable().default(null),
  steps: z.array(step).min(3),
  /** Hours of steps are the locality's own: how well founded the shipped ones are. */
  stepsCertainty: sure,
  pauses: z.array(pause).default([]),
  linked: linkedGroup.nullable().default(null),
  /** What an editor should settle before relying on this record. */
  openQuestions: z.array(line).default([]),
  clockPolicy: z.enum(['resume', 'restart']),
  maxSupplements: z.number().int().min(0),
  /** Answers of the form in which the applicant stands. */
  applicant: z.object({ name: line, personalId: line, phone: line, email: line }),
  form: z.unknown(),
});
export type ProcedureContent = z.infer<typeof procedureContent>;

export type ProcedureVersion = {
  readonly id: string;
  readonly code: string;
  readonly number: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly content: ProcedureContent;
};

export type ProcedureSummary = Pick<ProcedureContent, 'code' | 'name' | 'summary' | 'field' | 'lifeEvents' | 'route'> & { readonly versionId: string };

export const publishInput = z.object({ requestId: z.uuid(), validFrom: isoDate, content: procedureContent });
export type PublishInput = z.input<typeof publishInput>;

/** What one line of the fees comes to, and the exemption that made it free. */
export type FeeLine = Pick<Fee, 'code' | 'name' | 'kind' | 'when' | 'legalBase'> & { readonly amount: number; readonly exemption: string | null };

type Answers = Readonly<Record<string, unknown>>;

/** The fees for these answers, line by line; `evaluate` computes a FEEL expression over them. */
export function feeLinesOf(fees: readonly Fee[], answers: Answers, evaluate: (expression: string) => unknown): FeeLine[] {
  return fees.map((item) => {
    const exemption = item.exemptions.find(({ when }) => when !== null && evaluate(when) === true)?.text ?? null;
    const { code, name, kind, when, legalBase } = item;
    return { code, name, kind, when, legalBase, amount: exemption === null ? amountOf(item, answers, evaluate) : 0, exemption };
  });
}

/** Đồng owed for these answers; an exemption that applies makes its line free. */
export function feeOf(fees: readonly Fee[], answers: Answers, evaluate: (expression: string) => unknown): number {
  return feeLinesOf(fees, answers, evaluate).reduce((sum, item) => sum + item.amount, 0);
}

function amountOf(item: Fee, answers: Answers, evaluate: (expression: string) => unknown): number {
  if (item.formula === null) return item.amount * timesOf(item, answers);
  const amount = evaluate(item.formula);
  // An amount that cannot be computed must not become free: the plain rate stands until an officer corrects it.
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0 ? amount : item.amount;
}

function timesOf(item: Fee, answers: Answers): number {
  if (item.perAnswer === null) return 1;
  const times = Number(answers[item.perAnswer]);
  return Number.isSafeInteger(times) && times > 0 ? times : 1;
}

/** All papers of the procedure; `required` as these answers make it, false where the situation is another one. */
export function papersFor(content: Pick<ProcedureContent, 'cases'>, evaluate: (expression: string) => unknown): NeededPaper[] {
  return content.cases.flatMap(({ when, papers }) => {
    const applies = when === null || evaluate(when) === true;
    return papers.map((item) => ({ ...item, applies, required: applies && (item.required || (item.requiredWhen !== null && evaluate(item.requiredWhen) === true)) }));
  });
}
export type NeededPaper = z.infer<typeof paper> & { readonly applies: boolean };

/** The limit that these answers bring about. */
export function durationFor(item: z.infer<typeof channel>, evaluate: (expression: string) => unknown): z.infer<typeof timeLimit> {
  return item.otherDurations.find(({ when }) => when !== null && evaluate(when) === true) ?? item.duration;
}

/** The text in which a search looks. */
export function searchTextOf(content: ProcedureContent): string {
  return [content.code, content.name.vi, content.field.name.vi, ...content.lifeEvents, ...content.keywords].join(' ');
}
