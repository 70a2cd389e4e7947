import {
  Form,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { formatDateTime } from '#platform/text/dates.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText, type Translate } from '#platform/web/text.tsx';
import {
  ActionButton,
  DataTable,
  DeskPage,
  EmptyState,
  Notice,
  Pagination,
  StateChip,
  Tabs,
  Toolbar,
  type Column,
  type StateLooks,
} from '#ui/officer/index.ts';
import type { DeliveryRow, Notifications } from '../index.ts';
import { deliveryStates, type DeliveryState } from '../model.ts';
import { reasonInWords } from './reason.ts';

export const handle = { hydrate: true };

const here = '/can-bo/quan-tri/thu-gui';
type Filter = DeliveryState | 'all';
const filters: readonly Filter[] = ['all', ...deliveryStates];
const hrefOf = (filter: Filter, page = 1): string => `${here}?trang-thai=${filter}${page > 1 ? `&trang=${page}` : ''}`;

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const filter = filters.find((known) => known === url.searchParams.get('trang-thai')) ?? 'all';
  const number = Math.min(10_000, Math.max(1, Math.trunc(Number(url.searchParams.get('trang'))) || 1));
  const state = filter === 'all' ? null : filter;
  const found = await page.service<Notifications>('notifications').listDeliveries(page.actor, { page: number, state });
  return { ...found, filter, number, done: url.searchParams.has('da-gui') };
}

export async function action({ context, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  const input = { deliveryId: textOf(form, 'deliveryId'), requestId: textOf(form, 'requestId') };
  const done = await attempt(() => page.service<Notifications>('notifications').resend(page.actor, input));
  if (!done.ok) return { problem: done.problem.words };
  url.searchParams.set('da-gui', '1');
  return redirect(`${here}${url.search}`);
}

/** Mail and messages on their way: what failed, why, and the button that sends it again. */
export default function Deliveries() {
  const { deliveries, more, filter, number, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('notifications');
  return (
    <DeskPage title={t('mail.title')}>
      <title>{t('mail.title')}</title>
      {problem && (
        <Notice tone="late" live>
          {problem}
        </Notice>
      )}
      {done && !problem && (
        <Notice tone="done" live>
          {t('mail.resent')}
        </Notice>
      )}
      <Toolbar label={t('mail.filter')}>
        <Tabs
          label={t('mail.filter')}
          items={filters.map((one) => ({ href: hrefOf(one), label: t(`mail.state.${one}`), current: one === filter }))}
        />
      </Toolbar>
      <DataTable
        caption={t('mail.title')}
        hideCaption
        columns={columnsOf(t)}
        rows={deliveries}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('mail.empty')}>{t('mail.emptyNote')}</EmptyState>}
      />
      <Pagination
        previousHref={number > 1 ? hrefOf(filter, number - 1) : null}
        nextHref={more ? hrefOf(filter, number + 1) : null}
        position={number}
      />
    </DeskPage>
  );
}

function columnsOf(t: Translate): Column<DeliveryRow>[] {
  const looks: StateLooks<DeliveryState> = {
    queued: { tone: 'wait', label: t('mail.state.queued') },
    sent: { tone: 'done', label: t('mail.state.sent') },
    failed: { tone: 'late', label: t('mail.state.failed') },
    undeliverable: { tone: 'late', label: t('mail.state.undeliverable') },
  };
  const received = { received: { tone: 'done', label: t('mail.state.received') } } as const;
  return [
    { key: 'title', label: t('mail.subject'), cell: ({ title }) => title },
    { key: 'channel', label: t('channels.channel'), cell: ({ channel }) => t(`channel.${channel}`), nowrap: true },
    { key: 'to', label: t('mail.to'), cell: ({ address }) => address, nowrap: true },
    {
      key: 'at',
      label: t('mail.queuedAt'),
      cell: ({ queuedAt }) => formatDateTime(new Date(queuedAt)),
      nowrap: true,
      wideOnly: true,
    },
    { key: 'number', label: t('mail.number'), cell: ({ number }) => number, align: 'end', wideOnly: true },
    {
      key: 'state',
      label: t('mail.stateColumn'),
      cell: ({ state, receivedAt }) =>
        receivedAt === null ? <StateChip state={state} looks={looks} /> : <StateChip state="received" looks={received} />,
    },
    { key: 'reason', label: t('mail.reasonColumn'), cell: ({ reason }) => reasonInWords(t, reason) },
    {
      key: 'again',
      label: t('mail.again'),
      cell: (row) => row.mayResend && <Again row={row} label={t('mail.resend')} />,
    },
  ];
}

function Again({ row, label }: { row: DeliveryRow; label: string }) {
  return (
    <Form method="post">
      <RequestIdField />
      <input type="hidden" name="deliveryId" value={row.id} />
      <ActionButton label={label} small />
    </Form>
  );
}
