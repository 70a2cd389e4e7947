import { redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/text/dates.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText, type Translate } from '#platform/web/text.tsx';
import { Button, Chip, Matter, Notice, PostForm, SummaryList, type SummaryRow } from '#ui/citizen/index.ts';
import type { CitizenProfile } from '../../model.ts';
import { ProblemSummary } from '../parts/problems.tsx';
import { SessionList } from '../parts/session-list.tsx';
import { identityOf } from '../parts/visit.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  if (page.actor.kind !== 'citizen') throw redirect('/dang-nhap?tiep=/tai-khoan');
  const identity = identityOf(page);
  const [profile, sessions] = await Promise.all([
    identity.ownProfile(page.actor),
    identity.listOwnSessions(page.actor),
  ]);
  return { profile, sessions, actsFor: page.actor.organisation };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const form = await formOf(request);
  const intent = textOf(form, 'intent');
  const done = await attempt(async () => {
    if (intent === 'end') await identity.revokeOwnSession(page.actor, textOf(form, 'sessionUid'));
    if (intent === 'end-others') await identity.revokeOtherSessions(page.actor);
    if (intent === 'act-for-self') await identity.actFor(page.actor, false);
    if (intent === 'act-for-organisation') await identity.actFor(page.actor, true);
  });
  return done.ok ? redirect('/tai-khoan') : { problem: done.problem };
}

export default function Account() {
  const { profile, sessions, actsFor } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('identity');
  return (
    <Matter title={t('account.title')} lead={t('account.lead')}>
      <title>{t('account.title')}</title>
      <ProblemSummary problem={problem} />
      {profile.assurance < 2 && (
        <Notice tone="due" title={t('account.level1Title')}>
          <p>{t('account.level1Text')}</p>
        </Notice>
      )}
      <SummaryList rows={rowsOf(t, profile)} />
      <p>{t('account.wrong')}</p>
      {profile.organisation && (
        <PostForm>
          <RequestIdField />
          <h2>{t('account.organisation')}</h2>
          <p>
            {t(actsFor ? 'account.actsForOrganisation' : 'account.actsForSelf', { name: profile.organisation.name })}{' '}
            {actsFor && <Chip tone="info">{actsFor.taxCode}</Chip>}
          </p>
          <p>
            <Button look="quiet" name="intent" value={actsFor ? 'act-for-self' : 'act-for-organisation'}>
              {t(actsFor ? 'account.switchToSelf' : 'account.switchToOrganisation', {
                name: profile.organisation.name,
              })}
            </Button>
          </p>
        </PostForm>
      )}
      <h2>{t('sessions.title')}</h2>
      <SessionList sessions={sessions} />
    </Matter>
  );
}

function rowsOf(t: Translate, profile: CitizenProfile): SummaryRow[] {
  const rows: SummaryRow[] = [
    { label: t('account.name'), value: profile.fullName },
    { label: t('account.level'), value: t(`account.levels.${profile.assurance}`) },
    { label: t(`account.document.${profile.documentKind ?? 'none'}`), value: documentOf(profile) },
    { label: t('account.birthDate'), value: profile.birthDate && formatDate(profile.birthDate) },
    { label: t('account.phone'), value: profile.phone },
    { label: t('account.email'), value: profile.email },
    { label: t('account.address'), value: profile.address },
  ];
  return rows.map((row) => ({ ...row, value: row.value || t('account.notTold') }));
}

function documentOf({ documentKind, documentNumber, documentCountry }: CitizenProfile): string | null {
  return documentKind === 'passport' ? `${documentNumber} (${documentCountry})` : documentNumber;
}
