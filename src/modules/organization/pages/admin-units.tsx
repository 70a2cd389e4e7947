import { Form, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/forms/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Button, Chip, DataTable, DatePicker, DeskPage, EmptyState, TextInput, Toolbar } from '#ui/officer/index.ts';
import type { AdminUnit, Organization, ResolvedAddress } from '../index.ts';
import { momentOf } from './hrefs.ts';
import { dayBefore } from './load-unit.ts';

export const handle = { hydrate: true };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const organization = page.service<Organization>('organization');
  const { asOf } = momentOf(request, page.now());
  const text = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 200);
  if (text === '') return { asOf, text, current: [], old: [] };
  const [current, old] = await Promise.all([
    organization.searchAdminUnits(text, asOf),
    organization.resolveOldAddress(text, asOf),
  ]);
  return { asOf, text, current: [...current], old: [...old] };
}

/** Administrative units by new or old name: what there is on a day, and what an old address is called now. */
export default function AdminUnitsPage() {
  const { asOf, text, current, old } = useLoaderData<typeof loader>();
  const t = useText('organization');
  const nothing = text !== '' && current.length + old.length === 0;
  return (
    <DeskPage title={t('admin.title')}>
      <title>{t('admin.title')}</title>
      <Form role="search">
        <Toolbar label={t('admin.title')}>
          <TextInput
            key={text}
            name="q"
            type="search"
            label={t('admin.search')}
            hint={t('admin.searchHint')}
            value={text}
            maxLength={200}
          />
          <DatePicker key={asOf} name="ngay" label={t('admin.asOf')} value={asOf} />
          <Button>{t('admin.find')}</Button>
        </Toolbar>
      </Form>
      {text === '' && <EmptyState title={t('admin.start')}>{t('admin.startAdvice')}</EmptyState>}
      {nothing && <EmptyState title={t('admin.none', { text })}>{t('admin.noneAdvice')}</EmptyState>}
      {current.length > 0 && <CurrentUnits units={current} asOf={asOf} />}
      {old.length > 0 && <OldNames old={old} asOf={asOf} />}
    </DeskPage>
  );
}

function CurrentUnits({ units, asOf }: { units: readonly AdminUnit[]; asOf: string }) {
  const t = useText('organization');
  const validity = ({ validFrom, validTo }: AdminUnit) =>
    [
      validFrom === null ? t('admin.always') : t('admin.since', { from: formatDate(validFrom) }),
      validTo === null ? '' : t('admin.until', { to: formatDate(dayBefore(validTo)) }),
    ]
      .filter((part) => part !== '')
      .join(', ');
  return (
    <DataTable
      caption={t('admin.current', { date: formatDate(asOf) })}
      rows={units}
      rowKey={({ uid }) => uid}
      columns={[
        { key: 'name', label: t('admin.name'), cell: ({ pathName }) => pathName },
        { key: 'code', label: t('admin.code'), nowrap: true, cell: ({ code }) => code ?? '' },
        { key: 'validity', label: t('admin.validity'), cell: validity, wideOnly: true },
      ]}
    />
  );
}

function OldNames({ old, asOf }: { old: readonly ResolvedAddress[]; asOf: string }) {
  const t = useText('organization');
  return (
    <DataTable
      caption={t('admin.old', { date: formatDate(asOf) })}
      rows={old}
      rowKey={({ oldName, oldCode, lastDay }) => `${oldName} ${oldCode ?? ''} ${lastDay ?? ''}`}
      columns={[
        { key: 'old', label: t('admin.oldName'), cell: ({ oldName }) => oldName },
        {
          key: 'ended',
          label: t('admin.validity'),
          nowrap: true,
          wideOnly: true,
          cell: ({ lastDay }) =>
            lastDay === null ? t('admin.endedBefore') : t('admin.ended', { to: formatDate(lastDay) }),
        },
        { key: 'now', label: t('admin.now'), cell: ({ candidates }) => <Candidates candidates={candidates} /> },
      ]}
    />
  );
}

function Candidates({ candidates }: Pick<ResolvedAddress, 'candidates'>) {
  const t = useText('organization');
  return (
    <>
      {candidates.map(({ unit, share }) => (
        <div key={unit.uid}>
          {unit.pathName} {unit.code !== null && <small>{unit.code}</small>}
          {share !== null && share < 1 && ` ${Math.round(share * 100)}%`}
        </div>
      ))}
      {candidates.length > 1 && <Chip tone="due">{t('admin.split')}</Chip>}
    </>
  );
}
