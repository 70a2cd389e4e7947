import { z } from 'zod';

/** What a complaint about handling can be about. */
export const topics = ['delay', 'attitude', 'extra_papers', 'fee', 'result', 'other'] as const;
export type Topic = (typeof topics)[number];

export const complaintStates = ['received', 'passed_on', 'answered'] as const;
export type ComplaintState = (typeof complaintStates)[number];

/** One question of the survey, in force on a day. */
export type Question = { readonly key: string; readonly vi: string; readonly en: string };

/** 1 very dissatisfied … 5 very satisfied. */
export type Scores = Readonly<Record<string, number>>;

export type Complaint = {
  readonly id: string;
  readonly caseId: string;
  readonly caseCode: string;
  readonly procedureName: string;
  readonly unitUid: string;
  readonly upperUnitUid: string | null;
  /** Persons who had acted on the case. */
  readonly handlers: readonly string[];
  readonly accountId: string;
  readonly authorName: string;
  readonly topic: Topic;
  readonly words: string;
  readonly state: ComplaintState;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly dueDerivation: readonly string[];
  readonly passedOnAt: Date | null;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
};

const requestId = z.uuid();

export const surveyInput = z.object({
  requestId,
  caseId: z.uuid(),
  scores: z.record(z.string().max(40), z.coerce.number().int().min(1).max(5)),
  words: z.string().trim().max(2000).default(''),
  anonymous: z.boolean(),
});
export type SurveyInput = z.input<typeof surveyInput>;

export const complaintInput = z.object({
  requestId,
  caseId: z.uuid(),
  topic: z.enum(topics, 'feedback.topic_missing'),
  words: z.string().trim().min(20, 'feedback.words_too_short').max(4000, 'feedback.words_too_long'),
});
export type ComplaintInput = z.input<typeof complaintInput>;

export const answerInput = z.object({
  requestId,
  complaintId: z.uuid(),
  words: z.string().trim().min(20, 'feedback.answer_too_short').max(4000, 'feedback.words_too_long'),
});
export type AnswerInput = z.input<typeof answerInput>;

export const passOnInput = z.object({ requestId, complaintId: z.uuid() });
export type PassOnInput = z.input<typeof passOnInput>;

export const complaintQuery = z.object({
  state: z.enum(['open', 'answered']).catch('open'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const periodQuery = z.object({ from: z.iso.date(), to: z.iso.date() });
export type PeriodQuery = z.infer<typeof periodQuery>;

export const pageSize = 50;

/** Fewer answers could be traced to a person, so no figure is shown for them. */
export const fewestAnswers = 5;

/** Answers of 4 and 5 count as satisfied. */
export const satisfiedFrom = 4;
