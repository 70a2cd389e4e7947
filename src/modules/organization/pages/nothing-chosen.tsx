import { useText } from '#platform/web/text.tsx';

/** Beside the tree while no unit is chosen. */
export default function NothingChosen() {
  const t = useText('organization');
  return <p className="nothing">{t('tree.nothingChosen')}</p>;
}
