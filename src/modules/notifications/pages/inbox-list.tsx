import { useLocale, useText } from '#platform/web/text.tsx';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { Button, Chip, EmptyState, LinkButton, Pagination, PostForm } from '#ui/citizen/index.ts';
import type { InboxMessage } from '../model.ts';
import type { InboxData } from './inbox-actions.ts';
import { MessageText, momentOf } from './message-text.tsx';

type InboxListProps = {
  readonly inbox: InboxData;
  readonly path: string;
  /** How one message is framed: citizens read cards, officers a dense list. */
  readonly look: 'card' | 'part';
};

/** The messages of an inbox, the same for citizens and officers; works without a script. */
export function InboxList({ inbox, path, look }: InboxListProps) {
  const t = useText('notifications');
  const { messages, unread, more, page, shownAt } = inbox;
  if (messages.length === 0) return <EmptyState title={t('inbox.empty')}>{t('inbox.emptyNote')}</EmptyState>;
  return (
    <PostForm>
      <RequestIdField />
      <input type="hidden" name="shownAt" value={shownAt} />
      <p>
        {t(unread === 0 ? 'inbox.allRead' : 'inbox.unread', { n: unread })}{' '}
        {unread > 0 && (
          <Button look="link" small name="intent" value="all">
            {t('inbox.markAll')}
          </Button>
        )}
      </p>
      {messages.map((message) => (
        <Message key={message.id} message={message} look={look} />
      ))}
      <Pagination
        previousHref={page > 1 ? `${path}?trang=${page - 1}` : null}
        nextHref={more ? `${path}?trang=${page + 1}` : null}
        position={page}
      />
    </PostForm>
  );
}

function Message({ message, look }: Pick<InboxListProps, 'look'> & { message: InboxMessage }) {
  const t = useText('notifications');
  const { id, title, body, link, linkLabel, createdAt, read } = message;
  return (
    <article className={look} aria-labelledby={`m-${id}`}>
      <h2 id={`m-${id}`}>
        {title} {!read && <Chip tone="info">{t('inbox.new')}</Chip>}
      </h2>
      <p className="hint">
        <time dateTime={createdAt}>{momentOf(createdAt, useLocale())}</time>
      </p>
      <MessageText body={body} />
      <p>
        {link !== null && (
          <LinkButton href={link} small look="quiet">
            {linkLabel ?? t('inbox.open')}
            <span className="sr">: {title}</span>
          </LinkButton>
        )}{' '}
        {!read && (
          <Button look="link" small name="intent" value={id}>
            {t('inbox.markRead')}
            <span className="sr">: {title}</span>
          </Button>
        )}
      </p>
    </article>
  );
}
