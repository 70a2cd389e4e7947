import { useEffect } from 'react';
import { Form, Link, redirect, useActionData, useLoaderData, useRevalidator, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import type { Identity } from '#modules/identity/index.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, Chip, Notice, type Tone } from '#ui/officer/index.ts';
import type { Cases } from '../../index.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const report = await page.service<Cases>('cases').batchReport(page.actor, params['batchId'] ?? '');
  return { ...report, consentedAt: report.consentedAt.toISOString() };
}

export async function action({ context, params, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  const identity = page.service<Identity>('identity');
  const batchId = params['batchId'] ?? '';
  const cases = page.service<Cases>('cases');
  await cases.batchReport(page.actor, batchId);
  if (page.actor.kind === 'officer' && !identity.isSteppedUp(page.actor))
    return redirect(await identity.holdForm(page.actor, { path: url.pathname, fields: [['requestId', textOf(form, 'requestId')]] }));
  const tried = await attempt(() => cases.retryBatch(page.actor, { requestId: textOf(form, 'requestId'), batchId }));
  return tried.ok ? redirect(url.pathname) : { words: tried.problem.words };
}

const refreshMs = 1_500;
const tones: Readonly<Record<string, Tone>> = { signed: 'done', failed: 'late', waiting: 'wait' };

/** How far a batch is, what failed and why, and the way to try that again. */
export default function BatchReportPage() {
  const { items, done, signed, failed } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('cases');
  useRefresh(!done);
  return (
    <div className="leader">
      <main className="leader-matter" id="main">
        <title>{t('leader.batch.report')}</title>
        <p>
          <Link to="/can-bo/trinh-ky">‹ {t('leader.title')}</Link>
        </p>
        <h1>{t('leader.batch.report')}</h1>
        <div role="status">
          <Notice
            tone={done ? (failed === 0 ? 'done' : 'due') : 'info'}
            title={done ? t('leader.batch.done', { signed, total: items.length }) : t('leader.batch.running', { done: signed + failed, total: items.length })}
          />
        </div>
        {refused && <Notice tone="due" live title={refused.words} />}
        {done && failed > 0 && (
          <Form method="post">
            <RequestIdField />
            <Button>{t('leader.batch.retry', { count: failed })}</Button>
          </Form>
        )}
        <ul className="batch">
          {items.map((item) => (
            <li key={item.caseId} className="batch-line">
              <span>
                <Link to={`/can-bo/ho-so/${item.caseId}`}>{item.code}</Link>
                <small>{[item.applicantName, item.why].filter((part) => part !== null).join(' · ')}</small>
              </span>
              <Chip tone={tones[item.state] ?? 'info'}>{t(`leader.batch.${item.state}`)}</Chip>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}

/** Asks for the newest state while the job works. */
function useRefresh(running: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!running || state !== 'idle') return;
    const timer = setTimeout(() => void revalidate(), refreshMs);
    return () => clearTimeout(timer);
  }, [running, state, revalidate]);
}
