import { redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/forms/dates.ts';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Chip, ErrorSummary, MatterHead, Tabs } from '#ui/officer/index.ts';
import { carryOut } from './carry-out.ts';
import { Done } from './done.tsx';
import { formProblem, type FormProblem } from './form-problem.ts';
import { momentOf, tabOf, unitHref, type Moment, type TabKey } from './hrefs.ts';
import { dayBefore, loadUnit, type UnitData } from './load-unit.ts';
import { AuthorityTab } from './tab-authority.tsx';
import { CodesTab } from './tab-codes.tsx';
import { HistoryTab } from './tab-history.tsx';
import { InfoTab } from './tab-info.tsx';
import { StaffTab } from './tab-staff.tsx';
import { UnitActions } from './unit-actions.tsx';

export const handle = { hydrate: true };

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  return loadUnit(pageContext(context), request, params['unitUid'] ?? '');
}

export async function action({ context, params, request }: ActionFunctionArgs): Promise<Response | FormProblem> {
  const page = pageContext(context);
  const moment = momentOf(request, page.now());
  const tab = tabOf(new URL(request.url).searchParams.get('muc'));
  const fields = fieldsOf(await formOf(request));
  const done = await attempt(() => carryOut(page, fields));
  if (!done.ok) return formProblem(done.problem, fields);
  return redirect(unitHref(params['unitUid'] ?? '', moment, tab, { xong: done.value.changeUid }));
}

/** One unit on one day: what it is, who is in it, its codes, who may sign, what happened. */
export default function UnitPage() {
  const data = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>() ?? null;
  const { record, moment, done } = data;
  const { unit, ancestors } = record;
  return (
    <>
      <title>{unit.fullName}</title>
      <MatterHead
        title={unit.fullName}
        chips={<LifeChip validFrom={unit.validFrom} validTo={unit.validTo} moment={moment} />}
        facts={ancestors.map((above) => above.shortName ?? above.fullName)}
      />
      <UnitTabs data={data} />
      <div className="unit-body">
        <ErrorSummary errors={problem === null ? [] : [{ message: problem.words }]} />
        {done !== null && problem === null && <Done changeUid={done} data={data} />}
        <CurrentTab data={data} />
      </div>
      <UnitActions data={data} />
    </>
  );
}

function CurrentTab({ data }: { data: UnitData }) {
  switch (data.tab) {
    case 'info':
      return <InfoTab data={data} />;
    case 'staff':
      return <StaffTab data={data} />;
    case 'codes':
      return <CodesTab data={data} />;
    case 'authority':
      return <AuthorityTab data={data} />;
    case 'history':
      return <HistoryTab data={data} />;
  }
}

function UnitTabs({ data: { record, moment, tab } }: { data: UnitData }) {
  const t = useText('organization');
  const counts: Readonly<Record<TabKey, number | undefined>> = {
    info: undefined,
    staff: record.positions.length,
    codes: record.codes.length,
    authority: record.delegations.length,
    history: record.journal.length,
  };
  const items = (Object.keys(counts) as TabKey[]).map((key) => ({
    href: unitHref(record.unit.uid, moment, key),
    label: t(`tab.${key}`),
    count: counts[key],
    current: key === tab,
  }));
  return <Tabs label={t('tab.label')} items={items} />;
}

type Life = { readonly validFrom: string; readonly validTo: string | null; readonly moment: Moment };

/** Only said when it matters: a unit that is not there on the day, or has a known end. */
function LifeChip({ validFrom, validTo, moment: { asOf } }: Life) {
  const t = useText('organization');
  if (asOf < validFrom) return <Chip tone="wait">{t('info.notYet')}</Chip>;
  if (validTo === null) return null;
  if (validTo <= asOf) return <Chip tone="late">{t('info.ended')}</Chip>;
  return (
    <Chip tone="info">{t('info.until', { from: formatDate(validFrom), to: formatDate(dayBefore(validTo)) })}</Chip>
  );
}
