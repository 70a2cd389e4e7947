import { Form, Link, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import type { Identity } from '#modules/identity/index.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, EmptyState, LinkButton, Notice } from '#ui/officer/index.ts';
import type { Cases } from '../../index.ts';
import { dateTime } from '../case-words.ts';

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const waiting = await page.service<Cases>('cases').listToSign(page.actor);
  const now = page.now().getTime();
  return {
    chosen: url.searchParams.get('chon') !== 'khong',
    rows: waiting.map((line) => ({
      ...line,
      submittedAt: line.submittedAt.toISOString(),
      dueAt: line.dueAt?.toISOString() ?? null,
      late: line.dueAt !== null && line.dueAt.getTime() < now,
    })),
  };
}

export async function action({ context, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  const caseIds = form.getAll('caseId').filter((value) => typeof value === 'string');
  if (caseIds.length === 0) return { words: null };
  const identity = page.service<Identity>('identity');
  if (page.actor.kind === 'officer' && !identity.isSteppedUp(page.actor)) {
    const fields = [...form].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
    return redirect(await identity.holdForm(page.actor, { path: url.pathname, fields }));
  }
  const started = await attempt(() => page.service<Cases>('cases').startBatch(page.actor, { requestId: textOf(form, 'requestId'), caseIds }));
  return started.ok ? redirect(`/can-bo/trinh-ky/ca-tap/${started.value.id}`) : { words: started.problem.words };
}

/** Several results under one confirmation; works without a script. */
export default function BatchSigning() {
  const { rows, chosen } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('cases');
  return (
    <div className="leader">
      <main className="leader-matter" id="main">
        <title>{t('leader.batch.title')}</title>
        <p>
          <Link to="/can-bo/trinh-ky">‹ {t('leader.batch.back')}</Link>
        </p>
        <h1>{t('leader.batch.title')}</h1>
        {refused && <Notice tone="due" live title={refused.words ?? t('leader.batch.none')} />}
        {rows.length === 0 ? (
          <EmptyState title={t('leader.empty')} action={<LinkButton href="/can-bo">{t('leader.desk')}</LinkButton>}>
            {t('leader.emptyNote')}
          </EmptyState>
        ) : (
          <Form method="post">
            <RequestIdField />
            <p>{t('leader.batch.lead')}</p>
            <fieldset className="batch">
              <legend>{t('leader.batch.choose')}</legend>
              {rows.map((row) => (
                <div key={row.id} className="batch-line">
                  <input type="checkbox" id={row.id} name="caseId" value={row.id} defaultChecked={chosen} />
                  <label htmlFor={row.id}>
                    <b>{row.procedureName}</b>
                    <small>
                      {[row.applicantName, row.code, row.dueAt === null ? null : dateTime(row.dueAt), row.late ? t('leader.batch.late') : null]
                        .filter((part) => part !== null)
                        .join(' · ')}
                    </small>
                  </label>
                  <a href={`/can-bo/ho-so/${row.id}/du-thao`} target="_blank" rel="noreferrer" aria-label={`${t('leader.paper')} ${row.code}`}>
                    PDF
                  </a>
                </div>
              ))}
            </fieldset>
            <Button>{t('leader.batch.sign')}</Button>
          </Form>
        )}
      </main>
    </div>
  );
}
