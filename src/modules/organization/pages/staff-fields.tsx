import { useText } from '#platform/web/text.tsx';
import { Checkbox, Combobox, DatePicker, Notice, RadioGroup, Select, TextArea, TextInput } from '#ui/officer/index.ts';
import type { Choice, DelegationKind, HoldingKind, PositionKind } from '../index.ts';
import type { FieldReader } from './form-problem.ts';
import type { TaskData } from './load-task.ts';

type Props = { readonly data: TaskData; readonly fields: FieldReader };

const positionKinds: readonly PositionKind[] = ['head', 'deputy', 'staff'];
const holdingKinds: readonly HoldingKind[] = ['principal', 'concurrent', 'acting'];
const delegationKinds: readonly DelegationKind[] = ['deputy', 'collective', 'by_order', 'by_authorisation'];

const withNote = ({ value, label, note }: Choice) => ({ value, label: note === '' ? label : `${label} (${note})` });

/** A new position of the unit. */
export function PositionFields({ fields: { value, error } }: Props) {
  const t = useText('organization');
  return (
    <>
      <TextInput
        name="title"
        label={t('form.title')}
        hint={t('form.titleHint')}
        maxLength={150}
        value={value('title')}
        error={error('title')}
      />
      <RadioGroup
        name="kind"
        label={t('form.positionKind')}
        value={value('kind', 'staff')}
        error={error('kind')}
        options={positionKinds.map((kind) => ({ value: kind, label: t(`positionKind.${kind}`) }))}
      />
    </>
  );
}

/** A new official. */
export function PersonFields({ fields: { value, error } }: Pick<Props, 'fields'>) {
  const t = useText('organization');
  return (
    <>
      <TextInput
        name="fullName"
        label={t('person.fullName')}
        maxLength={128}
        value={value('fullName')}
        error={error('fullName')}
        noSave
      />
      <DatePicker name="birthDate" label={t('form.birthDate')} value={value('birthDate')} error={error('birthDate')} />
      <TextInput
        name="phone"
        type="tel"
        label={t('form.phone')}
        width="w20"
        maxLength={30}
        value={value('phone')}
        error={error('phone')}
        noSave
      />
      <TextInput
        name="email"
        type="email"
        label={t('form.email')}
        maxLength={200}
        value={value('email')}
        error={error('email')}
        noSave
      />
    </>
  );
}

/** Who takes up which position. */
export function AssignFields({ data: { positions, persons, chosenPerson, moment }, fields: { value, error } }: Props) {
  const t = useText('organization');
  return (
    <>
      <Combobox
        name="personUid"
        label={t('form.person')}
        hint={t('form.personHint')}
        options={persons}
        searchUrl={`/api/v1/organization/options/persons?asOf=${moment.asOf}`}
        value={value('personUid', chosenPerson)}
        error={error('personUid')}
      />
      <Select
        name="positionUid"
        label={t('form.position')}
        value={value('positionUid')}
        error={error('positionUid')}
        options={positions.map(({ positionUid, title }) => ({ value: positionUid, label: title }))}
      />
      <RadioGroup
        name="kind"
        label={t('form.holdingKind')}
        value={value('kind', 'principal')}
        error={error('kind')}
        options={holdingKinds.map((kind) => ({ value: kind, label: t(`holdingKind.${kind}`) }))}
      />
      <DatePicker
        name="lastDay"
        label={t('form.lastDay')}
        hint={t('form.lastDayOptional')}
        value={value('lastDay')}
        error={error('validTo')}
      />
    </>
  );
}

/** Authority to sign, given by the head of the unit. */
export function DelegateFields({ data: { positions, choices }, fields: { value, error } }: Props) {
  const t = useText('organization');
  const head = positions.find(({ kind }) => kind === 'head');
  if (head === undefined) return <Notice tone="due">{t('form.grantorMissing')}</Notice>;
  return (
    <>
      <p>{t('form.grantor', { title: head.title })}</p>
      <input type="hidden" name="grantorPositionUid" value={head.positionUid} />
      <RadioGroup
        name="kind"
        label={t('form.delegationKind')}
        value={value('kind', 'deputy')}
        error={error('kind')}
        options={delegationKinds.map((kind) => ({ value: kind, label: t(`delegationKind.${kind}`) }))}
      />
      <Select
        name="delegatePositionUid"
        label={t('form.receiver')}
        value={value('delegatePositionUid')}
        error={error('delegatePositionUid')}
        options={choices.receivers.map(withNote)}
      />
      <TextArea
        name="scope"
        label={t('form.scope')}
        hint={t('form.scopeHint')}
        rows={2}
        maxLength={500}
        value={value('scope')}
        error={error('scope')}
      />
      <Checkbox name="passable" label={t('form.passable')} checked={value('passable') === 'true'} />
      <DatePicker
        name="lastDay"
        label={t('form.lastDay')}
        hint={t('form.lastDayOptional')}
        value={value('lastDay')}
        error={error('validTo')}
      />
    </>
  );
}

/** Who does whose work until when. */
export function SubstituteFields({ data: { holders, choices }, fields: { value, error } }: Props) {
  const t = useText('organization');
  const absent = holders.map(({ holdingUid, personName, title }) => ({
    value: holdingUid,
    label: `${personName} (${title})`,
  }));
  return (
    <>
      <Notice>{t('form.substituteNote')}</Notice>
      <Select
        name="absentHoldingUid"
        label={t('form.absent')}
        value={value('absentHoldingUid')}
        error={error('absentHoldingUid')}
        options={absent}
      />
      <Select
        name="substituteHoldingUid"
        label={t('form.substitute')}
        value={value('substituteHoldingUid')}
        error={error('substituteHoldingUid')}
        options={choices.colleagues.map(withNote)}
      />
      <DatePicker name="lastDay" label={t('form.lastDay')} value={value('lastDay')} error={error('validTo')} />
    </>
  );
}
