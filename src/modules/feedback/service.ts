import * as complaints from './complaints.ts';
import type { FeedbackDeps } from './ports.ts';
import * as surveys from './surveys.ts';

type Bound<F> = F extends (deps: FeedbackDeps, ...args: infer A) => infer R ? (...args: A) => R : never;

const useCases = {
  openSurvey: surveys.openSurvey,
  answerSurvey: surveys.answerSurvey,
  readSatisfaction: surveys.readSatisfaction,
  complain: complaints.complain,
  listOwnComplaints: complaints.listOwnComplaints,
  listComplaints: complaints.listComplaints,
  countComplaints: complaints.countComplaints,
  getComplaint: complaints.getComplaint,
  passOn: complaints.passOn,
  answerComplaint: complaints.answerComplaint,
};

type UseCases = typeof useCases;

/** Satisfaction and complaints: every verb takes the actor first. */
export type Feedback = { readonly [K in keyof UseCases]: Bound<UseCases[K]> };

export function createFeedback(deps: FeedbackDeps): Feedback {
  const bound: Record<string, unknown> = {};
  for (const [name, useCase] of Object.entries(useCases)) bound[name] = (...args: unknown[]) => (useCase as (...all: unknown[]) => unknown)(deps, ...args);
  return bound as Feedback;
}
