import {
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
} from 'react-router';
import { formatDateTime } from '#platform/text/dates.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionLink, Button, Chip, DeskPage, Section } from '#ui/officer/index.ts';
import type { OwnFactors } from '../../use-cases/own-factors.ts';
import { RecoveryCodes } from '../parts/enrolment.tsx';
import { ProblemSummary } from '../parts/problems.tsx';
import { SessionList } from '../parts/session-list.tsx';
import { stepUpFirst } from '../parts/step-up-first.ts';
import { identityOf } from '../parts/visit.ts';
import stylesheet from '../identity.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const { actor } = page;
  const [factors, sessions] = await Promise.all([identity.listOwnFactors(actor), identity.listOwnSessions(actor)]);
  return { factors, sessions, name: actor.kind === 'officer' ? actor.name : '' };
}

const needsStepUp = new Set(['remove-totp', 'remove-passkey', 'new-codes']);

export async function action({ context, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const form = await formOf(request);
  const intent = textOf(form, 'intent');
  const detour = needsStepUp.has(intent) ? await stepUpFirst(page, url, form) : null;
  if (detour) return detour;
  const done = await attempt(async () => {
    if (intent === 'end') await identity.revokeOwnSession(page.actor, textOf(form, 'sessionUid'));
    if (intent === 'end-others') await identity.revokeOtherSessions(page.actor);
    if (intent === 'remove-totp') await identity.removeFactor(page.actor, 'totp');
    if (intent === 'remove-passkey') await identity.removeFactor(page.actor, { passkeyId: textOf(form, 'passkeyId') });
    return intent === 'new-codes' ? identity.renewRecoveryCodes(page.actor) : null;
  });
  if (!done.ok) return { problem: done.problem, codes: null };
  return done.value === null ? redirect('/can-bo/tai-khoan') : { problem: undefined, codes: done.value };
}

export default function OwnAccount() {
  const { factors, sessions, name } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const t = useText('identity');
  return (
    <DeskPage title={t('ownAccount.title')} facts={[name]}>
      <title>{t('ownAccount.title')}</title>
      <ProblemSummary problem={posted?.problem} />
      {posted?.codes ? (
        <RecoveryCodes codes={posted.codes} />
      ) : (
        <>
          <Section
            title={t('factors.title')}
            actions={<ActionLink href="/can-bo/tai-khoan/lop-xac-thuc" label={t('factors.add')} small />}
          >
            <Factors factors={factors} />
          </Section>
          <Section
            title={t('officerSignIn.password')}
            actions={<ActionLink href="/can-bo/tai-khoan/mat-khau" label={t('ownPassword.title')} small />}
          >
            <p>{t('ownPassword.note')}</p>
          </Section>
          <Section title={t('sessions.title')}>
            <SessionList sessions={sessions} />
          </Section>
        </>
      )}
    </DeskPage>
  );
}

function Factors({ factors }: { factors: OwnFactors }) {
  const t = useText('identity');
  const none = !factors.hasTotp && factors.passkeys.length === 0;
  if (none) return <p>{t('factors.none')}</p>;
  return (
    <ul className="plain">
      {factors.hasTotp && (
        <li>
          <form method="post">
            <RequestIdField />
            {t('factors.totp')} <Chip tone="done">{t('factors.inUse')}</Chip>{' '}
            <Button name="intent" value="remove-totp" look="link">
              {t('factors.remove')} <span className="sr">{t('factors.totp')}</span>
            </Button>
          </form>
        </li>
      )}
      {factors.passkeys.map((passkey) => (
        <li key={passkey.id}>
          <form method="post">
            <RequestIdField />
            <input type="hidden" name="passkeyId" value={passkey.id} />
            {t('factors.passkey')}: {passkey.label} ·{' '}
            {passkey.lastUsedAt
              ? t('factors.lastUsed', { at: formatDateTime(new Date(passkey.lastUsedAt)) })
              : t('factors.neverUsed')}{' '}
            <Button name="intent" value="remove-passkey" look="link">
              {t('factors.remove')} <span className="sr">{passkey.label}</span>
            </Button>
          </form>
        </li>
      ))}
      <li>
        <form method="post">
          <RequestIdField />
          {t('factors.codesLeft', { count: factors.recoveryCodesLeft })}{' '}
          <Button name="intent" value="new-codes" look="link">
            {t('factors.newCodes')}
          </Button>
        </form>
      </li>
    </ul>
  );
}
