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
import { Button, Details, Matter, PostForm } from '#ui/citizen/index.ts';
import { ProblemSummary } from '../parts/problems.tsx';
import { identityOf, wantedPage } from '../parts/visit.ts';

export function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  if (page.actor.kind === 'citizen') throw redirect('/tai-khoan');
  return {
    providers: identityOf(page).eidProviders,
    returnTo: wantedPage(url),
    officer: page.actor.kind === 'officer',
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const form = await formOf(request);
  const started = await attempt(() =>
    identity.startEidSignIn({ providerKey: textOf(form, 'provider'), returnTo: textOf(form, 'returnTo') }),
  );
  if (!started.ok) return data({ problem: started.problem }, { status: 503 });
  page.cookies.push(identity.cookies.flow.write(started.value.flowToken));
  return redirect(started.value.authorizationUrl);
}

export default function SignIn() {
  const { providers, returnTo, officer } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('identity');
  return (
    <Matter title={t('signIn.title')} lead={t('signIn.lead')}>
      <title>{t('signIn.title')}</title>
      <ProblemSummary problem={problem} />
      {officer && <p>{t('signIn.officerNow')}</p>}
      {providers.map((provider) => (
        <PostForm key={provider.key}>
          <RequestIdField />
          <input type="hidden" name="provider" value={provider.key} />
          <input type="hidden" name="returnTo" value={returnTo ?? ''} />
          <p>
            <Button>{t('signIn.button', { provider: provider.label })}</Button>
          </p>
        </PostForm>
      ))}
      <Details summary={t('signIn.levels')}>
        <p>{t('signIn.level1')}</p>
        <p>{t('signIn.level2')}</p>
      </Details>
      <Details summary={t('signIn.without')}>
        <p>{t('signIn.counter')}</p>
        <p>{t('signIn.helper')}</p>
        <p>{t('signIn.child')}</p>
      </Details>
      <p>
        <a href="/can-bo/dang-nhap">{t('signIn.officers')}</a>
      </p>
    </Matter>
  );
}
