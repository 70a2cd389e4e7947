import { useText } from '#platform/web/text.tsx';
import type { CalendarYear } from '../index.ts';

type Month = CalendarYear['months'][number];
type Day = Month['days'][number];

/** Each kind of day has a mark of its own beside its colour. */
export const marks: Readonly<Record<Day['state'], string>> = {
  work: '',
  rest: '',
  holiday: 'L',
  in_lieu: 'B',
  off: 'N',
  swap_work: '+',
  half: '½',
};

/** One month as on a wall calendar: Monday first, lunar date below, what is special marked by letter and colour. */
export function MonthTable({ month, year, today }: { month: Month; year: number; today: string }) {
  const t = useText('calendar');
  const title = t('month.title', { month: month.month, year });
  return (
    <table className="month">
      <caption>
        <b>{title}</b> <small>{t('month.workingDays', { n: month.workingDays })}</small>
      </caption>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <th key={weekday} scope="col" abbr={t(`weekday.${String(weekday)}`)}>
              {t(`weekdayShort.${String(weekday)}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month.days).map((week, index) => (
          <tr key={week[0]?.date ?? index}>
            {index === 0 && <Gap days={(week[0]?.weekday ?? 1) - 1} />}
            {week.map((day) => (
              <DayCell key={day.date} day={day} today={today} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ day, today }: { day: Day; today: string }) {
  const t = useText('calendar');
  const { lunar } = day;
  const mark = marks[day.state];
  const hours = day.hours.map(({ from, to }) => `${from}–${to}`).join(', ');
  const words = [day.name ?? '', day.expected ? t('expected') : '', hours].filter((part) => part !== '').join('; ');
  return (
    <td className={day.state} title={words || undefined} aria-current={day.date === today ? 'date' : undefined}>
      <span className="d">{Number(day.date.slice(8))}</span>
      {mark !== '' && (
        <span className="m">
          <span aria-hidden="true">{mark}</span>
          <span className="sr">
            {' '}
            {t(`state.${day.state}`)}: {day.name}
          </span>
        </span>
      )}
      <small aria-hidden="true">
        {lunar.day === 1 ? `${String(lunar.day)}/${String(lunar.month)}${lunar.leap ? 'n' : ''}` : lunar.day}
      </small>
    </td>
  );
}

function Gap({ days }: { days: number }) {
  return days === 0 ? null : <td colSpan={days} className="gap" />;
}

function weeksOf(days: readonly Day[]): Day[][] {
  const weeks: Day[][] = [];
  for (const day of days) {
    if (weeks.length === 0 || day.weekday === 1) weeks.push([]);
    weeks.at(-1)?.push(day);
  }
  return weeks;
}

/** What the marks mean. */
export function Legend() {
  const t = useText('calendar');
  const states = ['holiday', 'in_lieu', 'off', 'swap_work', 'half', 'rest'] as const;
  return (
    <ul className="legend" aria-label={t('legend')}>
      {states.map((state) => (
        <li key={state}>
          <span className={`swatch ${state}`} aria-hidden="true">
            {marks[state] || '\u00a0'}
          </span>{' '}
          {t(`state.${state}`)}
        </li>
      ))}
      <li>{t('lunarNote')}</li>
    </ul>
  );
}
