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
import { Button, Matter, PostForm, TextInput } from '#ui/citizen/index.ts';
import { NewPasswordFields } from '../parts/new-password.tsx';
import { errorFor, ProblemSummary } from '../parts/problems.tsx';
import { goOn, identityOf, visitorOf } from '../parts/visit.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const identity = identityOf(pageContext(context));
  if (!(await identity.needsFirstAdministrator())) throw redirect('/can-bo/dang-nhap');
  return { rules: await identity.signInRules() };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const fields = fieldsOf(await formOf(request));
  const created = await attempt(() => identityOf(page).createFirstAdministrator(fields, visitorOf(page, request)));
  if (created.ok) return goOn(page, created.value);
  const { displayName = '', username = '' } = fields;
  return data({ problem: created.problem, displayName, username }, { status: 422 });
}

export default function FirstAdministrator() {
  const { rules } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('identity');
  const problem = refused?.problem;
  return (
    <Matter title={t('setup.title')} lead={t('setup.lead')}>
      <title>{t('setup.title')}</title>
      <ProblemSummary problem={problem} />
      <PostForm>
        <RequestIdField />
        <TextInput
          name="setupCode"
          label={t('setup.code')}
          hint={t('setup.codeHint')}
          error={errorFor(problem, 'setupCode')}
          autoComplete="off"
          width="w20"
          noSave
        />
        <TextInput
          name="displayName"
          label={t('setup.name')}
          value={refused?.displayName}
          error={errorFor(problem, 'displayName')}
          autoComplete="name"
          width="w20"
        />
        <TextInput
          name="username"
          label={t('officerSignIn.username')}
          hint={t('setup.usernameHint')}
          value={refused?.username}
          error={errorFor(problem, 'username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          width="w20"
        />
        <NewPasswordFields problem={problem} hasSecondFactor rules={rules} />
        <Button>{t('setup.button')}</Button>
      </PostForm>
    </Matter>
  );
}
