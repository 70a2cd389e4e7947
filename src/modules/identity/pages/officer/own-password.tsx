import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, DeskPage, TextInput } from '#ui/officer/index.ts';
import { NewPasswordFields } from '../parts/new-password.tsx';
import { ProblemSummary } from '../parts/problems.tsx';
import { identityOf, visitorOf } from '../parts/visit.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const factors = await identity.listOwnFactors(page.actor);
  return { hasSecondFactor: factors.hasTotp || factors.passkeys.length > 0, rules: await identity.signInRules() };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  const choice = {
    current: textOf(form, 'current'),
    password: textOf(form, 'password'),
    repeated: textOf(form, 'repeated'),
  };
  const changed = await attempt(() =>
    identityOf(page).changePassword(page.actor, { ...choice, visitor: visitorOf(page, request) }),
  );
  return changed.ok ? redirect('/can-bo/tai-khoan') : data({ problem: changed.problem }, { status: 422 });
}

export default function OwnPassword() {
  const { hasSecondFactor, rules } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('identity');
  const wrongCurrent = problem?.code === 'identity.wrong_current_password' ? problem.words : null;
  return (
    <DeskPage title={t('ownPassword.title')}>
      <title>{t('ownPassword.title')}</title>
      <ProblemSummary problem={problem} />
      <p>{t('ownPassword.note')}</p>
      <form method="post">
        <RequestIdField />
        <TextInput
          name="current"
          type="password"
          label={t('ownPassword.current')}
          error={wrongCurrent}
          autoComplete="current-password"
          width="w20"
        />
        <NewPasswordFields problem={problem} hasSecondFactor={hasSecondFactor} rules={rules} />
        <Button>{t('ownPassword.title')}</Button>
      </form>
    </DeskPage>
  );
}
