import {
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
} from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext, type PageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Section } from '#ui/officer/index.ts';
import type { Calendar } from '../index.ts';
import stylesheet from './calendar.css?url';
import { ConfirmYear, EnterYear, ExceptionForm } from './day-forms.tsx';
import { DaysTable } from './days-table.tsx';
import { CalendarFrame } from './frame.tsx';
import { formProblem, hrefOf, loadFrame, localDate, type FormProblem } from './load-frame.ts';
import { Legend, MonthTable } from './month-table.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const calendar = page.service<Calendar>('calendar');
  const frame = await loadFrame(page, request);
  const { unitUid, year } = frame;
  const [{ months }, own, country] = await Promise.all([
    calendar.readYear({ unitUid, year }),
    unitUid === null ? [] : calendar.listExceptions({ unitUid, year }),
    calendar.listHolidays(year),
  ]);
  const manageCountry = calendar.abilities(page.actor, null).manage;
  return { frame, months, own, country, manageCountry, today: localDate(page.now()) };
}

export async function action({ context, request }: ActionFunctionArgs): Promise<Response | FormProblem> {
  const page = pageContext(context);
  const { unitUid, year } = await loadFrame(page, request);
  const fields = fieldsOf(await formOf(request));
  const done = await attempt(() => carryOut(page, { unitUid, year }, fields));
  return done.ok ? redirect(hrefOf('', { unitUid, year })) : formProblem(done.problem, fields);
}

async function carryOut(
  page: PageContext,
  { unitUid, year }: { unitUid: string | null; year: number },
  fields: Record<string, string>,
) {
  const calendar = page.service<Calendar>('calendar');
  const { intent = '', requestId = '', legalBase = '', reason = '', exceptionUid = '' } = fields;
  switch (intent) {
    case 'remove':
      return calendar.removeException(page.actor, { requestId, exceptionUid, reason });
    case 'confirm':
      return calendar.confirmYear(page.actor, { requestId, year, legalBase });
    case 'enter':
      return calendar.enterYear(page.actor, { requestId, year: fields['nextYear'] });
    default: {
      // "half_morning" is one choice on the page and two facts of the exception.
      const [, half = ''] = /^half_(\w+)$/.exec(fields['kind'] ?? '') ?? [];
      const kind = half === '' ? (fields['kind'] ?? '') : 'half';
      const { date = '', name = '', inPlaceOf = '' } = fields;
      return calendar.addException(page.actor, {
        requestId,
        unitUid,
        date,
        kind: kind as 'off',
        name,
        legalBase,
        inPlaceOf,
        half,
      });
    }
  }
}

/** A year of one calendar: twelve months, what is special in them, and the forms to change it. */
export default function CalendarYearPage() {
  const { frame, months, own, country, manageCountry, today } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>() ?? null;
  const t = useText('calendar');
  const { unitUid, year, years } = frame;
  return (
    <CalendarFrame frame={frame} problem={problem}>
      <Legend />
      <div className="months">
        {months.map((month) => (
          <MonthTable key={month.month} month={month} year={year} today={today} />
        ))}
      </div>
      {unitUid !== null && (
        <Section title={t('days.own', { year })}>
          <DaysTable caption={t('days.own', { year })} days={own} manage={frame.manage} />
        </Section>
      )}
      {frame.manage && (
        <Section title={t('add.title')}>
          <ExceptionForm forCountry={unitUid === null} problem={problem} />
        </Section>
      )}
      <Section title={t('days.country', { year })}>
        <DaysTable caption={t('days.country', { year })} days={country} manage={manageCountry && unitUid === null} />
      </Section>
      {manageCountry && unitUid === null && country.some(({ certainty }) => certainty === 'expected') && (
        <Section title={t('confirmYear.title', { year })}>
          <ConfirmYear problem={problem} />
        </Section>
      )}
      {manageCountry && unitUid === null && year === years.at(-1) && (
        <Section title={t('enterYear.title', { year: year + 1 })}>
          <EnterYear year={year + 1} />
        </Section>
      )}
    </CalendarFrame>
  );
}
