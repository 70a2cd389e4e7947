import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Button, Card, Chip, EmptyState, Matter, Notice, PostForm, TextInput } from '#ui/citizen/index.ts';
import type { Notifications, TestMessage } from '../index.ts';
import { momentOf } from './message-text.tsx';

export async function loader({ context }: LoaderFunctionArgs) {
  return { messages: await pageContext(context).service<Notifications>('notifications').listTestMessages() };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await formOf(request);
  await pageContext(context).service<Notifications>('notifications').writeToOfficialAccount(textOf(form, 'text'));
  return redirect('/tin-nhan-thu-nghiem');
}

/** All SMS and Zalo messages of the demonstration, which reach nobody, and the chat with its official account. */
export default function TestMessages() {
  const { messages } = useLoaderData<typeof loader>();
  const t = useText('notifications');
  return (
    <Matter title={t('phone.title')} back={{ href: '/hop-thu-thu-nghiem', label: t('mailbox.title') }}>
      <title>{t('phone.title')}</title>
      <Notice tone="due">
        <p>{t('phone.note')}</p>
      </Notice>
      <PostForm>
        <RequestIdField />
        <TextInput name="text" label={t('phone.write')} hint={t('phone.writeHint')} maxLength={500} noSave />
        <p>
          <Button>{t('phone.send')}</Button>
        </p>
      </PostForm>
      <h2>{t('phone.list')}</h2>
      {messages.length === 0 && <EmptyState title={t('phone.empty')}>{t('phone.emptyNote')}</EmptyState>}
      {messages.map((message) => (
        <Message key={message.id} message={message} />
      ))}
    </Matter>
  );
}

function Message({ message }: { message: TestMessage }) {
  const t = useText('notifications');
  const { channel, outgoing, address, body, receivedAt } = message;
  return (
    <Card>
      <p>
        <Chip tone={outgoing ? 'info' : 'plain'}>{t(`phone.channel.${channel}`)}</Chip> {t(outgoing ? 'phone.to' : 'phone.from', { address })}{' '}
        <span className="hint">{momentOf(receivedAt, useLocale())}</span>
      </p>
      {body.split('\n').map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </Card>
  );
}
