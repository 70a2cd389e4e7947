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
import { EmptyState, KeyValue, Section } from '#ui/officer/index.ts';
import type { Calendar, Opening } from '../index.ts';
import stylesheet from './calendar.css?url';
import { CalendarFrame } from './frame.tsx';
import { HoursForm } from './hours-form.tsx';
import { WeeksTable } from './weeks-table.tsx';
import { formProblem, hrefOf, loadFrame, type FormProblem } from './load-frame.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const calendar = page.service<Calendar>('calendar');
  const frame = await loadFrame(page, request);
  const [inForce, weeks] = await Promise.all([
    calendar.hoursInForce(frame.unitUid),
    calendar.listWorkingWeeks(frame.unitUid),
  ]);
  return { frame, inForce, weeks };
}

export async function action({ context, request }: ActionFunctionArgs): Promise<Response | FormProblem> {
  const page = pageContext(context);
  const { unitUid, year } = await loadFrame(page, request);
  const fields = fieldsOf(await formOf(request));
  const done = await attempt(() => carryOut(page, unitUid, fields));
  return done.ok ? redirect(hrefOf('/gio', { unitUid, year })) : formProblem(done.problem, fields);
}

async function carryOut(page: PageContext, unitUid: string | null, fields: Record<string, string>) {
  const calendar = page.service<Calendar>('calendar');
  const {
    intent = '',
    requestId = '',
    reason = '',
    legalBase = '',
    validFrom = '',
    validTo = '',
    weekUid = '',
  } = fields;
  if (intent === 'remove') return calendar.removeWorkingWeek(page.actor, { requestId, weekUid, reason });
  const change = {
    requestId,
    unitUid,
    validFrom,
    validTo: dayAfter(validTo),
    openings: openingsOf(fields),
    reason,
    legalBase,
  };
  return calendar.setWorkingWeek(page.actor, change);
}

// People name the last day on which hours hold; stored is the first on which they no longer do.
function dayAfter(typed: string): string {
  const time = Date.parse(`${typed}T00:00:00Z`);
  return Number.isNaN(time) ? typed : new Date(time + 86_400_000).toISOString().slice(0, 10);
}

/** Two intervals a day, each with its own fields; what is left empty is no interval. */
function openingsOf(fields: Readonly<Record<string, string>>): Opening[] {
  return ([1, 2, 3, 4, 5, 6, 7] as const).flatMap((weekday) =>
    ['a', 'b'].flatMap((part): Opening[] => {
      const field = (name: string) => fields[`${name}.${String(weekday)}.${part}`]?.trim() ?? '';
      const [from, to, purpose] = [field('from'), field('to'), fields[`purpose.${String(weekday)}`]];
      if (purpose === 'off' || (from === '' && to === '')) return [];
      return [{ weekday, from, to, purpose: purpose === 'receive' ? 'receive' : 'work' }];
    }),
  );
}

/** The hours of a unit: what holds today, what the unit has set, and new hours. */
export default function HoursPage() {
  const { frame, inForce, weeks } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>() ?? null;
  const t = useText('calendar');
  return (
    <CalendarFrame frame={frame} problem={problem}>
      <Section title={t('hours.inForce')}>
        {inForce === null ? (
          <EmptyState title={t('hours.none')} />
        ) : (
          <>
            <p>{inForce.unitUid === frame.unitUid ? t('hours.own') : t('hours.inherited')}</p>
            <KeyValue
              rows={[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
                label: t(`weekday.${String(weekday)}`),
                value: inForce.openings
                  .filter((opening) => opening.weekday === weekday)
                  .map(
                    ({ from, to, purpose }) =>
                      `${from}–${to}${purpose === 'receive' ? ` (${t('hours.receive')})` : ''}`,
                  )
                  .join(', '),
              }))}
              empty={t('hours.off')}
            />
          </>
        )}
      </Section>
      <Section title={t('hours.list')}>
        <WeeksTable weeks={weeks} manage={frame.manage} />
      </Section>
      {frame.manage && (
        <Section title={t('hours.set')}>
          <HoursForm openings={inForce?.openings ?? []} problem={problem} />
        </Section>
      )}
    </CalendarFrame>
  );
}
