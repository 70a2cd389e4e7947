import { useText } from '#platform/web/text.tsx';

/** The right side before a matter is opened; the list itself says how to go on. */
export default function NothingChosen() {
  const t = useText('desk');
  return <title>{t('title')}</title>;
}
