import { Link } from 'react-router';
import { formatDate } from '#platform/forms/dates.ts';
import { useText } from '#platform/web/text.tsx';
import { KeyValue } from '#ui/officer/index.ts';
import type { Succession } from '../index.ts';
import { unitHref, type Moment } from './hrefs.ts';
import { dayBefore, type UnitData } from './load-unit.ts';

/** What the unit is on the day, and whom it continues. */
export function InfoTab({ data: { record, moment } }: { data: UnitData }) {
  const t = useText('organization');
  const { unit, ancestors, adminUnit, successions } = record;
  const parent = ancestors[0];
  const from = formatDate(unit.validFrom);
  const period =
    unit.validTo === null
      ? t('info.since', { from })
      : t('info.until', { from, to: formatDate(dayBefore(unit.validTo)) });
  return (
    <KeyValue
      rows={[
        { label: t('info.fullName'), value: unit.fullName },
        { label: t('info.shortName'), value: unit.shortName },
        { label: t('info.abbreviation'), value: unit.abbreviation },
        { label: t('info.collective'), value: unit.collectiveName },
        { label: t('info.kind'), value: t(`unitKind.${unit.kind}`) },
        { label: t('info.level'), value: t(`level.${unit.level}`) },
        {
          label: t('info.parent'),
          value:
            parent === undefined ? t('info.none') : <Link to={unitHref(parent.uid, moment)}>{parent.fullName}</Link>,
        },
        { label: t('info.adminUnit'), value: adminUnit?.pathName },
        { label: t('info.period'), value: period },
        {
          label: t('info.predecessors'),
          value: (
            <Relatives links={successions.filter(({ toUid }) => toUid === unit.uid)} side="from" moment={moment} />
          ),
        },
        {
          label: t('info.successors'),
          value: (
            <Relatives links={successions.filter(({ fromUid }) => fromUid === unit.uid)} side="to" moment={moment} />
          ),
        },
      ]}
    />
  );
}

type RelativesProps = { readonly links: readonly Succession[]; readonly side: 'from' | 'to'; readonly moment: Moment };

function Relatives({ links, side, moment }: RelativesProps) {
  const t = useText('organization');
  if (links.length === 0) return t('info.none');
  return links.map(({ fromUid, toUid, fromName, toName, kind, effectiveOn }) => (
    <div key={`${fromUid}${toUid}`}>
      <Link to={unitHref(side === 'from' ? fromUid : toUid, moment)}>{side === 'from' ? fromName : toName}</Link>
      {`, ${t('info.since', { from: formatDate(effectiveOn) })} (${t(`info.${kind}`)})`}
    </div>
  ));
}
