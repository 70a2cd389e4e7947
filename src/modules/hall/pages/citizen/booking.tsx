import { redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { formatWeekdayDate } from '#platform/text/dates.ts';
import { Button, Chip, LinkButton, Matter, Notice, PostForm, PrintButton, QrImage, SummaryList } from '#ui/citizen/index.ts';
import type { Hall } from '../../index.ts';
import { writeBookingCode } from '../../model.ts';
import stylesheet from './citizen.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const found = await pageContext(context).service<Hall>('hall').readBooking(params['code'] ?? '');
  const { groupName, centreName, address, day, slot, state, ticketToken, groupId } = found;
  return { ...{ groupName, centreName, address, slot, state, ticketToken, groupId }, code: writeBookingCode(found.code), dayWords: formatWeekdayDate(day), fresh: url.searchParams.has('moi') };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const requestId = textOf(await formOf(request), 'requestId');
  const done = await attempt(() => page.service<Hall>('hall').cancelBooking(page.actor, { requestId, code: params['code'] ?? '' }));
  return done.ok ? redirect(`/xep-hang/lich-hen/${params['code'] ?? ''}`) : { words: done.problem.words };
}

const tones = { booked: 'info', checked_in: 'done', cancelled: 'plain', no_show: 'late' } as const;

/** Whoever has the code has the booking: it says when and where, never who. */
export default function BookingPage() {
  const { code, groupName, centreName, address, dayWords, slot, state, ticketToken, groupId, fresh } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('hall');
  return (
    <Matter title={t('booking.title', { time: slot, day: dayWords })} caption={groupName} back={{ href: '/xep-hang', label: t('halls.title') }}>
      <title>{t('booking.title', { time: slot, day: dayWords })}</title>
      {fresh && state === 'booked' && (
        <Notice tone="done" title={t('booking.done')}>
          <p>{t('booking.keep')}</p>
        </Notice>
      )}
      {refused !== undefined && (
        <Notice tone="late" live>
          <p>{refused.words}</p>
        </Notice>
      )}
      <SummaryList
        rows={[
          { label: t('booking.state'), value: <Chip tone={tones[state]}>{t(`booking.${state}`)}</Chip> },
          { label: t('booking.code'), value: <b>{code}</b> },
          { label: t('booking.place'), value: `${centreName}${address === '' ? '' : `, ${address}`}` },
          { label: t('booking.how'), value: t('booking.howWords') },
        ]}
      />
      {state === 'booked' && <QrImage text={code} label={t('booking.qr')} caption={t('booking.qr')} />}
      {ticketToken !== null && (
        <p>
          <LinkButton href={`/xep-hang/phieu/${ticketToken}`}>{t('booking.ticket')}</LinkButton>
        </p>
      )}
      {state === 'booked' ? (
        <PostForm>
          <RequestIdField />
          <p className="row">
            <PrintButton />
            <Button look="danger">{t('booking.cancel')}</Button>
          </p>
        </PostForm>
      ) : (
        <p>
          <LinkButton href={`/xep-hang/dat-lich/${groupId}`} look="quiet">
            {t('booking.again')}
          </LinkButton>
        </p>
      )}
    </Matter>
  );
}
