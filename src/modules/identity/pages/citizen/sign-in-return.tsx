import { data, redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { attempt } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { LinkButton, Matter } from '#ui/citizen/index.ts';
import { identityOf, tokensOf, visitorOf } from '../parts/visit.ts';

/** Where the e-ID sends the browser back to. */
export async function loader({ context, request, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const tokens = tokensOf(identity, request);
  const query = url.search;
  page.cookies.push(identity.cookies.flow.clear());
  const entered = await attempt(() =>
    identity.finishEidSignIn({
      query,
      flowToken: tokens.flow,
      currentToken: tokens.session,
      visitor: visitorOf(page, request),
    }),
  );
  if (!entered.ok)
    return data({ words: entered.problem.words }, { status: entered.problem.kind === 'unavailable' ? 503 : 422 });
  page.cookies.push(identity.cookies.session.write(entered.value.sessionToken));
  throw redirect(entered.value.returnTo);
}

export default function SignInReturn() {
  const { words } = useLoaderData<typeof loader>();
  const t = useText('identity');
  return (
    <Matter title={t('signInReturn.title')} lead={words}>
      <title>{t('signInReturn.title')}</title>
      <p>
        <LinkButton href="/dang-nhap">{t('signInReturn.again')}</LinkButton>
      </p>
    </Matter>
  );
}
