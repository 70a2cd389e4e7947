import { redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDate, formatDateTime } from '#platform/text/dates.ts';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Chip, DeskPage, EmptyState, KeyValue, Notice, Section } from '#ui/officer/index.ts';
import type { Procedures } from '../../index.ts';
import { draftHref, listHref, procedureHref } from '../editor/load-draft.ts';
import { ProcedureActs, type Refusal } from './procedure-acts.tsx';
import { VersionsTable } from './versions-table.tsx';

export const handle = { hydrate: true };

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const procedures = page.service<Procedures>('procedures');
  const overview = await procedures.readOverview(page.actor, params['code'] ?? '');
  const chosen = url.searchParams.get('ban');
  const version = overview.versions.find(({ id }) => id === chosen);
  const running = version === undefined ? null : { number: version.number, cases: await procedures.listRunningCases(page.actor, version.id), all: version.runningCases };
  return { overview, running, may: procedures.abilities(page.actor), done: url.searchParams.get('xong') };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const procedures = page.service<Procedures>('procedures');
  const code = params['code'] ?? '';
  const { intent = '', ...values } = fieldsOf(await formOf(request));
  if (intent === 'begin') {
    const begun = await attempt(() => procedures.beginDraft(page.actor, { requestId: values['requestId'], code }));
    return begun.ok ? redirect(draftHref(begun.value.draftId, 'chung')) : refusal(intent, begun.problem, values);
  }
  const done = await attempt(() => (intent === 'withdraw' ? procedures.withdrawVersion(page.actor, values) : procedures.endProcedure(page.actor, { ...values, code })));
  return done.ok ? redirect(`${procedureHref(code)}?xong=${intent}`) : refusal(intent, done.problem, values);
}

function refusal(intent: string, problem: { words: string; details: Readonly<Record<string, unknown>> }, values: Record<string, string>): Refusal {
  const problems = problem.details['problems'] as Refusal['errors'] | undefined;
  return { intent, words: problem.words, errors: problems ?? [], values };
}

/** One procedure: its versions with the cases that still run by them, its draft, and what was done. */
export default function ProcedurePage() {
  const { overview, running, may, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('procedures');
  const newest = overview.versions.find(({ status }) => status === 'published');
  return (
    <DeskPage title={newest?.name ?? t('editor.nameless')} chips={overview.ending && <Chip tone="wait">{t('admin.endsAfter', { day: formatDate(overview.ending.lastDay) })}</Chip>} facts={[overview.code]} actions={<ProcedureActs overview={overview} may={may} refused={refused} />}>
      <title>{newest?.name ?? overview.code}</title>
      <p className="crumb-line">
        <a href={listHref}>{t('admin.title')}</a> › {overview.code}
      </p>
      {done !== null && !refused && <Notice tone="done" live>{t(`admin.done.${done === 'withdraw' || done === 'end' ? done : 'publish'}`)}</Notice>}
      {refused && <Notice tone="late" live>{refused.words}</Notice>}
      {overview.draft !== null && (
        <Notice title={t('editor.draft')}>
          <p>
            {t('editor.savedBy', { name: overview.draft.editedByName, at: formatDateTime(new Date(overview.draft.editedAt)) })}. <a href={draftHref(overview.draft.id, 'chung')}>{t('admin.openDraft')}</a>
          </p>
        </Notice>
      )}
      <Section title={t('admin.versions')}>
        <VersionsTable overview={overview} />
      </Section>
      {running !== null && <RunningCases running={running} />}
      <Section title={t('admin.journal')}>
        <KeyValue
          rows={overview.journal.map((line) => ({ label: formatDateTime(new Date(line.at)), value: `${t(`admin.act.${line.act}`)}: ${line.byName}${line.reason === '' ? '' : `. ${line.reason}`}` }))}
        />
      </Section>
    </DeskPage>
  );
}

type Running = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['running']>;

function RunningCases({ running }: { running: Running }) {
  const t = useText('procedures');
  const hidden = running.all - running.cases.length;
  return (
    <Section title={t('admin.runningOf', { n: running.number })}>
      {running.cases.length === 0 ? (
        <EmptyState title={running.all === 0 ? t('admin.noRunning') : t('admin.runningHidden', { n: running.all })} />
      ) : (
        <>
          <p>{t('admin.runningKeep')}</p>
          <ul>
            {running.cases.map((item) => (
              <li key={item.id}>
                <a href={`/can-bo/ho-so/${item.id}`}>{item.code}</a>, {item.state}
                {item.dueAt !== null && `, ${t('admin.due', { at: formatDateTime(new Date(item.dueAt)) })}`}
              </li>
            ))}
          </ul>
          {hidden > 0 && <p>{t('admin.runningHidden', { n: hidden })}</p>}
        </>
      )}
    </Section>
  );
}
