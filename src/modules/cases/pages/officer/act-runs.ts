import { textOf } from '#platform/web/forms.ts';
import type { PostedAct, Run } from './posted-act.ts';

const input = ({ form, caseId }: PostedAct) => ({ requestId: textOf(form, 'requestId'), caseId });
const withWords = (posted: PostedAct) => ({ ...input(posted), words: textOf(posted.form, 'reason') });
/** Dialogs stand on one page: each names its fields after its act. */
const field = ({ form }: PostedAct, name: string): string => textOf(form, name).trim();
const dayEnd = (day: string): string => `${day}T17:00:00+07:00`;

/** Acts that move a case between people, steps and offices. */
const movingRuns: Readonly<Record<string, Run>> = {
  hand_over: (cases, posted) => cases.handOver(posted.page.actor, { ...withWords(posted), toHolding: field(posted, 'hand_over-to') }),
  reassign: (cases, posted) => cases.reassign(posted.page.actor, { ...withWords(posted), toHolding: field(posted, 'reassign-to') }),
  delegate: (cases, posted) => cases.delegate(posted.page.actor, { ...withWords(posted), toHolding: field(posted, 'delegate-to') }),
  end_delegation: (cases, posted) => cases.endDelegation(posted.page.actor, input(posted)),
  pass_on: (cases, posted) => cases.passOn(posted.page.actor, withWords(posted)),
  send_back: (cases, posted) => cases.sendBack(posted.page.actor, withWords(posted)),
  recall: (cases, posted) => cases.recall(posted.page.actor, input(posted)),
  review_result: (cases, posted) => cases.reviewResult(posted.page.actor, input(posted)),
  transfer: (cases, posted) => cases.transfer(posted.page.actor, { ...withWords(posted), toUnit: field(posted, 'transfer-to') }),
  note: (cases, posted) => cases.addNote(posted.page.actor, withWords(posted)),
};

/** Opinions, obligations, new dates, splitting and merging, and what was signed wrongly. */
const otherRuns: Readonly<Record<string, Run>> = {
  consult: (cases, posted) => cases.consult(posted.page.actor, { ...withWords(posted), ...consultation(posted) }),
  give_opinion: (cases, posted) =>
    cases.giveOpinion(posted.page.actor, { ...withWords(posted), consultationId: field(posted, 'consultationId'), opinion: opinionOf(field(posted, 'opinion')) }),
  end_consultation: (cases, posted) => cases.endConsultation(posted.page.actor, { ...withWords(posted), consultationId: field(posted, 'consultationId') }),
  allow_supplement: (cases, posted) => cases.allowSupplement(posted.page.actor, withWords(posted)),
  ask_payment: (cases, posted) => cases.askPayment(posted.page.actor, { ...withWords(posted), amount: field(posted, 'ask_payment-amount').replace(/[\s.]/gu, '') || '0' }),
  confirm_payment: (cases, posted) => cases.confirmPayment(posted.page.actor, input(posted)),
  apologise: (cases, posted) => cases.apologise(posted.page.actor, { ...withWords(posted), newDueAt: dayEnd(field(posted, 'apologise-date')) }),
  split: (cases, posted) => cases.splitCase(posted.page.actor, { ...withWords(posted), papers: posted.form.getAll('split-papers').map(Number) }),
  absorb: (cases, posted) => cases.mergeCases(posted.page.actor, { ...withWords(posted), otherCode: field(posted, 'absorb-code') }),
  revoke_result: (cases, posted) => cases.revokeResult(posted.page.actor, withWords(posted)),
};

export const processRuns: Readonly<Record<string, Run>> = { ...movingRuns, ...otherRuns };

function consultation(posted: PostedAct) {
  const { form } = posted;
  const chosen = form.getAll('consult-asked').filter((value) => typeof value === 'string');
  const other = field(posted, 'consult-other');
  const wantedBy = field(posted, 'consult-wanted');
  return {
    asked: other === '' ? chosen : [...chosen, `unit:${other}`],
    mandatory: form.get('consult-mandatory') !== null,
    wantedBy: wantedBy === '' ? null : dayEnd(wantedBy),
  };
}

function opinionOf(value: string): 'agree' | 'disagree' | 'other' {
  return value === 'agree' || value === 'disagree' ? value : 'other';
}
