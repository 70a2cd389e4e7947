import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Card, EmptyState, LinkButton, Matter, SearchBox, SummaryList } from '#ui/citizen/index.ts';
import type { Hall, PublicHall } from '../../index.ts';
import { parseBookingCode } from '../../model.ts';
import { waitWords } from '../wait-words.ts';
import stylesheet from './citizen.css?url';
import { redirectToBooking } from './to-booking.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const typed = url.searchParams.get('ma') ?? '';
  const code = parseBookingCode(typed);
  if (code !== null) return redirectToBooking(code);
  return { typed: typed.slice(0, 40), halls: await pageContext(context).service<Hall>('hall').listPublicHalls() };
}

/** How many wait in each hall, and the way to book a time. */
export default function Halls() {
  const { halls, typed } = useLoaderData<typeof loader>();
  const t = useText('hall');
  return (
    <Matter title={t('halls.title')} lead={t('halls.lead')}>
      <title>{t('halls.title')}</title>
      {halls.length === 0 && <EmptyState title={t('halls.none')} />}
      {halls.map((hall) => (
        <HallCard key={hall.unitUid} hall={hall} />
      ))}
      <Card title={t('halls.find')}>
        {typed !== '' && <p className="err">{t('halls.wrongCode')}</p>}
        <SearchBox action="/xep-hang" name="ma" label={t('halls.code')} value={typed} placeholder="ABCDE-FGHJK" button={t('halls.show')} hint={t('halls.codeHint')} />
      </Card>
    </Matter>
  );
}

function HallCard({ hall }: { hall: PublicHall }) {
  const t = useText('hall');
  const rows = hall.groups.map((group) => ({
    label: group.name,
    value: (
      <>
        {group.open || group.waiting > 0 ? t('halls.waiting', { n: group.waiting }) : t('halls.closed')}
        {group.open && <> · {waitWords(t, group.estimate)}</>}
        {group.books && (
          <>
            <br />
            <a href={`/xep-hang/dat-lich/${group.id}`}>
              {t('halls.book')} <span className="sr">{group.name}</span>
            </a>
          </>
        )}
      </>
    ),
  }));
  return (
    <Card title={hall.name}>
      {hall.address !== '' && <p>{hall.address}</p>}
      <SummaryList rows={rows} />
      <p className="hint">{t('halls.note')}</p>
      <p>
        <LinkButton href="/xep-hang" look="quiet">
          {t('halls.refresh')}
        </LinkButton>
      </p>
    </Card>
  );
}
