import { Form, useActionData } from 'react-router';
import { formatDate, formatDateTime } from '#platform/text/dates.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Chip, DatePicker, Section } from '#ui/officer/index.ts';
import type { Comparison } from '../../index.ts';
import type { OfficerCaseItem } from './case-data.ts';
import { compareIntent } from './check-intent.ts';

const tones = { match: 'done', mismatch: 'due', no_information: 'wait', insufficient_grounds: 'wait', unavailable: 'late' } as const;

/** The applicant compared with the population register: the officer judges, a mismatch rejects nothing (OS§11). */
export function PopulationCheck({ item }: { item: OfficerCaseItem }) {
  const t = useText('cases');
  const answered = useActionData<{ comparison?: Comparison } | null>();
  const { may, last, birthDate } = item.population;
  if (!may && last === null) return null;
  const differences = answered?.comparison?.differences ?? [];
  return (
    <Section title={t('officer.population.title')}>
      {last !== null && (
        <p className="check-head" role="status">
          <Chip tone={tones[last.outcome]}>{t(`officer.population.outcome.${last.outcome}`)}</Chip>
          <small>{t('officer.population.by', { at: formatDateTime(new Date(last.at)), name: last.officerName })}</small>
        </p>
      )}
      {last !== null && <p className="hint">{t(`officer.population.next.${last.outcome}`)}</p>}
      {differences.length > 0 && <Differences differences={differences} />}
      {may && (
        <Form method="post" className="population-ask">
          <RequestIdField />
          <input type="hidden" name="intent" value={compareIntent} />
          <DatePicker name="compared-birth" label={t('officer.population.birthDate')} value={birthDate} max={item.today} />
          <button className="btn small quiet">{t('officer.population.ask')}</button>
        </Form>
      )}
    </Section>
  );
}

function Differences({ differences }: { differences: Comparison['differences'] }) {
  const t = useText('cases');
  const shown = (field: string, value: string): string => (field === 'birthDate' && value !== '' ? formatDate(value) : value);
  return (
    <table className="differences">
      <thead>
        <tr>
          <th scope="col">{t('officer.population.field.label')}</th>
          <th scope="col">{t('officer.population.said')}</th>
          <th scope="col">{t('officer.population.registered')}</th>
          <th scope="col">{t('officer.population.hint.label')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, said, registered, hint }) => (
          <tr key={field}>
            <th scope="row">{t(`officer.population.field.${field}`)}</th>
            <td>{shown(field, said)}</td>
            <td>{shown(field, registered)}</td>
            <td>{t(`officer.population.hint.${hint}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
