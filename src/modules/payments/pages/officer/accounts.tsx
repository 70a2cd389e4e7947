import { data, Form, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDate, formatDateTime, toLocalDate } from '#platform/text/dates.ts';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText, type Translate } from '#platform/web/text.tsx';
import { ActionButton, DataTable, DatePicker, DeskPage, EmptyState, ErrorSummary, Notice, Section, Select, TextInput } from '#ui/officer/index.ts';
import type { Payments } from '../../index.ts';

export const handle = { hydrate: true };

type Typed = Readonly<Partial<Record<'unitUid' | 'bankBin' | 'bankName' | 'accountNumber' | 'holder' | 'validFrom', string>>>;

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const { accounts, units } = await page.service<Payments>('payments').listAccounts(page.actor);
  return {
    ...{ units, today: toLocalDate(page.now()), done: url.searchParams.has('da-ghi') },
    accounts: accounts.map((account) => ({ ...account, heardAt: account.heardAt?.toISOString() ?? null })),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const fields = fieldsOf(await formOf(request));
  const typed: Typed = fields;
  const done = await attempt(() => page.service<Payments>('payments').recordAccount(page.actor, fields));
  if (done.ok) return redirect('/can-bo/quan-tri/tai-khoan-thu?da-ghi=1');
  const { field } = done.problem.details;
  return data({ words: done.problem.words, field: typeof field === 'string' ? field : '', typed }, { status: done.problem.kind === 'invalid' ? 422 : 409 });
}

/** The account of each unit, by its days; and whether the bank's feed is heard. */
export default function Accounts() {
  const { accounts, units, today, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('payments');
  return (
    <DeskPage title={t('accounts.title')}>
      <title>{t('accounts.title')}</title>
      <p>{t('accounts.lead')}</p>
      <ErrorSummary errors={refused === undefined ? [] : [{ message: refused.words }]} />
      {done && refused === undefined && (
        <Notice tone="done" live>
          {t('accounts.done')}
        </Notice>
      )}
      <DataTable
        caption={t('accounts.title')}
        hideCaption
        rows={accounts}
        rowKey={({ id }) => id}
        columns={[
          { key: 'unit', label: t('accounts.unit'), cell: ({ unitName }) => unitName },
          { key: 'bank', label: t('accounts.bank'), cell: ({ bankName, bankBin }) => `${bankName} (${bankBin})` },
          { key: 'number', label: t('accounts.number'), cell: ({ accountNumber }) => accountNumber, nowrap: true },
          { key: 'holder', label: t('accounts.holder'), cell: ({ holder }) => holder, wideOnly: true },
          { key: 'days', label: t('accounts.days'), cell: ({ validFrom, validTo }) => daysOf(t, validFrom, validTo), nowrap: true },
          { key: 'feed', label: t('accounts.feed'), cell: ({ heardAt, failure }) => feedOf(t, heardAt, failure) },
        ]}
        empty={<EmptyState title={t('accounts.empty')}>{t('accounts.emptyNote')}</EmptyState>}
      />
      <Section title={t('accounts.new')}>
        <AccountForm units={units} today={today} typed={refused?.typed ?? {}} wrong={refused === undefined ? null : { field: refused.field, words: refused.words }} />
      </Section>
    </DeskPage>
  );
}

type FormProps = {
  readonly units: readonly { readonly uid: string; readonly name: string }[];
  readonly today: string;
  readonly typed: Typed;
  readonly wrong: { readonly field: string; readonly words: string } | null;
};

function AccountForm({ units, today, typed, wrong }: FormProps) {
  const t = useText('payments');
  const errorOf = (field: string): string | undefined => (wrong?.field === field ? wrong.words : undefined);
  return (
    <Form method="post">
      <RequestIdField />
      <Select name="unitUid" label={t('accounts.unit')} value={typed.unitUid} options={units.map(({ uid, name }) => ({ value: uid, label: name }))} />
      <TextInput name="bankName" label={t('accounts.bank')} value={typed.bankName} error={errorOf('bankName')} width="w20" maxLength={100} />
      <TextInput name="bankBin" label={t('accounts.bin')} hint={t('accounts.binHint')} value={typed.bankBin} error={errorOf('bankBin')} inputMode="numeric" width="w10" maxLength={6} />
      <TextInput name="accountNumber" label={t('accounts.number')} value={typed.accountNumber} error={errorOf('accountNumber')} width="w20" maxLength={24} />
      <TextInput name="holder" label={t('accounts.holder')} hint={t('accounts.holderHint')} value={typed.holder} error={errorOf('holder')} width="w20" maxLength={70} />
      <DatePicker name="validFrom" label={t('accounts.from')} value={typed.validFrom ?? today} error={errorOf('validFrom')} />
      <ActionButton label={t('accounts.save')} look="main" shortcut="s" />
    </Form>
  );
}

function daysOf(t: Translate, from: string, to: string | null): string {
  return to === null ? t('accounts.since', { from: formatDate(from) }) : t('accounts.between', { from: formatDate(from), to: formatDate(to) });
}

function feedOf(t: Translate, heardAt: string | null, failure: string | null): string {
  if (failure !== null) return t('accounts.feedAway');
  return heardAt === null ? t('accounts.feedNever') : t('accounts.feedHeard', { at: formatDateTime(new Date(heardAt)) });
}
