import { Form, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionButton, Button, ConfirmDialog, DatePicker, DialogTrigger, KeyValue, Notice, Section } from '#ui/officer/index.ts';
import type { Procedures } from '../../index.ts';
import stylesheet from '../procedures.css?url';
import { DraftPage } from './draft-frame.tsx';
import { draftHref, loadDraft, procedureHref, listHref } from './load-draft.ts';
import { ProblemList } from './problem-list.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

const isDay = /^\d{4}-\d{2}-\d{2}$/u;

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const procedures = page.service<Procedures>('procedures');
  const { frame, editedBy } = await loadDraft(page, params['draftId'] ?? '');
  const asked = url.searchParams.get('tu') ?? '';
  const today = procedures.today();
  const validFrom = isDay.test(asked) ? asked : '';
  const [check, overview, changes] = await Promise.all([
    procedures.checkPublication(page.actor, { editedBy }, validFrom === '' ? today : validFrom),
    procedures.readOverview(page.actor, frame.code),
    frame.baseVersionId === null ? null : procedures.compare(page.actor, { from: { kind: 'version', id: frame.baseVersionId }, to: { kind: 'draft', id: frame.id } }),
  ]);
  const running = overview.versions.reduce((sum, version) => sum + version.runningCases, 0);
  return { frame, check, validFrom, today, running, changes: changes?.length ?? null };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const procedures = page.service<Procedures>('procedures');
  const draftId = params['draftId'] ?? '';
  const { intent, requestId, revision, validFrom } = fieldsOf(await formOf(request));
  if (intent === 'discard') {
    const gone = await attempt(() => procedures.discardDraft(page.actor, { requestId, draftId }));
    return gone.ok ? redirect(listHref) : { words: gone.problem.words };
  }
  const done = await attempt(() => procedures.publishDraft(page.actor, { requestId, draftId, revision: Number(revision), validFrom }));
  return done.ok ? redirect(`${procedureHref(done.value.code)}?xong=publish`) : { words: done.problem.words };
}

/** Everything to know before publishing: problems, changes, running cases, the time that the rule asks for, and the day. */
export default function PublishPage() {
  const { frame, check, validFrom, today, running, changes } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('procedures');
  const ready = frame.problems.length === 0 && check.allowed && validFrom !== '';
  return (
    <DraftPage
      frame={frame}
      title={t('editor.publish')}
      actions={
        <ActionBar>
          {frame.may.publish && ready && (
            <Form method="post">
              <RequestIdField />
              <input type="hidden" name="revision" value={frame.revision} />
              <input type="hidden" name="validFrom" value={validFrom} />
              <ActionButton label={t('publish.now')} name="intent" value="publish" look="main" />
            </Form>
          )}
          {frame.may.edit && <DialogTrigger dialog="discard" label={t('publish.discard')} look="quiet" />}
          <ConfirmDialog id="discard" title={t('publish.discardTitle')} confirm={t('publish.discard')} danger intent={{ name: 'intent', value: 'discard' }} fields={<RequestIdField />}>
            <p>{t('publish.discardText')}</p>
          </ConfirmDialog>
        </ActionBar>
      }
    >
      {refused && <Notice tone="late" live>{refused.words}</Notice>}
      {check.why !== null && <Notice tone="due">{t(check.why === 'procedures.four_eyes' ? 'publish.fourEyes' : 'publish.noRight')}</Notice>}
      <ProblemList draftId={frame.id} problems={frame.problems} title={t('editor.toMend')} tone="late" />
      <ProblemList draftId={frame.id} problems={frame.warnings} title={t('editor.toCheck')} tone="due" />
      <Section title={t('publish.day')}>
        <Form key={validFrom}>
          <DatePicker name="tu" label={t('publish.from')} value={validFrom} min={today} hint={t('publish.fromHint')} />
          <Button look={validFrom === '' ? 'main' : 'quiet'}>{t('publish.check')}</Button>
        </Form>
        {validFrom !== '' && <Lead check={check} past={validFrom < today} />}
      </Section>
      <Section title={t('publish.effect')}>
        <KeyValue
          rows={[
            { label: t('publish.changes'), value: changes === null ? t('compare.newProcedure') : <a href={draftHref(frame.id, 'so-sanh')}>{t('compare.count', { n: changes })}</a> },
            { label: t('publish.running'), value: running === 0 ? t('admin.noRunning') : <a href={procedureHref(frame.code)}>{t('publish.runningKeep', { n: running })}</a> },
          ]}
        />
      </Section>
    </DraftPage>
  );
}

function Lead({ check, past }: { check: ReturnType<typeof useLoaderData<typeof loader>>['check']; past: boolean }) {
  const t = useText('procedures');
  if (past) return <Notice tone="late">{t('publish.past')}</Notice>;
  if (check.lead === null) return null;
  const { asked, given, legalBase } = check.lead;
  if (given === null) return <Notice tone="due">{t('publish.leadUnknown', { asked })}</Notice>;
  return <Notice tone={given < asked ? 'due' : 'done'}>{t(given < asked ? 'publish.leadShort' : 'publish.leadEnough', { asked, given, legalBase })}</Notice>;
}
