import { Form } from 'react-router';
import { formatTime } from '#platform/text/dates.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionButton, ActionLink, Button, Chip, Dialog, DialogTrigger, Select, TextInput } from '#ui/officer/index.ts';
import type { Counter, Desk, Ticket } from '../../index.ts';

type CurrentTicketProps = { readonly ticket: Ticket; readonly own: Counter; readonly counters: readonly Counter[]; readonly journal: Desk['journal']; readonly now: string };

/** Who stands at the counter, and what can be done now. Keys stand on the buttons. */
export function CurrentTicket({ ticket, own, counters, journal, now }: CurrentTicketProps) {
  const t = useText('hall');
  const called = ticket.state === 'called';
  const state = called ? t('counter.called', { n: ticket.calls }) : t('counter.serving', { time: formatTime(new Date(ticket.servingAt ?? now)) });
  return (
    <>
      <p className="counter-now">
        <span id="hien-tai" role="heading" aria-level={2}>
          {ticket.label}
        </span>
        <Chip tone={called ? 'due' : 'info'}>{state}</Chip>
        {ticket.priority !== null && <Chip tone="due">{ticket.priority}</Chip>}
        {ticket.source === 'local' && <Chip tone="wait">{t('counter.sources.local')}</Chip>}
      </p>
      <Form method="post" className="counter-acts">
        <RequestIdField />
        <input type="hidden" name="ticketId" value={ticket.id} />
        <ActionButton name="intent" value="next" label={t('counter.finishNext')} shortcut="n" look="main" />
        {called && <ActionButton name="intent" value="start" label={t('counter.start')} shortcut="b" />}
        {called && <ActionButton name="intent" value="call_again" label={t('counter.again')} shortcut="g" />}
        {called && <ActionButton name="intent" value="skip" label={t('counter.skip')} shortcut="v" />}
        <ActionButton name="intent" value="finish" label={t('counter.finish')} shortcut="x" />
        <DialogTrigger dialog="chuyen" label={t('counter.transfer')} shortcut="c" />
        <ActionLink href="/can-bo?ngan=receive" label={t('counter.receive')} shortcut="h" />
        {/* Citizens' pages are not drawn by the router of the desk. */}
        <a className="btn quiet" href="/thu-tuc">
          {t('counter.file')}
        </a>
      </Form>
      <TransferDialog ticket={ticket} others={counters.filter(({ id, sitting }) => id !== own.id && sitting !== null)} />
      <details className="unfold">
        <summary>{t('counter.journal')}</summary>
        <ol className="fold">
          {journal.map((entry) => (
            <li key={`${entry.at}${entry.act}`}>
              {formatTime(new Date(entry.at))} {t(`counter.acts.${entry.act}`)}
              {entry.counterNumber !== null && `, ${t('counter.at', { n: entry.counterNumber })}`}, {entry.byName}
              {entry.note !== '' && ` (${entry.note})`}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

function TransferDialog({ ticket, others }: { ticket: Ticket; others: readonly Counter[] }) {
  const t = useText('hall');
  return (
    <Dialog id="chuyen" title={`${t('counter.transfer')}: ${ticket.label}`}>
      {others.length === 0 ? (
        <p>{t('counter.noCounter')}</p>
      ) : (
        <Form method="post" key={ticket.id}>
          <RequestIdField />
          <input type="hidden" name="ticketId" value={ticket.id} />
          <input type="hidden" name="intent" value="transfer" />
          <Select name="toCounterId" label={t('counter.transferTo')} placeholder={false} value={others[0]?.id} options={others.map(({ id, number, sitting }) => ({ value: id, label: `${t('counter.at', { n: number })}: ${sitting?.officerName ?? ''}` }))} />
          <TextInput name="note" label={t('counter.transferNote')} optional maxLength={300} />
          <Button>{t('counter.transfer')}</Button>
        </Form>
      )}
    </Dialog>
  );
}
