import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { EmptyState, LinkList, Matter, Notice } from '#ui/citizen/index.ts';
import type { Notifications } from '../index.ts';
import { momentOf } from './message-text.tsx';

export async function loader({ context }: LoaderFunctionArgs) {
  const mails = await pageContext(context).service<Notifications>('notifications').listTestMail();
  return { mails: mails.map(({ id, recipient, subject, receivedAt }) => ({ id, recipient, subject, receivedAt })) };
}

/** All mail of the demonstration, which goes nowhere else. */
export default function TestMailbox() {
  const { mails } = useLoaderData<typeof loader>();
  const t = useText('notifications');
  const locale = useLocale();
  return (
    <Matter title={t('mailbox.title')}>
      <title>{t('mailbox.title')}</title>
      <Notice tone="due">
        <p>{t('mailbox.note')}</p>
      </Notice>
      <p>
        <a href="/tin-nhan-thu-nghiem">{t('phone.title')}</a>
      </p>
      {mails.length === 0 && <EmptyState title={t('mailbox.empty')}>{t('mailbox.emptyNote')}</EmptyState>}
      <LinkList
        oneColumn
        items={mails.map(({ id, recipient, subject, receivedAt }) => ({
          href: `/hop-thu-thu-nghiem/${id}`,
          label: subject,
          note: `${recipient}, ${momentOf(receivedAt, locale)}`,
        }))}
      />
    </Matter>
  );
}
