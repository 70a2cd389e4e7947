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
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, Checkbox, DatePicker, DeskPage, Select, Toolbar, UnsavedGuard } from '#ui/officer/index.ts';
import { errorFor, ProblemSummary, type Problem } from '../parts/problems.tsx';
import { unitOptions } from '../parts/unit-options.ts';
import { identityOf } from '../parts/visit.ts';

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const { actor } = page;
  const search = url.searchParams;
  const positionUnitUid = search.get('don-vi') ?? '';
  const [roles, units, accounts, positions] = await Promise.all([
    identity.listRoles(actor),
    identity.listUnits(actor, 'identity.manage_grants'),
    identity.abilities(actor)['identity.read_accounts'] ? identity.listAccounts(actor, { status: 'active' }) : [],
    positionUnitUid === '' ? [] : identity.listPositions(actor, positionUnitUid),
  ]);
  return {
    roles: roles.map(({ key, name, description }) => ({
      value: key,
      label: description === '' ? name : `${name}: ${description}`,
    })),
    units,
    accounts: accounts.map(({ uid, displayName, username }) => ({
      value: uid,
      label: `${displayName} (${username ?? ''})`,
    })),
    positions: positions.map(({ uid, title }) => ({ value: uid, label: title })),
    positionUnitUid,
    accountUid: search.get('tai-khoan') ?? '',
    today: identity.today(),
    everywhere: actor.kind === 'officer' && actor.grants['identity.manage_grants'] === 'all',
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const fields = fieldsOf(await formOf(request));
  const added = await attempt(() => identityOf(page).addGrant(page.actor, fields));
  return added.ok ? redirect('/can-bo/quan-tri/phan-quyen') : data({ problem: added.problem, fields }, { status: 422 });
}

export default function NewGrant() {
  const known = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const t = useText('identity');
  const problem = posted?.problem;
  const values: Readonly<Record<string, string>> = posted?.fields ?? {
    accountUid: known.accountUid,
    validFrom: known.today,
    includeSubtree: 'on',
  };
  const units = unitOptions(known.units);
  return (
    <DeskPage title={t('grants.add')}>
      <title>{t('grants.add')}</title>
      <ProblemSummary problem={problem} />
      <form method="get">
        <Toolbar label={t('grants.choosePositions')}>
          <Select
            name="don-vi"
            label={t('grants.choosePositions')}
            value={known.positionUnitUid}
            placeholder={t('grants.noPositions')}
            options={units}
          />
          <Button look="quiet">{t('grants.showPositions')}</Button>
        </Toolbar>
      </form>
      <GrantForm known={known} values={values} problem={problem} />
    </DeskPage>
  );
}

type FormProps = {
  readonly known: ReturnType<typeof useLoaderData<typeof loader>>;
  readonly values: Readonly<Record<string, string>>;
  readonly problem: Problem | undefined;
};

function GrantForm({ known, values, problem }: FormProps) {
  const t = useText('identity');
  const units = unitOptions(known.units);
  return (
    <form method="post">
      <RequestIdField />
      <Select
        name="roleKey"
        label={t('grants.role')}
        value={values['roleKey']}
        error={errorFor(problem, 'roleKey')}
        options={known.roles}
      />
      <Select
        name="accountUid"
        label={t('grants.toAccount')}
        value={values['accountUid']}
        error={errorFor(problem, 'accountUid')}
        placeholder={t('grants.nobody')}
        options={known.accounts}
      />
      {known.positionUnitUid !== '' && (
        <>
          <input type="hidden" name="positionUnitUid" value={known.positionUnitUid} />
          <Select
            name="positionUid"
            label={t('grants.toPosition')}
            hint={t('grants.toPositionHint')}
            value={values['positionUid']}
            placeholder={t('grants.nobody')}
            options={known.positions}
          />
        </>
      )}
      <Select
        name="unitUid"
        label={t('grants.where')}
        value={values['unitUid']}
        placeholder={known.everywhere ? t('accounts.wholeLocality') : undefined}
        options={units}
      />
      <Checkbox
        name="includeSubtree"
        label={t('grants.includeSubtree')}
        checked={values['includeSubtree'] !== undefined}
      />
      <DatePicker
        name="validFrom"
        label={t('grants.validFrom')}
        value={values['validFrom']}
        error={errorFor(problem, 'validFrom')}
      />
      <DatePicker
        name="validTo"
        label={t('grants.validTo')}
        hint={t('grants.validToHint')}
        value={values['validTo']}
        error={errorFor(problem, 'validTo')}
      />
      <Button>{t('grants.give')}</Button>
      <UnsavedGuard />
    </form>
  );
}
