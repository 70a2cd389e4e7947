import type { Translate } from '#platform/web/text.tsx';
import type { StateLooks } from '#ui/officer/index.ts';
import type { NoticeState } from '../../states.ts';

/** Shape, colour and word of each state of a notice. */
export function looksOf(t: Translate): StateLooks<NoticeState> {
  return {
    open: { tone: 'due', label: t('state.open') },
    partial: { tone: 'due', label: t('state.partial') },
    paid: { tone: 'done', label: t('state.paid') },
    overpaid: { tone: 'late', label: t('state.overpaid') },
    cancelled: { tone: 'wait', label: t('state.cancelled') },
    refunded: { tone: 'wait', label: t('state.refunded') },
    exempt: { tone: 'done', label: t('state.exempt') },
  };
}
