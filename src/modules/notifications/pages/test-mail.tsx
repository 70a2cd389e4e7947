import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Matter, SummaryList } from '#ui/citizen/index.ts';
import type { Notifications } from '../index.ts';
import { momentOf } from './message-text.tsx';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const mail = await pageContext(context)
    .service<Notifications>('notifications')
    .readTestMail(params['id'] ?? '');
  const { subject, recipient, receivedAt, copies, messageId, body } = mail;
  // Odd parts are links.
  const paragraphs = body.split(/\n{2,}/u).map((text) => text.split(/(https?:\/\/[^\s<>"]+)/u));
  return { subject, recipient, receivedAt, copies, messageId, paragraphs };
}

/** One mail of the demonstration, its links ready to be followed. */
export default function TestMail() {
  const { subject, recipient, receivedAt, copies, messageId, paragraphs } = useLoaderData<typeof loader>();
  const t = useText('notifications');
  const rows = [
    { label: t('mailbox.to'), value: recipient },
    { label: t('mailbox.at'), value: momentOf(receivedAt, useLocale()) },
    { label: 'Message-ID', value: messageId },
    ...(copies > 1 ? [{ label: t('mailbox.copies'), value: copies }] : []),
  ];
  return (
    <Matter title={subject} back={{ href: '/hop-thu-thu-nghiem', label: t('mailbox.title') }}>
      <title>{subject}</title>
      <SummaryList rows={rows} />
      <div className="card">
        {paragraphs.map((parts, index) => (
          <Paragraph key={index} parts={parts} />
        ))}
      </div>
    </Matter>
  );
}

function Paragraph({ parts }: { parts: readonly string[] }) {
  const link = (href: string, index: number) => (
    <a key={index} href={href}>
      {href}
    </a>
  );
  return <p>{parts.map((part, index) => (index % 2 === 1 ? link(part, index) : part))}</p>;
}
