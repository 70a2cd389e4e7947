import { data, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatMoney } from '#platform/text/amounts.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, ErrorSummary, LinkButton, Matter, Notice, PostForm, SummaryList } from '#ui/citizen/index.ts';
import type { Payments } from '../index.ts';
import { FeeLines, PaymentList } from './pay-facts.tsx';
import { Transfer } from './transfer.tsx';
import { viewOf } from './pay-view.ts';
import stylesheet from './payments.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const id = params['id'] ?? '';
  if (page.actor.kind === 'anonymous') throw redirect(`/dang-nhap?tiep=${encodeURIComponent(url.pathname)}`);
  if (page.actor.kind === 'officer') throw redirect(`/can-bo/thu-phi/khoan/${encodeURIComponent(id)}`);
  const payments = page.service<Payments>('payments');
  // Back from the hub: ask it now, its own message may be late.
  if (url.searchParams.has('ve')) await payments.refresh(page.actor, id);
  return { ...viewOf(await payments.viewNotice(page.actor, id)), back: url.searchParams.has('ve'), demo: page.demo };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  const input = { requestId: textOf(form, 'requestId'), noticeId: params['id'] ?? '' };
  const done = await attempt(() => page.service<Payments>('payments').payOnline(page.actor, input));
  return done.ok ? redirect(done.value.payUrl) : data({ words: done.problem.words }, { status: 409 });
}

/** What I owe, why, and the three ways to pay it. */
export default function Pay() {
  const item = useLoaderData<typeof loader>();
  const words = useActionData<typeof action>()?.words;
  const t = useText('payments');
  const title = item.owed > 0 ? t('pay.title', { amount: formatMoney(item.owed) }) : t(`state.${item.state}`);
  return (
    <Matter
      title={title}
      caption={`${t('pay.case')} ${item.code} · ${item.subject}`}
      back={item.subjectKind === 'case' ? { href: `/ho-so/${item.subjectId}`, label: t('pay.backToCase') } : undefined}
    >
      <title>{`${item.code}: ${title}`}</title>
      <ErrorSummary errors={words === undefined ? [] : [{ message: words }]} />
      <Standing item={item} />
      <h2>{t('pay.why')}</h2>
      <FeeLines list={SummaryList} lines={item.lines} amount={item.amount} />
      {item.owed > 0 && <Ways item={item} />}
      {item.payments.length > 0 && (
        <>
          <h2>{t('pay.paid')}</h2>
          <PaymentList list={SummaryList} payments={item.payments} />
        </>
      )}
    </Matter>
  );
}

type Item = ReturnType<typeof useLoaderData<typeof loader>>;

/** What has become of it since, in words. */
function Standing({ item }: { item: Item }) {
  const t = useText('payments');
  const waiting = item.back && item.waiting !== null && item.owed > 0;
  return (
    <>
      {waiting && (
        <Notice tone="due" live title={t('pay.checking')}>
          <p>{t('pay.checkingNote')}</p>
          <p>
            <a href={`/nop-phi/${item.id}?ve=1`}>{t('pay.checkAgain')}</a>
          </p>
        </Notice>
      )}
      {item.state === 'partial' && (
        <Notice tone="due">{t('pay.partial', { held: formatMoney(item.held), owed: formatMoney(item.owed) })}</Notice>
      )}
      {item.state === 'paid' && (
        <Notice tone="done" live={item.back} title={t('pay.done', { amount: formatMoney(item.held) })}>
          <p>{t('pay.doneNote')}</p>
        </Notice>
      )}
      {item.state === 'overpaid' && <Notice tone="due">{t('pay.surplus', { amount: formatMoney(item.surplus) })}</Notice>}
      {item.cancelled !== null && <Notice title={t('pay.cancelled')}>{item.cancelled}</Notice>}
    </>
  );
}

function Ways({ item }: { item: Item }) {
  const t = useText('payments');
  return (
    <>
      <h2>{t('pay.how')}</h2>
      {item.online && (
        <section className="card">
          <h3>{t('pay.online')}</h3>
          <p>{t('pay.onlineNote')}</p>
          <PostForm>
            <RequestIdField />
            <Button>{t('pay.onlineButton', { amount: formatMoney(item.owed) })}</Button>
          </PostForm>
        </section>
      )}
      {item.transfer !== null && (
        <section className="card">
          <h3>{t('pay.transfer')}</h3>
          <Transfer list={SummaryList} transfer={item.transfer} owed={item.owed} />
          {item.demo && (
            <p>
              <LinkButton look="quiet" href={`/mo-phong/ngan-hang/?ma=${encodeURIComponent(item.transfer.text)}`}>
                {t('pay.tryBank')}
              </LinkButton>
            </p>
          )}
        </section>
      )}
      <section className="card">
        <h3>{t('pay.counter')}</h3>
        <p>{t('pay.counterNote', { agency: item.collector, code: item.code })}</p>
      </section>
    </>
  );
}
