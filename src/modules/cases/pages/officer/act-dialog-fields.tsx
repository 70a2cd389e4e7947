import type { ReactNode } from 'react';
import { toLocalDate } from '#platform/text/dates.ts';
import { useText } from '#platform/web/text.tsx';
import { Checkbox, CheckboxGroup, Combobox, DatePicker, Notice, Select, TextInput } from '#ui/officer/index.ts';
import type { Act } from '../../states.ts';
import type { OfficerCaseItem } from './case-data.ts';

/** What a dialog asks for besides words. Names begin with the act: all dialogs stand on one page. */
export function DialogFields({ act, item }: { act: Act; item: OfficerCaseItem }): ReactNode {
  const Fields = Object.hasOwn(fieldsOf, act) ? fieldsOf[act] : undefined;
  return Fields === undefined ? null : <Fields act={act} item={item} />;
}

type FieldsProps = { readonly act: Act; readonly item: OfficerCaseItem };

const fieldsOf: Readonly<Partial<Record<Act, (props: FieldsProps) => ReactNode>>> = {
  hand_over: ColleagueField,
  delegate: ColleagueField,
  reassign: ColleagueField,
  transfer: OfficeField,
  consult: ConsultFields,
  allow_supplement: ScoreCost,
  ask_supplement: SupplementFields,
  ask_payment: AmountField,
  apologise: NewDateField,
  split: PapersField,
  absorb: CodeField,
};

function ColleagueField({ act, item }: FieldsProps) {
  const t = useText('cases');
  const everybody = act === 'reassign' ? t('officer.ask.reassign.nobody') : undefined;
  return <Select name={`${act}-to`} label={t(`officer.ask.${act}.to`)} options={item.choices.colleagues} placeholder={everybody} />;
}

function OfficeField({ item }: FieldsProps) {
  const t = useText('cases');
  return <Select name="transfer-to" label={t('officer.ask.transfer.to')} options={item.choices.offices} />;
}

function ConsultFields({ item }: FieldsProps) {
  const t = useText('cases');
  return (
    <>
      <div className="choices">
        <CheckboxGroup name="consult-asked" label={t('officer.ask.consult.people')} options={[...item.choices.units, ...item.choices.staff]} />
      </div>
      <Combobox name="consult-other" label={t('officer.ask.consult.other')} options={[]} searchUrl="/api/v1/organization/options/units" />
      <DatePicker name="consult-wanted" label={t('officer.ask.consult.wantedBy')} min={item.today} />
      <Checkbox name="consult-mandatory" label={t('officer.ask.consult.mandatory')} checked />
    </>
  );
}

/** The leader sees what the exception costs before allowing it (OS§15.3). */
function ScoreCost({ item }: FieldsProps) {
  const t = useText('cases');
  const { cost } = item.process;
  if (cost === null) return null;
  const values = { points: String(cost.points).replace('.', ','), received: cost.received, legalBase: cost.legalBase };
  return <Notice tone="due" title={t('officer.ask.allow_supplement.cost', values)} />;
}

function SupplementFields({ item }: FieldsProps) {
  const t = useText('cases');
  return (
    <>
      <TextInput name="ask_supplement-why" label={t('officer.ask.ask_supplement.why')} optional maxLength={1000} />
      <DatePicker name="ask_supplement-by" label={t('officer.ask.ask_supplement.replyBy')} min={item.today} />
      <TextInput name="ask_supplement-phone" type="tel" label={t('officer.ask.ask_supplement.phone')} optional maxLength={30} width="w20" />
    </>
  );
}

function AmountField() {
  const t = useText('cases');
  return <TextInput name="ask_payment-amount" label={t('officer.ask.ask_payment.amount')} value="0" inputMode="numeric" width="w10" suffix="đ" />;
}

function NewDateField({ item }: FieldsProps) {
  const t = useText('cases');
  const { proposedDueAt } = item.process;
  const proposed = proposedDueAt === null ? null : toLocalDate(new Date(proposedDueAt));
  return <DatePicker name="apologise-date" label={t('officer.ask.apologise.newDate')} value={proposed} min={item.today} />;
}

function PapersField({ item }: FieldsProps) {
  const t = useText('cases');
  if (item.papers.length === 0) return null;
  const options = item.papers.map((paper) => ({ value: String(paper.position), label: paper.name }));
  return <CheckboxGroup name="split-papers" label={t('officer.ask.split.papers')} options={options} />;
}

function CodeField() {
  const t = useText('cases');
  return <TextInput name="absorb-code" label={t('officer.ask.absorb.code')} maxLength={80} width="w20" autoCapitalize="characters" spellCheck={false} />;
}
