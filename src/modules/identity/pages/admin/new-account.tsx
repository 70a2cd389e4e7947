import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, DeskPage, LinkButton, Select, TextInput, Toolbar } from '#ui/officer/index.ts';
import { errorFor, ProblemSummary } from '../parts/problems.tsx';
import { TemporaryPasswordNotice } from '../parts/temporary-password.tsx';
import { unitOptions } from '../parts/unit-options.ts';
import { identityOf } from '../parts/visit.ts';

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const sought = url.searchParams.get('q') ?? '';
  const [persons, units] = await Promise.all([
    identity.searchStaff(page.actor, sought),
    identity.listUnits(page.actor, 'identity.manage_accounts'),
  ]);
  return { sought, persons, units };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const fields = fieldsOf(await formOf(request));
  const created = await attempt(() => identityOf(page).createAccount(page.actor, fields));
  return created.ok
    ? data({ created: created.value, problem: undefined, fields })
    : data({ created: null, problem: created.problem, fields }, { status: 422 });
}

export default function NewAccount() {
  const { sought, persons, units } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const t = useText('identity');
  const values: Readonly<Record<string, string>> = posted?.fields ?? {
    displayName: persons.length === 1 ? (persons[0]?.fullName ?? '') : '',
    personUid: persons.length === 1 ? (persons[0]?.personUid ?? '') : '',
  };
  const problem = posted?.problem;
  return (
    <DeskPage title={t('accounts.add')}>
      <title>{t('accounts.add')}</title>
      <ProblemSummary problem={problem} />
      {posted?.created ? (
        <>
          <TemporaryPasswordNotice {...posted.created} />
          <LinkButton href={`/can-bo/quan-tri/tai-khoan/${posted.created.accountUid}`}>{t('accounts.open')}</LinkButton>
        </>
      ) : (
        <>
          <form method="get" role="search">
            <Toolbar label={t('accounts.findPerson')}>
              <TextInput
                name="q"
                type="search"
                label={t('accounts.findPerson')}
                hint={t('accounts.findPersonHint')}
                value={sought}
              />
              <Button look="quiet">{t('accounts.search')}</Button>
            </Toolbar>
          </form>
          <form method="post">
            <RequestIdField />
            <Select
              name="personUid"
              label={t('accounts.person')}
              value={values['personUid']}
              placeholder={t('accounts.noPerson')}
              options={persons.map((person) => ({ value: person.personUid, label: person.fullName }))}
            />
            <TextInput
              name="displayName"
              label={t('accounts.name')}
              value={values['displayName']}
              error={errorFor(problem, 'displayName')}
              width="w20"
            />
            <TextInput
              name="username"
              label={t('officerSignIn.username')}
              hint={t('accounts.usernameHint')}
              value={values['username']}
              error={errorFor(problem, 'username')}
              width="w20"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <Select
              name="unitUid"
              label={t('accounts.unit')}
              value={values['unitUid']}
              placeholder={t('accounts.wholeLocality')}
              options={unitOptions(units)}
            />
            <Button>{t('accounts.create')}</Button>
          </form>
        </>
      )}
    </DeskPage>
  );
}
