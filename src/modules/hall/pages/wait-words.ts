import type { Translate } from '#platform/web/text.tsx';
import type { WaitEstimate } from '../index.ts';

/** "khoảng 10–25 phút", or why nobody can say. */
export function waitWords(t: Translate, estimate: WaitEstimate): string {
  if ('unknown' in estimate) return t(`wait.${estimate.unknown}`);
  return estimate.low < 1 ? t('wait.upTo', { high: estimate.high }) : t('wait.range', { low: estimate.low, high: estimate.high });
}
