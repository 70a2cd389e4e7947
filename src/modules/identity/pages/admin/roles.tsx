import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { ActionLink, Chip, DataTable, DeskPage, EmptyState, Toolbar } from '#ui/officer/index.ts';
import { identityOf } from '../parts/visit.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const roles = await identity.listRoles(page.actor);
  const rows = roles.map(({ key, name, description, administrative, permissions }) => ({
    key,
    name,
    description,
    administrative,
    count: permissions.length,
  }));
  return { rows, mayManage: identity.abilities(page.actor)['identity.manage_roles'] };
}

export default function Roles() {
  const { rows, mayManage } = useLoaderData<typeof loader>();
  const t = useText('identity');
  return (
    <DeskPage title={t('roles.title')}>
      <title>{t('roles.title')}</title>
      <p>{t('roles.lead')}</p>
      {mayManage && (
        <Toolbar label={t('roles.title')}>
          <ActionLink href="/can-bo/quan-tri/vai-tro/moi" label={t('roles.add')} shortcut="n" />
        </Toolbar>
      )}
      <DataTable
        caption={t('roles.title')}
        hideCaption
        columns={[
          { key: 'name', label: t('roles.name'), cell: (row) => row.name },
          { key: 'description', label: t('roles.description'), cell: (row) => row.description, wideOnly: true },
          { key: 'count', label: t('roles.count'), cell: (row) => row.count, align: 'end' },
          {
            key: 'kind',
            label: t('roles.kind'),
            cell: (row) =>
              row.administrative ? <Chip tone="info">{t('roles.administrative')}</Chip> : t('roles.ordinary'),
          },
        ]}
        rows={rows}
        rowKey={(row) => row.key}
        rowHref={(row) => `/can-bo/quan-tri/vai-tro/${row.key}`}
        empty={<EmptyState title={t('roles.empty')}>{t('roles.lead')}</EmptyState>}
      />
    </DeskPage>
  );
}
