import { data, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime } from '#platform/text/dates.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, Chip, Details, ErrorSummary, Matter, Notice, PostForm, RadioGroup, TextArea } from '#ui/citizen/index.ts';
import type { Feedback } from '../index.ts';
import { topics, type ComplaintInput } from '../model.ts';
import { signedIn } from './signed-in.ts';

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const actor = signedIn(page, url);
  const feedback = page.service<Feedback>('feedback');
  const id = params['id'] ?? '';
  const [{ code, procedureName }, complaints] = await Promise.all([feedback.openSurvey(actor, id), feedback.listOwnComplaints(actor, id)]);
  const sent = complaints.map(({ id: complaintId, topic, words, state, receivedAt, dueAt, dueDerivation, answer, answeredBy, answeredAt }) => ({
    ...{ id: complaintId, topic, words, state, answer, answeredBy, dueDerivation: [...dueDerivation] },
    receivedAt: formatDateTime(receivedAt),
    dueAt: formatDateTime(dueAt),
    answeredAt: answeredAt === null ? null : formatDateTime(answeredAt),
  }));
  return { id, code, procedureName, sent, open: sent.some((one) => one.state !== 'answered') };
}

export async function action({ context, params, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const actor = signedIn(page, url);
  const form = await formOf(request);
  const typed = { topic: textOf(form, 'topic'), words: textOf(form, 'words') };
  const input = { requestId: textOf(form, 'requestId'), caseId: params['id'] ?? '', ...typed } as ComplaintInput;
  const done = await attempt(() => page.service<Feedback>('feedback').complain(actor, input));
  if (done.ok) return redirect(url.pathname);
  const name = done.problem.code === 'feedback.topic_missing' ? 'topic' : done.problem.code.startsWith('feedback.words') ? 'words' : null;
  return data({ problem: { name, message: done.problem.words }, typed }, { status: 422 });
}

/** A complaint about handling, and what became of earlier ones. */
export default function Complain() {
  const item = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('feedback');
  const errorAt = (name: string) => (refused?.problem.name === name ? refused.problem.message : undefined);
  return (
    <Matter title={t('complain.title')} caption={`${t('case')} ${item.code} · ${item.procedureName}`} lead={t('complain.lead')} back={{ href: `/ho-so/${item.id}`, label: t('back') }}>
      <title>{refused ? `${t('error')}: ${t('complain.title')}` : t('complain.title')}</title>
      {refused && <ErrorSummary errors={[refused.problem]} />}
      {item.sent.map((one) => (
        <Sent key={one.id} one={one} />
      ))}
      {item.open ? (
        <span data-draft-done={`${item.id}.phan-anh`} />
      ) : (
        <PostForm draftKey={`${item.id}.phan-anh`}>
          <RequestIdField />
          <RadioGroup name="topic" label={t('complain.topic')} options={topics.map((topic) => ({ value: topic, label: t(`topic.${topic}`) }))} value={refused?.typed.topic} error={errorAt('topic')} />
          <TextArea name="words" label={t('complain.words')} hint={t('complain.wordsHint')} value={refused?.typed.words} maxLength={4000} error={errorAt('words')} />
          <Button>{t('complain.send')}</Button>
        </PostForm>
      )}
    </Matter>
  );
}

type One = ReturnType<typeof useLoaderData<typeof loader>>['sent'][number];

function Sent({ one }: { one: One }) {
  const t = useText('feedback');
  return (
    <section>
      <h2>{t('complain.sentAt', { at: one.receivedAt })}</h2>
      <p>
        <Chip tone={one.state === 'answered' ? 'done' : 'due'}>{t(`state.${one.state}`)}</Chip> {t(`topic.${one.topic}`)}
      </p>
      <p className="said">{one.words}</p>
      {one.answer === null ? (
        <Details summary={t('complain.answerBefore', { at: one.dueAt })}>
          <ol>
            {one.dueDerivation.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ol>
        </Details>
      ) : (
        <Notice tone="done" title={t('complain.answered', { by: one.answeredBy ?? '', at: one.answeredAt ?? '' })}>
          <p className="said">{one.answer}</p>
        </Notice>
      )}
    </section>
  );
}
