import { Form, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import type { JobQueue, JobState } from '#platform/jobs/queue.ts';
import { formatDateTime } from '#platform/text/dates.ts';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText, type Translate } from '#platform/web/text.tsx';
import { ActionButton, ConfirmDialog, DataTable, DeskPage, DialogTrigger, EmptyState, Notice, Pagination, StateChip, Tabs, Toolbar, type Column, type StateLooks } from '#ui/officer/index.ts';

export const handle = { hydrate: true };

const here = '/can-bo/quan-tri/cong-viec';
const states: readonly JobState[] = ['dead', 'failing', 'running', 'waiting', 'skipped'];
type Filter = JobState | 'all';
const hrefOf = (filter: Filter, page = 1): string => `${here}?trang-thai=${filter}${page > 1 ? `&trang=${page}` : ''}`;

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const queue = page.service<JobQueue>('jobs');
  const state = states.find((known) => known === url.searchParams.get('trang-thai')) ?? null;
  const number = Math.min(10_000, Math.max(1, Math.trunc(Number(url.searchParams.get('trang'))) || 1));
  const [{ items, more }, counts] = await Promise.all([queue.listJobs(page.actor, { state, page: number }), queue.countJobs(page.actor)]);
  const rows = items.map((job) => ({ ...job, runAt: formatDateTime(job.runAt), createdAt: formatDateTime(job.createdAt) }));
  return { rows, more, counts, number, filter: state ?? ('all' as const), done: url.searchParams.get('da-lam') };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

export async function action({ context, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const fields = fieldsOf(await formOf(request));
  const queue = page.service<JobQueue>('jobs');
  const skips = fields['act'] === 'skip';
  const done = await attempt(() => (skips ? queue.skipJob(page.actor, fields) : queue.retryJob(page.actor, fields)));
  if (!done.ok) return { problem: done.problem.words, jobId: skips ? (fields['jobId'] ?? null) : null };
  url.searchParams.set('da-lam', skips ? 'skipped' : 'retried');
  return redirect(`${here}${url.search}`);
}

/** Work behind the scenes: what failed, why, and what to do about it. */
export default function Jobs() {
  const { rows, more, counts, number, filter, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('shell');
  const tabs = [{ key: 'all' as Filter, count: undefined }, ...states.map((key) => ({ key, count: counts[key] }))];
  return (
    <DeskPage title={t('jobs.title')}>
      <title>{t('jobs.title')}</title>
      {refused && (
        <Notice tone="late" live>
          {refused.problem}
        </Notice>
      )}
      {!refused && (done === 'skipped' || done === 'retried') && (
        <Notice tone="done" live>
          {t(`jobs.${done}`)}
        </Notice>
      )}
      <Toolbar label={t('jobs.filter')}>
        <Tabs label={t('jobs.filter')} items={tabs.map(({ key, count }) => ({ href: hrefOf(key), label: t(`jobs.state.${key}`), count, current: key === filter }))} />
      </Toolbar>
      <DataTable
        caption={t('jobs.title')}
        hideCaption
        columns={columnsOf(t)}
        rows={rows}
        rowKey={({ id }) => String(id)}
        empty={<EmptyState title={t('jobs.empty')}>{t('jobs.emptyNote')}</EmptyState>}
      />
      <Pagination previousHref={number > 1 ? hrefOf(filter, number - 1) : null} nextHref={more ? hrefOf(filter, number + 1) : null} position={number} />
      {rows.map((row) => (
        <SkipDialog key={row.id} row={row} open={refused?.jobId === String(row.id) ? true : undefined} />
      ))}
    </DeskPage>
  );
}

function columnsOf(t: Translate): Column<Row>[] {
  const looks: StateLooks<JobState> = {
    dead: { tone: 'late', label: t('jobs.state.dead') },
    failing: { tone: 'due', label: t('jobs.state.failing') },
    running: { tone: 'info', label: t('jobs.state.running') },
    waiting: { tone: 'wait', label: t('jobs.state.waiting') },
    skipped: { tone: 'plain', label: t('jobs.state.skipped') },
  };
  return [
    { key: 'task', label: t('jobs.task'), cell: (row) => <Task row={row} name={nameOf(t, row.task)} /> },
    { key: 'state', label: t('jobs.stateColumn'), cell: (row) => <StateChip state={row.state} looks={looks} /> },
    { key: 'attempts', label: t('jobs.attempts'), cell: (row) => `${row.attempts}/${row.maxAttempts}`, align: 'end', nowrap: true, wideOnly: true },
    { key: 'created', label: t('jobs.createdAt'), cell: (row) => row.createdAt, nowrap: true, wideOnly: true },
    { key: 'next', label: t('jobs.runAt'), cell: (row) => (row.state === 'waiting' || row.state === 'failing' ? row.runAt : '—'), nowrap: true, wideOnly: true },
    { key: 'error', label: t('jobs.lastError'), cell: (row) => row.note ?? row.lastError ?? '—' },
    { key: 'acts', label: t('jobs.acts'), cell: (row) => <Acts row={row} t={t} /> },
  ];
}

/** The plain name of a job; a job without one shows the name that programs use. */
function nameOf(t: Translate, task: string): string {
  const key = `jobs.name.${task}`;
  const name = t(key);
  return name === key ? task : name;
}

function Task({ row, name }: { row: Row; name: string }) {
  return (
    <>
      {name}
      {row.about !== null && <small> {row.about}</small>}
    </>
  );
}

function Acts({ row, t }: { row: Row; t: Translate }) {
  if (row.state === 'running') return null;
  return (
    <div className="row">
      <Form method="post">
        <RequestIdField />
        <input type="hidden" name="jobId" value={row.id} />
        <ActionButton label={t('jobs.retry')} name="act" value="retry" small />
      </Form>
      {row.state !== 'skipped' && <DialogTrigger dialog={dialogOf(row)} label={t('jobs.skip')} small />}
    </div>
  );
}

const dialogOf = (row: Row): string => `skip-${row.id}`;

function SkipDialog({ row, open }: { row: Row; open: true | undefined }) {
  const t = useText('shell');
  if (row.state === 'running' || row.state === 'skipped') return null;
  return (
    <ConfirmDialog
      id={dialogOf(row)}
      title={t('jobs.skipTitle')}
      confirm={t('jobs.skip')}
      intent={{ name: 'act', value: 'skip' }}
      reason={{ label: t('jobs.reason'), hint: t('jobs.reasonHint'), maxLength: 500 }}
      fields={
        <>
          <RequestIdField />
          <input type="hidden" name="jobId" value={row.id} />
        </>
      }
      open={open}
      danger
    >
      <p>{t('jobs.skipNote', { name: nameOf(t, row.task) })}</p>
    </ConfirmDialog>
  );
}
