import { useEffect } from 'react';
import { Form, useActionData, useLoaderData, useRevalidator, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext, type PageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionButton, ActionLink, DeskPage, EmptyState, Flash, Notice, type FlashMessage } from '#ui/officer/index.ts';
import type { Hall } from '../../index.ts';
import type { TicketActInput } from '../../model.ts';
import stylesheet from './counter.css?url';
import { CurrentTicket } from './current-ticket.tsx';
import { GiveOut, ChooseCounter } from './counter-forms.tsx';
import { Queue } from './queue.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const hall = page.service<Hall>('hall');
  return { ...(await hall.readDesk(page.actor, url.searchParams.get('don-vi'))), now: page.now().toISOString() };
}

type Said = { readonly words: string; readonly tone: FlashMessage['tone'] };

export async function action({ context, request }: ActionFunctionArgs): Promise<Said | null> {
  const page = pageContext(context);
  const fields = fieldsOf(await formOf(request));
  const done = await attempt(() => carryOut(page, fields));
  if (!done.ok) return { words: done.problem.words, tone: 'late' };
  return done.value === null ? null : { words: done.value, tone: 'done' };
}

/** One act of the page; returns the label of a ticket that was given out. */
async function carryOut(page: PageContext, fields: Readonly<Record<string, string>>): Promise<string | null> {
  const hall = page.service<Hall>('hall');
  const { intent = '', requestId = '', counterId = '', ticketId = '', toCounterId = '', note = '', groupId = '', priorityKindId = '', code = '' } = fields;
  if (intent === 'sit') await hall.sit(page.actor, { requestId, counterId });
  else if (intent === 'leave') await hall.leave(page.actor, { requestId });
  else if (intent === 'next') await hall.callNext(page.actor, { requestId });
  else if (intent === 'issue') return (await hall.issueAtCounter(page.actor, { requestId, groupId, priorityKindId })).label;
  else if (intent === 'check_in') return (await hall.checkIn(page.actor, { requestId, code })).label;
  else await hall.actOnTicket(page.actor, { requestId, ticketId, act: intent as TicketActInput['act'], toCounterId, note });
  return null;
}

const lookAgainMs = 10_000;

/** The counter of the officer: call, serve, finish, each by one key. */
export default function CounterPage() {
  const desk = useLoaderData<typeof loader>();
  const said = useActionData<typeof action>() ?? null;
  const t = useText('hall');
  useFreshness();
  const title = desk.own === null ? t('counter.title') : `${t('counter.title')}: ${t('counter.at', { n: desk.own.number })}`;
  const served = desk.groups.filter(({ id }) => desk.own?.groupIds.includes(id));
  return (
    <DeskPage title={title} facts={[desk.centre.name, ...(served.length === 0 ? [] : [`${t('counter.serves')}: ${served.map(({ code, name }) => `${code} ${name}`).join(', ')}`])]}>
      <title>{title}</title>
      {said !== null && said.tone === 'late' && (
        <Notice tone="late" live>
          <p>{said.words}</p>
        </Notice>
      )}
      <Flash message={said === null || said.tone === 'late' ? null : { text: t('counter.issued', { label: said.words }) }} />
      {desk.own === null ? (
        <ChooseCounter counters={desk.counters} groups={desk.groups} />
      ) : (
        <div className="counter-page">
          <section aria-labelledby="hien-tai">
            {desk.current === null ? <Idle waiting={desk.queue.length} /> : <CurrentTicket ticket={desk.current} counters={desk.counters} own={desk.own} now={desk.now} journal={desk.journal} />}
          </section>
          <Queue queue={desk.queue} skipped={desk.skipped} groups={desk.groups} now={desk.now} />
        </div>
      )}
      <GiveOut groups={desk.groups} kinds={desk.kinds} booking={desk.booking} />
      <Form method="post" className="row">
        <RequestIdField />
        <ActionLink href="/can-bo/sanh" label={t('counter.figures')} shortcut="s" small />
        {desk.own !== null && <ActionButton name="intent" value="leave" label={t('counter.leave')} shortcut="r" small />}
      </Form>
    </DeskPage>
  );
}

function Idle({ waiting }: { waiting: number }) {
  const t = useText('hall');
  return (
    <>
      <h2 id="hien-tai" className="sr">
        {t('counter.nobody')}
      </h2>
      <EmptyState title={waiting === 0 ? t('counter.queueEmpty') : t('counter.nobody')}>{waiting === 0 ? t('counter.queueEmptyAdvice') : t('counter.nobodyAdvice')}</EmptyState>
      <Form method="post" className="counter-acts">
        <RequestIdField />
        <ActionButton name="intent" value="next" label={t('counter.next')} shortcut="n" look="main" unavailable={waiting === 0 ? t('counter.queueEmpty') : undefined} />
      </Form>
    </>
  );
}

/** The queue grows while the page stands open. */
function useFreshness(): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (state === 'idle' && document.visibilityState === 'visible' && document.querySelector('dialog:modal') === null) void revalidate();
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [revalidate, state]);
}
