import type { Handlers } from '#platform/jobs/definitions.ts';
import { createCasesHandlers } from './handlers.ts';
import type { CasesDeps } from './ports.ts';
import * as apply from './use-cases/apply.ts';
import { apologise } from './use-cases/apologise.ts';
import * as fees from './use-cases/fees.ts';
import * as consulting from './use-cases/consult.ts';
import * as correction from './use-cases/correct.ts';
import * as handing from './use-cases/hand-over.ts';
import * as letters from './use-cases/letters.ts';
import * as obligation from './use-cases/obligation.ts';
import * as papers from './use-cases/check-papers.ts';
import * as population from './use-cases/compare-population.ts';
import * as process from './use-cases/process.ts';
import * as read from './use-cases/read.ts';
import { listHandlers, listReadings } from './use-cases/readings.ts';
import * as view from './use-cases/process-view.ts';
import * as register from './use-cases/register.ts';
import * as receive from './use-cases/receive.ts';
import * as sign from './use-cases/sign.ts';
import * as attach from './use-cases/attach.ts';
import * as browse from './use-cases/browse.ts';
import { countOfVersions, listOfVersion } from './use-cases/of-version.ts';
import { linkedClocks } from './use-cases/linked.ts';
import { nameOf, revealName } from './use-cases/name-of.ts';
import { estimate } from './use-cases/estimate.ts';
import * as batch from './use-cases/sign-batch.ts';
import * as splitMerge from './use-cases/split-merge.ts';
import * as steps from './use-cases/steps.ts';
import { trackingEditions } from './use-cases/tracking-edition.ts';
import { submissionOf, submit } from './use-cases/submit.ts';

type Bound<F> = F extends (deps: CasesDeps, ...args: infer A) => infer R ? (...args: A) => R : never;

const useCases = {
  submit,
  submissionOf,
  estimate,
  beginDraft: apply.beginDraft,
  getDraft: apply.getDraft,
  listDrafts: apply.listDrafts,
  listAgencies: apply.listAgencies,
  saveDraft: apply.saveDraft,
  discardDraft: apply.discardDraft,
  supplement: apply.supplement,
  withdraw: apply.withdraw,
  accept: receive.accept,
  refuse: receive.refuse,
  comparePopulation: population.comparePopulation,
  populationView: population.populationView,
  checkPaper: papers.checkPaper,
  paperChecks: papers.paperChecks,
  askSupplement: receive.askSupplement,
  allowSupplement: receive.allowSupplement,
  askPayment: obligation.askPayment,
  confirmPayment: obligation.confirmPayment,
  collectFee: fees.collectFee,
  apologise,
  processView: view.processView,
  handingChoices: view.handingChoices,
  splitCase: splitMerge.splitCase,
  mergeCases: splitMerge.mergeCases,
  listColleagues: handing.listColleagues,
  handOver: handing.handOver,
  reassign: handing.reassign,
  delegate: handing.delegate,
  endDelegation: handing.endDelegation,
  recall: handing.recall,
  passOn: steps.passOn,
  sendBack: steps.sendBack,
  reviewResult: steps.reviewResult,
  addNote: steps.addNote,
  transfer: steps.transfer,
  listCompetentOffices: steps.listCompetentOffices,
  consult: consulting.consult,
  giveOpinion: consulting.giveOpinion,
  endConsultation: consulting.endConsultation,
  listAskedOfMe: consulting.listAskedOfMe,
  correctResult: correction.correctResult,
  revokeResult: correction.revokeResult,
  startBatch: batch.startBatch,
  retryBatch: batch.retryBatch,
  batchReport: batch.batchReport,
  listLetters: letters.listLetters,
  letter: letters.letter,
  printRegister: register.printRegister,
  exportRegister: register.exportRegister,
  listRegisterUnits: register.listRegisterUnits,
  take: process.take,
  saveResult: process.saveResult,
  proposeResult: process.proposeResult,
  returnResult: process.returnResult,
  stop: process.stop,
  signResult: sign.signResult,
  deliver: sign.deliver,
  getCase: read.getCase,
  linkedClocks,
  listReadings,
  listHandlers,
  receivePapers: attach.receivePapers,
  paperRules: attach.paperRules,
  paperFile: attach.paperFile,
  searchCases: browse.searchCases,
  listToSign: browse.listToSign,
  signingView: browse.signingView,
  countOfVersions,
  listOfVersion,
  listMine: read.listMine,
  track: read.track,
  trackingEditions,
  nameOf,
  revealName,
  verify: read.verify,
  resultFile: read.resultFile,
  receipt: read.receipt,
  draftPreview: read.draftPreview,
};

type UseCases = typeof useCases;

/** The one-stop shop: every verb takes the actor first, except what is open to anyone (`track`, `nameOf`, `verify`). */
export type Cases = { readonly [K in keyof UseCases]: Bound<UseCases[K]> } & { readonly handlers: Handlers };

export function createCases(deps: CasesDeps): Cases {
  const bound = Object.fromEntries(
    Object.entries(useCases).map(([name, useCase]) => [name, (...args: unknown[]) => (useCase as (...all: unknown[]) => unknown)(deps, ...args)]),
  );
  return { ...bound, handlers: createCasesHandlers(deps) } as unknown as Cases;
}

