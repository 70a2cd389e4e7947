import { useText } from '#platform/web/text.tsx';
import { Tabs, Toolbar } from '#ui/officer/index.ts';

const parts = [
  { key: 'open', href: '/can-bo/thu-phi' },
  { key: 'day', href: '/can-bo/thu-phi/so-ngay' },
  { key: 'unmatched', href: '/can-bo/thu-phi/chua-khop' },
  { key: 'refunds', href: '/can-bo/thu-phi/hoan' },
  { key: 'reconciliations', href: '/can-bo/thu-phi/doi-soat' },
] as const;

/** The parts of "Thu phí". */
export function FeeTabs({ current }: { current: (typeof parts)[number]['key'] }) {
  const t = useText('payments');
  return (
    <Toolbar label={t('fees.title')}>
      <Tabs label={t('fees.title')} items={parts.map(({ key, href }) => ({ href, label: t(`fees.${key}`), current: key === current }))} />
    </Toolbar>
  );
}
