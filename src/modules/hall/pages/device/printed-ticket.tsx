import { formatDateTime } from '#platform/text/dates.ts';
import { useText } from '#platform/web/text.tsx';
import { QrImage } from '#ui/citizen/qr-image.tsx';
import type { Centre, TicketView } from '../../index.ts';
import { waitWords } from '../wait-words.ts';

/** The ticket on the screen of the kiosk and, alone, on the 80 mm paper; empty parts are filled by the script. */
export function PrintedTicket({ ticket, centre }: { ticket: TicketView | null; centre: Centre }) {
  const t = useText('hall');
  return (
    <section className="step paper" id="phieu" aria-live="polite">
      <p className="place">{centre.name}</p>
      <p data-fill="group">{ticket?.groupName}</p>
      <h1>
        <span className="sr">{t('ticket.number')} </span>
        <span className="number" data-fill="label">
          {ticket?.label}
        </span>
      </h1>
      <p data-fill="priority">{ticket?.priority}</p>
      <p data-say="ahead" hidden={ticket === null}>
        {t('kiosk.before')} <b data-fill="ahead">{ticket?.ahead}</b>
      </p>
      <p data-fill="wait">{ticket === null ? '' : waitWords(t, ticket.estimate)}</p>
      <p className="line-down" data-say="local" hidden>
        {t('kiosk.localTicket')}
      </p>
      <div className="qr-place" data-fill="qr" data-label={t('ticket.qr')}>
        {ticket !== null && <QrImage text={ticket.url} label={t('ticket.qr')} />}
      </div>
      <p>{t('ticket.qr')}</p>
      <p className="small">
        <span data-fill="at">{ticket === null ? '' : formatDateTime(new Date(ticket.issuedAt))}</span> · {centre.address}
      </p>
      <p className="screen-only">{t('kiosk.takePaper')}</p>
      <a className="big main screen-only" href="/sanh/ki-ot" data-done="">
        <b>{t('kiosk.done')}</b>
      </a>
      <noscript>
        <meta httpEquiv="refresh" content="20;url=/sanh/ki-ot" />
      </noscript>
    </section>
  );
}
