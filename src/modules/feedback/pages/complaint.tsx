import { data, Form, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime } from '#platform/text/dates.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionButton, Button, DeskPage, DueChip, Notice, TextArea } from '#ui/officer/index.ts';
import { SummaryList } from '#ui/citizen/index.ts';
import type { Feedback } from '../index.ts';
import { decideComplaint } from '../policy.ts';

export const handle = { hydrate: true };

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const complaint = await page.service<Feedback>('feedback').getComplaint(page.actor, params['id'] ?? '');
  const { id, caseCode, procedureName, topic, words, state, authorName, answer, answeredBy, dueDerivation } = complaint;
  return {
    ...{ id, caseCode, procedureName, topic, words, state, authorName, answer, answeredBy, dueDerivation: [...dueDerivation] },
    receivedAt: formatDateTime(complaint.receivedAt),
    dueAt: complaint.dueAt.toISOString(),
    dueWords: formatDateTime(complaint.dueAt),
    now: page.now().toISOString(),
    mayPassOn: decideComplaint(page.actor, 'pass_on', complaint).allowed,
  };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const feedback = page.service<Feedback>('feedback');
  const form = await formOf(request);
  const input = { requestId: textOf(form, 'requestId'), complaintId: params['id'] ?? '', words: textOf(form, 'words') };
  const passes = textOf(form, 'act') === 'pass_on';
  const done = await attempt(() => (passes ? feedback.passOn(page.actor, input) : feedback.answerComplaint(page.actor, input)));
  if (done.ok) return redirect('/can-bo/phan-anh');
  return data({ words: done.problem.words, typed: input.words }, { status: 422 });
}

/** One complaint: what is said, until when it must be answered, and the answer. */
export default function ComplaintPage() {
  const item = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('feedback');
  return (
    <DeskPage title={t('complaint.title', { code: item.caseCode })}>
      <title>{t('complaint.title', { code: item.caseCode })}</title>
      {refused && (
        <Notice tone="late" live>
          {refused.words}
        </Notice>
      )}
      <SummaryList
        rows={[
          { label: t('complaints.author'), value: item.authorName },
          { label: t('complaints.procedure'), value: item.procedureName },
          { label: t('complaints.topic'), value: t(`topic.${item.topic}`) },
          { label: t('complaints.received'), value: item.receivedAt },
          { label: t('complaints.due'), value: item.state === 'answered' ? item.dueWords : <DueChip dueAt={item.dueAt} now={item.now} /> },
          { label: t('complaint.words'), value: <span className="said">{item.words}</span> },
        ]}
      />
      {item.answer === null ? (
        <Form method="post">
          <RequestIdField />
          <TextArea name="words" label={t('complaint.answer')} hint={t('complaint.answerHint')} value={refused?.typed} maxLength={4000} rows={8} />
          <div className="row">
            <Button>{t('complaint.send')}</Button>
            {item.mayPassOn && <ActionButton label={t('complaint.passOn')} name="act" value="pass_on" />}
          </div>
        </Form>
      ) : (
        <Notice tone="done" title={t('complaint.answeredBy', { by: item.answeredBy ?? '' })}>
          <p className="said">{item.answer}</p>
        </Notice>
      )}
    </DeskPage>
  );
}
