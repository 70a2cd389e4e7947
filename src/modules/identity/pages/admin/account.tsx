import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { formatDateTime } from '#platform/text/dates.ts';
import { attempt, fieldsOf, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionLink, Chip, ConfirmDialog, DeskPage, DialogTrigger, Section } from '#ui/officer/index.ts';
import type { Identity } from '../../index.ts';
import type { TemporaryPassword } from '../../use-cases/administer-accounts.ts';
import { GrantTable } from '../parts/grant-table.tsx';
import { ProblemSummary } from '../parts/problems.tsx';
import { TemporaryPasswordNotice } from '../parts/temporary-password.tsx';
import { identityOf } from '../parts/visit.ts';
import { grantRows } from '../parts/grant-rows.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const account = await identity.readAccount(page.actor, params['uid'] ?? '');
  const may = identity.abilities(page.actor);
  const grants = may['identity.read_grants'] ? await grantRows(page, { accountUid: account.uid, all: true }) : [];
  const units = await identity.nameUnits([account.unitUid]);
  const { uid, username, displayName, status, statusReason, administrator } = account;
  return {
    account: { uid, username, displayName, status, statusReason, administrator },
    unit: account.unitUid === null ? null : (units[account.unitUid] ?? account.unitUid),
    lastActiveAt: account.lastActiveAt.toISOString(),
    lockedUntil: account.lockedUntil?.toISOString() ?? null,
    grants,
    may: { manage: may['identity.manage_accounts'], grant: may['identity.manage_grants'] },
  };
}

const acts = [
  'resetPassword',
  'resetSecondFactor',
  'unlockAccount',
  'disableAccount',
  'enableAccount',
] as const satisfies readonly (keyof Identity)[];

export async function action({ context, request, url, params }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  const act = acts.find((known) => known === textOf(form, 'intent'));
  if (!act) return redirect(url.pathname);
  const change = { ...fieldsOf(form), accountUid: params['uid'] };
  const done = await attempt(async (): Promise<TemporaryPassword | null> => {
    const answer: unknown = await identityOf(page)[act](page.actor, change);
    return act === 'resetPassword' ? (answer as TemporaryPassword) : null;
  });
  if (!done.ok) return data({ problem: done.problem, temporary: null }, { status: 422 });
  return data({ problem: undefined, temporary: done.value });
}

export default function Account() {
  const { account, unit, lastActiveAt, lockedUntil, grants, may } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const t = useText('identity');
  const offered = acts.filter((act) => {
    if (act === 'enableAccount') return account.status === 'disabled';
    if (act === 'unlockAccount') return lockedUntil !== null;
    return account.status === 'active';
  });
  const facts = [
    account.username,
    unit ?? t('accounts.wholeLocality'),
    t('accounts.lastActiveAt', { at: formatDateTime(new Date(lastActiveAt)) }),
    ...(account.statusReason === null
      ? []
      : [t('accounts.because', { reason: t(`accounts.reasons.${account.statusReason}`) })]),
  ];
  const chips = (
    <>
      <Chip tone={account.status === 'active' ? 'done' : 'wait'}>{t(`accounts.statuses.${account.status}`)}</Chip>
      {account.administrator && <Chip tone="info">{t('accounts.administrator')}</Chip>}
      {lockedUntil && (
        <Chip tone="late">{t('accounts.lockedUntil', { at: formatDateTime(new Date(lockedUntil)) })}</Chip>
      )}
    </>
  );
  return (
    <DeskPage
      title={account.displayName}
      chips={chips}
      facts={facts}
      actions={may.manage && <Acts offered={offered} />}
    >
      <title>{account.displayName}</title>
      <ProblemSummary problem={posted?.problem} />
      {posted?.temporary && <TemporaryPasswordNotice {...posted.temporary} />}
      <Section
        title={t('grants.title')}
        actions={
          may.grant && (
            <ActionLink
              href={`/can-bo/quan-tri/phan-quyen/moi?tai-khoan=${account.uid}`}
              label={t('grants.add')}
              small
            />
          )
        }
      >
        <GrantTable rows={grants} />
      </Section>
    </DeskPage>
  );
}

function Acts({ offered }: { offered: readonly (typeof acts)[number][] }) {
  const t = useText('identity');
  return (
    <ActionBar>
      {offered.map((act) => (
        <DialogTrigger key={act} dialog={act} label={t(`accounts.acts.${act}.label`)} />
      ))}
      {offered.map((act) => (
        <ConfirmDialog
          key={act}
          id={act}
          title={t(`accounts.acts.${act}.title`)}
          confirm={t(`accounts.acts.${act}.label`)}
          danger={act === 'disableAccount'}
          intent={{ name: 'intent', value: act }}
          reason={{ label: t('accounts.reason'), hint: t('accounts.reasonHint') }}
          fields={<RequestIdField />}
        >
          <p>{t(`accounts.acts.${act}.text`)}</p>
        </ConfirmDialog>
      ))}
    </ActionBar>
  );
}
