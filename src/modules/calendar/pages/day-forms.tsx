import { Form } from 'react-router';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, DatePicker, RadioGroup, TextInput } from '#ui/officer/index.ts';
import type { FormProblem } from './load-frame.ts';

const kindsOfUnit = ['off', 'swap_work', 'half_morning', 'half_afternoon'] as const;
const kindsOfCountry = ['holiday', 'in_lieu', ...kindsOfUnit] as const;

/** What was typed and what is wrong with it, when the problem is about this form. */
export function refused(problem: FormProblem | null, intent: string) {
  const mine = problem?.values['intent'] === intent ? problem : null;
  return {
    value: (name: string) => mine?.values[name] ?? '',
    error: (name: string) => mine?.fields.find(({ path }) => path === name)?.message,
  };
}

/** A dated exception: the kinds that the law leaves to a unit, or all of them for the whole country. */
export function ExceptionForm({ forCountry, problem }: { forCountry: boolean; problem: FormProblem | null }) {
  const t = useText('calendar');
  const { value, error } = refused(problem, 'add');
  const kinds = forCountry ? kindsOfCountry : kindsOfUnit;
  return (
    <Form method="post">
      <RequestIdField />
      <input type="hidden" name="intent" value="add" />
      <RadioGroup
        name="kind"
        label={t('add.kind')}
        value={value('kind') || kinds[0]}
        error={error('kind') ?? error('half')}
        options={kinds.map((kind) => ({ value: kind, label: t(`add.${kind}`) }))}
      />
      <DatePicker name="date" label={t('add.date')} value={value('date')} error={error('date')} />
      <DatePicker
        name="inPlaceOf"
        label={t('add.inPlaceOf')}
        hint={t('add.inPlaceOfHint')}
        value={value('inPlaceOf')}
        error={error('inPlaceOf')}
      />
      <TextInput
        name="name"
        label={t('add.name')}
        hint={t('add.nameHint')}
        value={value('name')}
        error={error('name')}
        maxLength={200}
      />
      <TextInput
        name="legalBase"
        label={t('add.legalBase')}
        hint={t('add.legalBaseHint')}
        value={value('legalBase')}
        error={error('legalBase')}
        maxLength={300}
      />
      <p className="hint">{t('add.note')}</p>
      <Button>{t('add.submit')}</Button>
    </Form>
  );
}

/** Takes the expected days of a year as decided. */
export function ConfirmYear({ problem }: { problem: FormProblem | null }) {
  const t = useText('calendar');
  const { value, error } = refused(problem, 'confirm');
  return (
    <Form method="post">
      <RequestIdField />
      <input type="hidden" name="intent" value="confirm" />
      <p>{t('confirmYear.text')}</p>
      <TextInput
        name="legalBase"
        label={t('confirmYear.legalBase')}
        value={value('legalBase')}
        error={error('legalBase')}
        maxLength={300}
      />
      <Button look="quiet">{t('confirmYear.submit')}</Button>
    </Form>
  );
}

/** Enters the days off of the year after the last known one. */
export function EnterYear({ year }: { year: number }) {
  const t = useText('calendar');
  return (
    <Form method="post">
      <RequestIdField />
      <input type="hidden" name="intent" value="enter" />
      <input type="hidden" name="nextYear" value={year} />
      <p>{t('enterYear.text')}</p>
      <Button look="quiet">{t('enterYear.submit', { year })}</Button>
    </Form>
  );
}
