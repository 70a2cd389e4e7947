import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionLink } from '#ui/officer/index.ts';
import { treeHref, withDay } from './hrefs.ts';
import type { UnitData } from './load-unit.ts';
import type { Task } from './tasks.ts';

/** What can be done with the unit, by what the officer may do: the frequent first. */
export function UnitActions({ data: { record, moment, tab } }: { data: UnitData }) {
  const t = useText('organization');
  const { unit, abilities } = record;
  const href = (task: Task) => withDay(`${treeHref}/${unit.uid}/${task}`, moment);
  const useful = {
    info: abilities.manageUnits,
    codes: abilities.manageUnits,
    staff: abilities.manageStaff,
    authority: abilities.manageStaff,
    history: false,
  };
  if (!useful[tab]) return null;
  return (
    <ActionBar>
      {tab === 'staff' && (
        <>
          <ActionLink href={href('giao-chuc-danh')} label={t('action.assign')} shortcut="g" look="main" />
          <ActionLink href={href('chuc-danh')} label={t('action.position')} shortcut="c" />
          <ActionLink href={href('can-bo')} label={t('action.person')} />
          <ActionLink href={href('lam-thay')} label={t('action.substitute')} />
        </>
      )}
      {tab === 'authority' && (
        <ActionLink href={href('uy-quyen')} label={t('action.delegate')} shortcut="g" look="main" />
      )}
      {tab === 'codes' && <ActionLink href={href('ma-dinh-danh')} label={t('action.code')} shortcut="m" look="main" />}
      {tab === 'info' && (
        <>
          <ActionLink href={href('them')} label={t('action.add')} shortcut="t" look="main" />
          <ActionLink href={href('doi-ten')} label={t('action.rename')} shortcut="d" />
          <ActionLink href={href('chuyen')} label={t('action.move')} />
          <ActionLink href={href('sap-nhap')} label={t('action.merge')} />
          <ActionLink href={href('chia-tach')} label={t('action.split')} />
          <ActionLink href={href('dinh-chinh')} label={t('action.correct')} />
          <ActionLink href={href('giai-the')} label={t('action.close')} />
        </>
      )}
    </ActionBar>
  );
}
