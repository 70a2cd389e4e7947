import { Form } from 'react-router';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, DatePicker, TextInput } from '#ui/officer/index.ts';
import type { Opening } from '../index.ts';
import { refused } from './day-forms.tsx';
import type { FormProblem } from './load-frame.ts';

const parts = ['a', 'b'] as const;
type Part = (typeof parts)[number];

/** New hours from a day on, starting from those in force: a morning and an afternoon for each day of the week. */
export function HoursForm({ openings, problem }: { openings: readonly Opening[]; problem: FormProblem | null }) {
  const t = useText('calendar');
  const { value, error } = refused(problem, 'set');
  return (
    <Form method="post">
      <RequestIdField />
      <input type="hidden" name="intent" value="set" />
      <table className="hours-grid">
        <thead>
          <tr>
            <th scope="col">{t('hours.weekday')}</th>
            <th scope="col">{t('hours.purpose')}</th>
            <th scope="col">{t('hours.morning')}</th>
            <th scope="col">{t('hours.afternoon')}</th>
          </tr>
        </thead>
        <tbody>
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <WeekdayRow
              key={weekday}
              weekday={weekday}
              openings={openings.filter((opening) => opening.weekday === weekday)}
              typed={problem?.values['intent'] === 'set' ? problem.values : null}
            />
          ))}
        </tbody>
      </table>
      <p className="hint">{t('hours.timeHint')}</p>
      <p className="hint">{t('hours.receiveNote')}</p>
      <DatePicker name="validFrom" label={t('hours.validFrom')} value={value('validFrom')} error={error('validFrom')} />
      <DatePicker
        name="validTo"
        label={t('hours.validTo')}
        hint={t('hours.validToHint')}
        value={value('validTo')}
        error={error('validTo')}
      />
      <TextInput
        name="reason"
        label={t('hours.reason')}
        value={value('reason')}
        error={error('reason')}
        maxLength={200}
      />
      <TextInput
        name="legalBase"
        label={t('hours.legalBase')}
        hint={t('add.legalBaseHint')}
        value={value('legalBase')}
        error={error('legalBase')}
        maxLength={300}
      />
      <p className="hint">{t('add.note')}</p>
      <Button>{t('hours.submit')}</Button>
    </Form>
  );
}

type WeekdayRowProps = {
  readonly weekday: number;
  readonly openings: readonly Opening[];
  readonly typed: Readonly<Record<string, string>> | null;
};

function WeekdayRow({ weekday, openings, typed }: WeekdayRowProps) {
  const t = useText('calendar');
  const name = t(`weekday.${String(weekday)}`);
  const field = (what: string, stored: string) => typed?.[what] ?? stored;
  const [first] = openings;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <select
          className="input"
          name={`purpose.${String(weekday)}`}
          aria-label={`${t('hours.purpose')}, ${name}`}
          defaultValue={field(`purpose.${String(weekday)}`, first?.purpose ?? 'off')}
        >
          {['work', 'receive', 'off'].map((purpose) => (
            <option key={purpose} value={purpose}>
              {t(`hours.${purpose}`)}
            </option>
          ))}
        </select>
      </td>
      {parts.map((part) => (
        <td key={part} className="times">
          {(['from', 'to'] as const).map((edge) => (
            <input
              key={edge}
              className="input"
              name={`${edge}.${String(weekday)}.${part}`}
              aria-label={t(`hours.${edge}Time`, { part: t(`hours.part.${part}`), weekday: name })}
              defaultValue={field(`${edge}.${String(weekday)}.${part}`, openingOf(openings, part)?.[edge] ?? '')}
              inputMode="numeric"
              autoComplete="off"
              maxLength={5}
            />
          ))}
        </td>
      ))}
    </tr>
  );
}

/** A single interval of a day stands under the half of the day in which it begins. */
function openingOf(openings: readonly Opening[], part: Part): Opening | undefined {
  const sorted = [...openings].sort((a, b) => (a.from < b.from ? -1 : 1));
  const [first, second] = sorted;
  if (second !== undefined) return part === 'a' ? first : second;
  return first !== undefined && first.from < '12:00' === (part === 'a') ? first : undefined;
}
