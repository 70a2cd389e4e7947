import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { ActionLink, Button, Checkbox, DeskPage, Pagination, Select, Toolbar } from '#ui/officer/index.ts';
import { grantRows } from '../parts/grant-rows.ts';
import { GrantTable } from '../parts/grant-table.tsx';
import { ProblemSummary } from '../parts/problems.tsx';
import { identityOf } from '../parts/visit.ts';

const pageSize = 50;

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const search = url.searchParams;
  const query = {
    roleKey: search.get('vai-tro') ?? '',
    all: search.get('ca-da-thu-hoi') ?? '',
    page: search.get('trang') ?? '1',
  };
  const [rows, roles] = await Promise.all([grantRows(page, query), identity.listRoles(page.actor)]);
  const may = identity.abilities(page.actor);
  return {
    rows,
    query,
    roles: roles.map(({ key, name }) => ({ value: key, label: name })),
    mayManage: may['identity.manage_grants'],
  };
}

export async function action({ context, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const fields = fieldsOf(await formOf(request));
  const ended = await attempt(() => identityOf(page).endGrant(page.actor, fields));
  const { pathname, search } = url;
  return ended.ok ? redirect(`${pathname}${search}`) : data({ problem: ended.problem }, { status: 422 });
}

export default function GrantsPage() {
  const { rows, query, roles, mayManage } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('identity');
  const number = Number(query.page);
  const at = (page: number): string =>
    `?${new URLSearchParams({ 'vai-tro': query.roleKey, 'ca-da-thu-hoi': query.all, trang: String(page) }).toString()}`;
  return (
    <DeskPage title={t('grants.title')}>
      <title>{t('grants.title')}</title>
      <ProblemSummary problem={problem} />
      <form method="get" role="search">
        <Toolbar label={t('accounts.filter')}>
          <Select
            name="vai-tro"
            label={t('grants.role')}
            value={query.roleKey}
            placeholder={t('grants.anyRole')}
            options={roles}
          />
          <Checkbox name="ca-da-thu-hoi" label={t('grants.alsoEnded')} checked={query.all !== ''} />
          <Button look="quiet">{t('accounts.filter')}</Button>
          {mayManage && <ActionLink href="/can-bo/quan-tri/phan-quyen/moi" label={t('grants.add')} shortcut="n" />}
        </Toolbar>
      </form>
      <GrantTable rows={rows} mayEnd={mayManage} />
      <Pagination
        previousHref={number > 1 ? at(number - 1) : null}
        nextHref={rows.length === pageSize ? at(number + 1) : null}
      />
    </DeskPage>
  );
}
