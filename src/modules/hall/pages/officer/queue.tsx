import { Form } from 'react-router';
import { formatTime } from '#platform/text/dates.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, Chip, DataTable, EmptyState } from '#ui/officer/index.ts';
import type { GroupLine, Ticket } from '../../index.ts';

type QueueProps = { readonly queue: readonly Ticket[]; readonly skipped: readonly Ticket[]; readonly groups: readonly GroupLine[]; readonly now: string };

/** Who would be called at this counter, in the order of the rule, and who did not come. */
export function Queue({ queue, skipped, groups, now }: QueueProps) {
  const t = useText('hall');
  const minutes = (since: string): string => `${Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 60_000))}′`;
  const nameOf = (id: string): string => groups.find((group) => group.id === id)?.name ?? '';
  return (
    <div>
      <DataTable
        caption={`${t('counter.queue')}: ${queue.length}`}
        rows={queue.slice(0, 50)}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('counter.queueEmpty')} />}
        columns={[
          { key: 'label', label: t('counter.label'), nowrap: true, cell: ({ label }) => <b>{label}</b> },
          { key: 'group', label: t('counter.group'), wideOnly: true, cell: ({ groupId, forCounterId }) => (forCounterId === null ? nameOf(groupId) : <Chip tone="info">{t('counter.for')}</Chip>) },
          { key: 'priority', label: t('counter.priority'), cell: ({ priority }) => priority !== null && <Chip tone="due">{priority}</Chip> },
          { key: 'source', label: t('counter.source'), wideOnly: true, cell: ({ source }) => t(`counter.sources.${source}`) },
          { key: 'since', label: t('counter.waited'), align: 'end', nowrap: true, cell: ({ issuedAt }) => `${formatTime(new Date(issuedAt))} (${minutes(issuedAt)})` },
        ]}
      />
      {skipped.length > 0 && (
        <DataTable
          caption={t('counter.skipped')}
          rows={skipped.slice(0, 50)}
          rowKey={({ id }) => id}
          columns={[
            { key: 'label', label: t('counter.label'), nowrap: true, cell: ({ label }) => <b>{label}</b> },
            { key: 'back', label: t('counter.giveBack'), cell: (ticket) => <GiveBack ticket={ticket} /> },
          ]}
        />
      )}
    </div>
  );
}

function GiveBack({ ticket }: { ticket: Ticket }) {
  const t = useText('hall');
  return (
    <Form method="post">
      <RequestIdField />
      <input type="hidden" name="ticketId" value={ticket.id} />
      <Button name="intent" value="give_back" look="quiet" small>
        {t('counter.giveBack')} <span className="sr">{ticket.label}</span>
      </Button>
    </Form>
  );
}
