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
import { Button, Details, Matter, PostForm, TextInput } from '#ui/citizen/index.ts';
import { errorFor, ProblemSummary } from '../parts/problems.tsx';
import { goOn, identityOf, tokensOf, visitorOf, wantedPage } from '../parts/visit.ts';

export async function loader({ context, request, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  if (page.actor.kind === 'officer') throw redirect('/can-bo');
  const returnTo = wantedPage(url);
  const glance = await identity.glanceAtSession(tokensOf(identity, request).session);
  if (glance?.state === 'locked')
    throw redirect(`/can-bo/mo-khoa?${new URLSearchParams({ tiep: returnTo ?? '' }).toString()}`);
  if (await identity.needsFirstAdministrator()) throw redirect('/can-bo/thiet-lap');
  return { returnTo, demo: page.demo };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const form = await formOf(request);
  const username = textOf(form, 'username');
  const entered = await attempt(() =>
    identity.signInWithPassword({
      username,
      password: textOf(form, 'password'),
      returnTo: textOf(form, 'returnTo'),
      currentToken: tokensOf(identity, request).session,
      visitor: visitorOf(page, request),
    }),
  );
  return entered.ok ? goOn(page, entered.value) : data({ problem: entered.problem, username }, { status: 422 });
}

export default function OfficerSignIn() {
  const { returnTo } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('identity');
  return (
    <Matter title={t('officerSignIn.title')}>
      <title>{t('officerSignIn.title')}</title>
      <ProblemSummary problem={refused?.problem} />
      <PostForm>
        <RequestIdField />
        <input type="hidden" name="returnTo" value={returnTo ?? ''} />
        <TextInput
          name="username"
          label={t('officerSignIn.username')}
          value={refused?.username}
          error={errorFor(refused?.problem, 'username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          width="w20"
        />
        <TextInput
          name="password"
          type="password"
          label={t('officerSignIn.password')}
          error={errorFor(refused?.problem, 'password')}
          autoComplete="current-password"
          width="w20"
        />
        <Button>{t('officerSignIn.button')}</Button>
      </PostForm>
      <Details summary={t('officerSignIn.forgotten')}>
        <p>{t('officerSignIn.forgottenText')}</p>
      </Details>
      <p>
        <a href="/dang-nhap">{t('officerSignIn.citizens')}</a>
      </p>
    </Matter>
  );
}
