import { useText } from '#platform/web/text.tsx';
import type { StateLooks, Tone } from '#ui/officer/index.ts';

const tones: Readonly<Record<string, Tone>> = {
  1: 'info',
  2: 'info',
  3: 'late',
  4: 'info',
  5: 'wait',
  6: 'wait',
  7: 'plain',
  8: 'late',
  9: 'done',
  10: 'done',
};

/** The states of TrangThaiHoSo as officers read them. */
export function useStateLooks(): StateLooks<string> {
  const t = useText('cases');
  return Object.fromEntries(
    Object.entries(tones).map(([state, tone]) => [state, { tone, label: t(`officer.state.${state}`) }]),
  );
}
