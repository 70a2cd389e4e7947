/** TrangThaiHoSo as synchronised with the national portal (TT 03/2025/TT-VPCP; OS§3). */
export const states = {
  submitted: 1,
  accepted: 2,
  refused: 3,
  inProcess: 4,
  awaitingSupplement: 5,
  awaitingPayment: 6,
  withdrawn: 7,
  stopped: 8,
  finished: 9,
  delivered: 10,
} as const;

export type State = (typeof states)[keyof typeof states];

export const allStates: readonly State[] = Object.values(states);

/** Cases in these states are over: nothing is waited for and no act but the delivery of a result is left. */
export const endStates: readonly State[] = [states.refused, states.withdrawn, states.stopped, states.delivered];

export const stateNames: Readonly<Record<State, string>> = {
  1: 'Mới đăng ký',
  2: 'Được tiếp nhận',
  3: 'Không được tiếp nhận',
  4: 'Đang xử lý',
  5: 'Yêu cầu bổ sung giấy tờ',
  6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  7: 'Công dân yêu cầu rút hồ sơ',
  8: 'Dừng xử lý',
  9: 'Đã xử lý xong',
  10: 'Đã trả kết quả',
};

/** What an act does to the legal clock. */
export type ClockEffect = 'none' | 'start' | 'pause' | 'resume' | 'stop';

export type Act =
  | 'submit'
  | 'accept'
  | 'refuse'
  | 'transfer'
  | 'forward'
  | 'ask_supplement'
  | 'allow_supplement'
  | 'supplement'
  | 'ask_payment'
  | 'confirm_payment'
  | 'take'
  | 'hand_over'
  | 'reassign'
  | 'delegate'
  | 'end_delegation'
  | 'pass_on'
  | 'send_back'
  | 'recall'
  | 'consult'
  | 'give_opinion'
  | 'end_consultation'
  | 'note'
  | 'apologise'
  | 'split'
  | 'split_off'
  | 'absorb'
  | 'merge_into'
  | 'propose_result'
  | 'review_result'
  | 'return_result'
  | 'sign_result'
  | 'withdraw'
  | 'stop'
  | 'finish'
  | 'deliver'
  | 'correct_result'
  | 'reissue'
  | 'revoke_result'
  | 'collect_fee';

/**
 * Who may perform an act: the applicant, holders of a permission, whoever sent the case on last (`sender`), who was
 * asked for an opinion (`consulted`), any officer who may read it (`reader`), or the platform itself.
 */
export type Performer =
  | 'applicant'
  | 'cases.receive'
  | 'cases.process'
  | 'cases.sign'
  | 'cases.deliver'
  | 'cases.manage'
  | 'sender'
  | 'consulted'
  | 'reader'
  | 'system';

export type Transition = {
  readonly act: Act;
  readonly from: State | null;
  readonly to: State;
  readonly by: readonly Performer[];
  readonly clock: ClockEffect;
};

const t = (
  act: Act,
  [from, to]: readonly [State | null, State],
  by: readonly Performer[],
  clock: ClockEffect = 'none',
): Transition => ({ act, from, to, by, clock });

/** An act that leaves the state as it is, in several states. */
const within = (act: Act, at: readonly State[], by: readonly Performer[]): readonly Transition[] =>
  at.map((state) => t(act, [state, state], by));

const atStep: readonly Performer[] = ['cases.receive', 'cases.process', 'cases.sign', 'cases.deliver'];
const open: readonly State[] = [1, 2, 4, 5, 6, 9];

/** The life of a case as data (OS§3). Acts that keep the state move it between internal steps and people. */
export const transitions: readonly Transition[] = [
  t('submit', [null, 1], ['applicant', 'cases.receive']),
  t('accept', [1, 2], ['cases.receive'], 'start'),
  t('refuse', [1, 3], ['cases.receive']),
  t('transfer', [1, 1], ['cases.receive']),
  t('ask_supplement', [1, 5], ['cases.receive']),
  t('ask_supplement', [4, 5], ['cases.process'], 'pause'),
  t('allow_supplement', [4, 4], ['cases.sign']),
  t('supplement', [5, 1], ['applicant', 'cases.receive']),
  t('supplement', [5, 4], ['applicant', 'cases.receive'], 'resume'),
  t('forward', [2, 4], ['cases.receive', 'system']),
  t('ask_payment', [4, 6], ['cases.process'], 'pause'),
  t('confirm_payment', [6, 4], ['cases.process', 'cases.receive', 'system'], 'resume'),
  t('take', [4, 4], ['cases.process']),
  ...within('hand_over', [1, 4, 9], atStep),
  ...within('reassign', open, ['cases.manage']),
  ...within('delegate', [1, 4, 9], atStep),
  ...within('end_delegation', [1, 4, 9], atStep),
  t('pass_on', [4, 4], ['cases.receive', 'cases.process']),
  t('send_back', [4, 4], ['cases.process']),
  t('recall', [4, 4], ['sender']),
  t('consult', [4, 4], ['cases.process', 'cases.sign']),
  ...within('give_opinion', [4, 5, 6], ['consulted']),
  ...within('end_consultation', [4, 5, 6], ['cases.process', 'cases.sign', 'cases.manage']),
  ...within('note', allStates, ['reader']),
  ...within('apologise', [2, 4], ['cases.manage']),
  t('split', [4, 4], ['cases.process']),
  t('split_off', [null, 4], ['cases.process']),
  t('absorb', [4, 4], ['cases.process']),
  t('merge_into', [4, 8], ['cases.process'], 'stop'),
  t('propose_result', [4, 4], ['cases.process']),
  t('review_result', [4, 4], ['cases.sign']),
  t('return_result', [4, 4], ['cases.sign']),
  t('sign_result', [4, 4], ['cases.sign']),
  t('finish', [4, 9], ['system'], 'stop'),
  t('deliver', [9, 10], ['cases.deliver', 'system']),
  ...within('correct_result', [9, 10], ['cases.sign']),
  ...within('reissue', [9, 10], ['system']),
  ...within('revoke_result', [9, 10], ['cases.sign']),
  ...within('collect_fee', open, ['cases.receive', 'cases.deliver']),
  t('withdraw', [1, 7], ['applicant']),
  t('withdraw', [2, 7], ['applicant'], 'stop'),
  t('withdraw', [4, 7], ['applicant'], 'stop'),
  t('withdraw', [5, 7], ['applicant'], 'stop'),
  t('withdraw', [6, 7], ['applicant'], 'stop'),
  t('stop', [2, 8], ['cases.process'], 'stop'),
  t('stop', [4, 8], ['cases.process'], 'stop'),
  t('stop', [5, 8], ['cases.process', 'cases.receive'], 'stop'),
  t('stop', [6, 8], ['cases.process'], 'stop'),
];

/** Acts among officers: neither the applicant nor the tracking page is shown their lines. */
export const internalActs: ReadonlySet<Act> = new Set<Act>([
  'allow_supplement',
  'hand_over',
  'reassign',
  'delegate',
  'end_delegation',
  'pass_on',
  'send_back',
  'recall',
  'consult',
  'give_opinion',
  'end_consultation',
  'note',
  'review_result',
]);

/** The transition of an act from a state; `accepted` decides where a supplemented case returns to. */
export function transitionOf(act: Act, from: State | null, accepted: boolean): Transition | undefined {
  const candidates = transitions.filter((transition) => transition.act === act && transition.from === from);
  if (act !== 'supplement') return candidates[0];
  return candidates.find((transition) => transition.to === (accepted ? states.inProcess : states.submitted));
}
