import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime, formatTime } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { LinkButton, Matter, Notice, SummaryList } from '#ui/citizen/index.ts';
import type { Hall } from '../../index.ts';
import { waitWords } from '../wait-words.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const found = await page.service<Hall>('hall').readTicket(params['token'] ?? '');
  return { ...found, now: page.now().toISOString(), here: `/xep-hang/phieu/${params['token'] ?? ''}` };
}

/** One's own place in the queue, on the phone: by the code on the ticket, without a script. */
export default function TicketPage() {
  const ticket = useLoaderData<typeof loader>();
  const t = useText('hall');
  const title = t(`ticket.${ticket.state}`, { counter: ticket.counterNumber ?? '', n: ticket.ahead });
  const waits = ticket.state === 'waiting';
  return (
    <Matter title={title} caption={`${t('ticket.number')} ${ticket.label} · ${ticket.groupName}`}>
      <title>{`${ticket.label}: ${title}`}</title>
      {ticket.state === 'called' && (
        <Notice tone="due" title={t('ticket.comeTo', { counter: ticket.counterNumber ?? '' })}>
          <p>{t('ticket.comeNow')}</p>
        </Notice>
      )}
      {ticket.state === 'skipped' && (
        <Notice tone="late">
          <p>{t('ticket.skippedAdvice')}</p>
        </Notice>
      )}
      <SummaryList
        rows={[
          ...(waits ? [{ label: t('ticket.ahead'), value: <b>{ticket.ahead}</b> }, { label: t('ticket.wait'), value: waitWords(t, ticket.estimate) }] : []),
          ...(ticket.priority === null ? [] : [{ label: t('ticket.priority'), value: ticket.priority }]),
          { label: t('ticket.place'), value: `${ticket.centreName}${ticket.address === '' ? '' : `, ${ticket.address}`}` },
          { label: t('ticket.issuedAt'), value: formatDateTime(new Date(ticket.issuedAt)) },
        ]}
      />
      {waits && <p className="hint">{t('ticket.note')}</p>}
      <p>
        <LinkButton href={ticket.here} look={waits ? 'main' : 'quiet'}>
          {t('ticket.refresh')}
        </LinkButton>
      </p>
      <p className="hint">{t('ticket.asOf', { time: formatTime(new Date(ticket.now)) })}</p>
    </Matter>
  );
}
