import type { Translate } from '#platform/web/text.tsx';
import type { StateLooks } from '#ui/officer/index.ts';
import type { CertificateState } from '../index.ts';

const tones = {
  requested: 'wait',
  not_yet_valid: 'wait',
  active: 'done',
  suspended: 'due',
  revoked: 'late',
  expired: 'late',
} as const;

/** Shape and colour of each state of a certificate. */
export function stateLooks(t: Translate): StateLooks<CertificateState> {
  const look = <S extends CertificateState>(state: S) => ({ tone: tones[state], label: t(`state.${state}`) });
  return {
    requested: look('requested'),
    not_yet_valid: look('not_yet_valid'),
    active: look('active'),
    suspended: look('suspended'),
    revoked: look('revoked'),
    expired: look('expired'),
  };
}
