import { useText } from '#platform/web/text.tsx';
import { Checkbox, Combobox, Notice, RadioGroup, Select, TextInput } from '#ui/officer/index.ts';
import type { UnitKind, UnitLevel } from '../index.ts';
import type { FieldReader } from './form-problem.ts';
import type { Moment } from './hrefs.ts';
import type { TaskData } from './load-task.ts';

type Props = { readonly data: TaskData; readonly fields: FieldReader };

const kinds: readonly UnitKind[] = ['agency', 'department', 'section', 'service_unit', 'board'];
const levels: readonly UnitLevel[] = ['commune', 'province', 'district', 'central'];

/** Finds more choices than the page could carry. */
const searchUrl = (what: 'units' | 'persons' | 'admin-units', { asOf }: Moment): string =>
  `/api/v1/organization/options/${what}?asOf=${asOf}`;

/** Full name, short name, abbreviation, name of the collective. A new unit starts empty. */
export function NameFields({ data: { task, unit }, fields: { value, error } }: Props) {
  const t = useText('organization');
  const known = task === 'them' ? null : unit;
  return (
    <>
      <TextInput
        name="fullName"
        label={t('form.fullName')}
        hint={t('form.fullNameHint')}
        maxLength={200}
        value={value('fullName', known?.fullName)}
        error={error('fullName')}
      />
      <TextInput
        name="shortName"
        label={t('form.shortName')}
        hint={t('form.shortNameHint')}
        maxLength={100}
        value={value('shortName', known?.shortName)}
        error={error('shortName')}
      />
      <TextInput
        name="abbreviation"
        label={t('form.abbreviation')}
        hint={t('form.abbreviationHint')}
        width="w10"
        maxLength={20}
        value={value('abbreviation', known?.abbreviation)}
        error={error('abbreviation')}
      />
      <TextInput
        name="collectiveName"
        label={t('form.collectiveName')}
        hint={t('form.collectiveNameHint')}
        maxLength={100}
        value={value('collectiveName', known?.collectiveName)}
        error={error('collectiveName')}
      />
    </>
  );
}

/** Everything about a unit but its place in the tree. */
export function FactFields(props: Props) {
  const t = useText('organization');
  const { data, fields } = props;
  const { value, error } = fields;
  const { unit, adminUnit, moment } = data;
  const known = data.task === 'them' ? null : unit;
  const area = adminUnit === null ? [] : [{ value: adminUnit.uid, label: adminUnit.pathName }];
  return (
    <>
      <NameFields {...props} />
      <RadioGroup
        name="kind"
        label={t('form.kind')}
        value={value('kind', known?.kind ?? 'department')}
        error={error('kind')}
        options={kinds.map((kind) => ({ value: kind, label: t(`unitKind.${kind}`) }))}
      />
      <Select
        name="level"
        label={t('form.level')}
        placeholder={false}
        value={value('level', unit?.level ?? 'commune')}
        error={error('level')}
        options={levels.map((level) => ({ value: level, label: t(`level.${level}`) }))}
      />
      {/* A unit mostly serves the area of the unit above. */}
      <Combobox
        name="adminUnitUid"
        label={t('form.adminUnit')}
        options={area}
        searchUrl={searchUrl('admin-units', moment)}
        value={value('adminUnitUid', adminUnit?.uid)}
        error={error('adminUnitUid')}
      />
      <TextInput
        name="sortOrder"
        label={t('form.sortOrder')}
        hint={t('form.sortOrderHint')}
        width="w4"
        inputMode="numeric"
        value={value('sortOrder', known?.sortOrder ?? 0)}
        error={error('sortOrder')}
      />
    </>
  );
}

/** The new unit above. */
export function MoveFields({ data: { choices, parent, moment }, fields: { value, error } }: Props) {
  const t = useText('organization');
  const present = parent === null ? [] : [{ value: parent.uid, label: parent.fullName }];
  return (
    <Combobox
      name="parentUid"
      label={t('form.parent')}
      hint={t('form.parentNone')}
      options={[...present, ...choices.siblings]}
      searchUrl={searchUrl('units', moment)}
      value={value('parentUid', parent?.uid)}
      error={error('parentUid')}
    />
  );
}

/** What ends with the unit. */
export function CloseFields({ data: { unit } }: Props) {
  const t = useText('organization');
  return <Notice tone="due">{t('form.closeText', { name: unit?.fullName ?? '' })}</Notice>;
}

const lines = [1, 2, 3, 4, 5, 6] as const;

/** The units that are merged into this one, or that take over from it. */
export function UnitsFields({ data: { task, unit, choices, moment }, fields: { value, error } }: Props) {
  const t = useText('organization');
  const name = unit?.fullName ?? '';
  const merging = task === 'sap-nhap';
  const label = (n: number) => t(merging ? 'form.sources' : 'form.successors', { n });
  return (
    <>
      <Notice tone="due">{t(merging ? 'form.sourcesText' : 'form.successorsText', { name })}</Notice>
      {lines.map((n) => (
        <Combobox
          key={n}
          name={`unitUids.${n}`}
          value={value(`unitUids.${n}`)}
          label={label(n)}
          options={choices.siblings}
          searchUrl={searchUrl('units', moment)}
          error={n === 1 ? (error('sourceUids') ?? error('successorUids')) : undefined}
        />
      ))}
      {!merging && <Checkbox name="closes" label={t('form.closes', { name })} checked={value('closes') === 'true'} />}
    </>
  );
}

/** A code of one scheme; empty ends the present one. */
export function CodeFields({ fields: { value, error } }: Props) {
  const t = useText('organization');
  const schemes = ['qd20', 'qcvn102'] as const;
  return (
    <>
      <RadioGroup
        name="scheme"
        label={t('form.scheme')}
        value={value('scheme', 'qd20')}
        error={error('scheme')}
        options={schemes.map((scheme) => ({ value: scheme, label: t(`scheme.${scheme}`) }))}
      />
      <TextInput
        name="code"
        label={t('form.code')}
        hint={t('form.codeHint')}
        width="w20"
        maxLength={35}
        value={value('code')}
        error={error('code')}
      />
    </>
  );
}
