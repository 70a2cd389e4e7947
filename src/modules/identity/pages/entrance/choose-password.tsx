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
import { Button, Matter, PostForm } from '#ui/citizen/index.ts';
import { NewPasswordFields } from '../parts/new-password.tsx';
import { ProblemSummary } from '../parts/problems.tsx';
import { goOn, identityOf, tokensOf, visitorOf } from '../parts/visit.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const pending = await attempt(() => identity.pendingState(tokensOf(identity, request).pending));
  if (!pending.ok) throw redirect('/can-bo/dang-nhap');
  return { ...pending.value, rules: await identity.signInRules() };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const tokens = tokensOf(identity, request);
  const form = await formOf(request);
  const visit = { pendingToken: tokens.pending ?? '', currentToken: tokens.session, visitor: visitorOf(page, request) };
  const choice = { password: textOf(form, 'password'), repeated: textOf(form, 'repeated') };
  const entered = await attempt(() => identity.choosePassword({ ...visit, ...choice }));
  return entered.ok ? goOn(page, entered.value) : data({ problem: entered.problem }, { status: 422 });
}

export default function ChoosePassword() {
  const { displayName, administrator, hasTotp, hasPasskey, rules } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('identity');
  return (
    <Matter
      title={t('choosePassword.title')}
      caption={displayName}
      lead={
        administrator
          ? t('choosePassword.administrator', {
              days: rules.administratorPasswordDays,
              count: rules.administratorPasswordHistory,
            })
          : t('choosePassword.lead')
      }
    >
      <title>{t('choosePassword.title')}</title>
      <ProblemSummary problem={problem} />
      <PostForm>
        <RequestIdField />
        <NewPasswordFields problem={problem} hasSecondFactor={hasTotp || hasPasskey} rules={rules} />
        <Button>{t('choosePassword.button')}</Button>
      </PostForm>
    </Matter>
  );
}
