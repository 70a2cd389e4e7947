import { useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { formatWeekdayDate } from '#platform/text/dates.ts';
import { Button, Details, EmptyState, ErrorSummary, LinkList, Matter, Notice, PostForm, RadioGroup, TextInput } from '#ui/citizen/index.ts';
import type { Hall } from '../../index.ts';
import stylesheet from './citizen.css?url';
import { redirectToBooking } from './to-booking.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const offer = await page.service<Hall>('hall').offerSlots(params['groupId'] ?? '');
  const days = offer.days.map(({ day, slots }) => ({ day, words: formatWeekdayDate(day), free: slots.filter(({ free }) => free > 0) }));
  const chosen = days.find(({ day }) => day === url.searchParams.get('ngay')) ?? days.find(({ free }) => free.length > 0) ?? days[0];
  const { group, centre } = offer;
  return { groupName: group.name, centreName: centre.name, address: centre.address, days, chosen: chosen ?? null, most: centre.bookingsPerPhone, name: page.actor.kind === 'citizen' ? page.actor.name : '' };
}

type Problem = { readonly path: string; readonly message: string };

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const values = fieldsOf(await formOf(request));
  const { requestId = '', day = '', slot = '', name = '', phone = '' } = values;
  const done = await attempt(() => page.service<Hall>('hall').book(page.actor, { requestId, groupId: params['groupId'] ?? '', day, slot, name, phone }, page.address));
  if (done.ok) return redirectToBooking(done.value, '?moi=1');
  return { values, words: done.problem.words, problems: (done.problem.details['problems'] ?? []) as Problem[] };
}

/** One matter: day, time, who comes. Works without a script. */
export default function Book() {
  const { groupName, centreName, address, days, chosen, most, name } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('hall');
  const errorOf = (field: string): string | undefined => refused?.problems.find(({ path }) => path === field)?.message;
  const other = days.filter(({ day, free }) => day !== chosen?.day && free.length > 0);
  return (
    <Matter title={t('book.title')} caption={groupName} lead={`${centreName}${address === '' ? '' : `, ${address}`}`} back={{ href: '/xep-hang' }}>
      <title>{`${t('book.title')}: ${groupName}`}</title>
      {refused !== undefined && refused.problems.length > 0 && <ErrorSummary errors={refused.problems.map(({ path, message }) => ({ name: path, message }))} />}
      {refused !== undefined && refused.problems.length === 0 && (
        <Notice tone="late" live>
          <p>{refused.words}</p>
        </Notice>
      )}
      {chosen === null || chosen.free.length === 0 ? (
        <EmptyState title={t('book.full')}>{t('book.fullAdvice')}</EmptyState>
      ) : (
        <PostForm>
          <RequestIdField />
          <input type="hidden" name="day" value={chosen.day} />
          <div className="slots">
            <RadioGroup name="slot" label={t('book.slot', { day: chosen.words })} error={errorOf('slot')} value={refused?.values['slot'] ?? ''} options={chosen.free.map(({ time, free }) => ({ value: time, label: time, note: t('book.free', { n: free }) }))} />
          </div>
          {other.length > 0 && (
            <Details summary={t('book.otherDays')}>
              <LinkList items={other.map(({ day, words, free }) => ({ href: `?ngay=${day}`, label: words, note: t('book.freeTimes', { n: free.length }) }))} />
            </Details>
          )}
          <TextInput name="name" label={t('book.name')} value={refused?.values['name'] ?? name} autoComplete="name" error={errorOf('name')} />
          <TextInput name="phone" type="tel" label={t('book.phone')} hint={t('book.phoneHint', { most })} value={refused?.values['phone'] ?? ''} autoComplete="tel" width="w20" error={errorOf('phone')} />
          <Button>{t('book.book')}</Button>
        </PostForm>
      )}
    </Matter>
  );
}
