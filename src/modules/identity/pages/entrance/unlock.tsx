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
import { Button, Matter, PostForm, TextInput } from '#ui/citizen/index.ts';
import { ProblemSummary } from '../parts/problems.tsx';
import { identityOf, tokensOf, visitorOf, wantedPage } from '../parts/visit.ts';

export async function loader({ context, request, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const glance = await identity.glanceAtSession(tokensOf(identity, request).session);
  if (glance?.state === 'active') throw redirect(identity.safeOfficerPage(wantedPage(url)));
  if (glance?.state !== 'locked') throw redirect('/can-bo/dang-nhap');
  return { name: glance.name };
}

export async function action({ context, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const token = tokensOf(identity, request).session;
  const password = textOf(await formOf(request), 'password');
  const unlocked = await attempt(() => identity.unlockSession({ token, password, visitor: visitorOf(page, request) }));
  if (!unlocked.ok) return data({ problem: unlocked.problem }, { status: 422 });
  page.cookies.push(identity.cookies.session.write(unlocked.value));
  return redirect(identity.safeOfficerPage(wantedPage(url)));
}

export default function Unlock() {
  const { name } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('identity');
  return (
    <Matter title={t('unlock.title')} caption={name} lead={t('unlock.lead')}>
      <title>{t('unlock.title')}</title>
      <ProblemSummary problem={problem} />
      <PostForm>
        <RequestIdField />
        <TextInput
          name="password"
          type="password"
          label={t('officerSignIn.password')}
          autoComplete="current-password"
          width="w20"
        />
        <Button>{t('unlock.button')}</Button>
      </PostForm>
      <PostForm action="/dang-xuat">
        <RequestIdField />
        <Button look="link">{t('unlock.other')}</Button>
      </PostForm>
    </Matter>
  );
}
