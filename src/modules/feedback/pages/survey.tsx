import { data, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Button, Checkbox, ErrorSummary, LinkButton, Matter, Notice, PostForm, RadioGroup, TextArea } from '#ui/citizen/index.ts';
import type { Feedback } from '../index.ts';
import { signedIn } from './signed-in.ts';

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const id = params['id'] ?? '';
  const survey = await page.service<Feedback>('feedback').openSurvey(signedIn(page, url), id);
  return { ...survey, questions: [...survey.questions], id, thanks: url.searchParams.get('cam-on') === '1' };
}

export async function action({ context, params, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const actor = signedIn(page, url);
  const form = await formOf(request);
  const scores = Object.fromEntries([...form].flatMap(([name, value]) => (name.startsWith('score.') && typeof value === 'string' ? [[name.slice('score.'.length), Number(value)]] : [])));
  const input = { requestId: textOf(form, 'requestId'), caseId: params['id'] ?? '', scores, words: textOf(form, 'words'), anonymous: textOf(form, 'anonymous') !== '' };
  const done = await attempt(() => page.service<Feedback>('feedback').answerSurvey(actor, input));
  if (done.ok) return redirect(`${url.pathname}?cam-on=1`);
  return data({ words: done.problem.words, typed: input }, { status: 422 });
}

/** At most five questions after delivery; none of them must be answered. */
export default function SurveyPage() {
  const item = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('feedback');
  return (
    <Matter title={t('survey.title')} caption={`${t('case')} ${item.code} · ${item.procedureName}`} lead={item.answered ? undefined : t('survey.lead')} back={{ href: `/ho-so/${item.id}`, label: t('back') }}>
      <title>{t('survey.title')}</title>
      {refused && <ErrorSummary errors={[{ name: null, message: refused.words }]} />}
      {item.answered ? (
        <Notice tone="done" live title={item.thanks ? t('survey.thanks') : t('survey.answered')}>
          <p data-draft-done={`${item.id}.danh-gia`}>{t('survey.thanksNote')}</p>
        </Notice>
      ) : item.delivered ? (
        <Questions item={item} typed={refused?.typed} />
      ) : (
        <Notice title={t('survey.notYet')}>
          <p>{t('survey.notYetNote')}</p>
        </Notice>
      )}
      <p>
        <LinkButton href={`/ho-so/${item.id}/phan-anh`} look="quiet">
          {t('complain.link')}
        </LinkButton>
      </p>
    </Matter>
  );
}

type Item = ReturnType<typeof useLoaderData<typeof loader>>;
type Typed = { readonly scores: Readonly<Record<string, number>>; readonly words: string; readonly anonymous: boolean };

function Questions({ item, typed }: { item: Item; typed: Typed | undefined }) {
  const t = useText('feedback');
  const locale = useLocale();
  const options = [5, 4, 3, 2, 1].map((score) => ({ value: String(score), label: t(`survey.score.${score}`) }));
  return (
    <PostForm draftKey={`${item.id}.danh-gia`}>
      <RequestIdField />
      {item.questions.map((question) => (
        <RadioGroup key={question.key} name={`score.${question.key}`} label={locale === 'en' ? question.en : question.vi} options={options} value={typed?.scores[question.key]?.toString()} optional />
      ))}
      <TextArea name="words" label={t('survey.words')} hint={t('survey.wordsHint')} value={typed?.words} maxLength={2000} optional />
      <Checkbox name="anonymous" value="1" label={t('survey.anonymous')} hint={t('survey.anonymousHint')} checked={typed?.anonymous ?? true} />
      <Button>{t('survey.send')}</Button>
    </PostForm>
  );
}
