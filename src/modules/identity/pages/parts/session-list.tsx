import { RequestIdField } from '#platform/web/request-id.tsx';
import { formatDateTime } from '#platform/text/dates.ts';
import { useText } from '#platform/web/text.tsx';
import { Button } from '#ui/citizen/button.tsx';
import { Chip } from '#ui/citizen/feedback.tsx';
import type { OwnSession } from '../../model.ts';

/** Where I am signed in; posts `intent=end` with `sessionUid`, or `intent=end-others`. */
export function SessionList({ sessions }: { sessions: readonly OwnSession[] }) {
  const t = useText('identity');
  return (
    <>
      <ul className="plain">
        {sessions.map((session) => (
          <li key={session.uid}>
            <form method="post">
              <RequestIdField />
              <input type="hidden" name="sessionUid" value={session.uid} />
              <b>{session.device}</b> {session.current && <Chip tone="done">{t('sessions.current')}</Chip>}
              <br />
              {t('sessions.line', {
                address: session.address === 'unknown' ? t('sessions.addressUnknown') : session.address,
                since: formatDateTime(new Date(session.createdAt)),
                seen: formatDateTime(new Date(session.lastSeenAt)),
              })}{' '}
              {!session.current && (
                <Button name="intent" value="end" look="link">
                  {t('sessions.end')} <span className="sr">{session.device}</span>
                </Button>
              )}
            </form>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post">
          <RequestIdField />
          <Button name="intent" value="end-others" look="quiet">
            {t('sessions.endOthers')}
          </Button>
        </form>
      )}
    </>
  );
}
