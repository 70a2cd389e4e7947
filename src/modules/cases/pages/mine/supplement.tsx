import { data, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { textsOf, useText } from '#platform/web/text.tsx';
import { Button, ErrorSummary, Matter, Notice, PostForm, TextArea } from '#ui/citizen/index.ts';
import stylesheet from '../cases.css?url';
import { lastWords, openOwnCase } from './own-case.ts';

const shortest = 10;

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader(args: LoaderFunctionArgs) {
  const { file, journal, abilities } = (await openOwnCase(args)).view;
  return { id: file.id, code: file.code, procedureName: file.procedureName, possible: abilities.supplement === true, asked: lastWords(journal, 'ask_supplement') };
}

export async function action(args: ActionFunctionArgs) {
  const { cases, actor, view, page } = await openOwnCase(args);
  const form = await formOf(args.request);
  const typed = textOf(form, 'words');
  if (typed.trim().length < shortest) {
    return data({ typed, problem: { name: 'words', message: textsOf(page.locale, 'cases')('mine.supplement.tooShort') } }, { status: 422 });
  }
  const done = await attempt(() => cases.supplement(actor, { requestId: textOf(form, 'requestId'), caseId: view.file.id, papers: [], words: typed }));
  return done.ok ? redirect(`/ho-so/${view.file.id}`) : data({ typed, problem: { name: null, message: done.problem.words } }, { status: 409 });
}

/** Handing in what the office asked for. */
export default function Supplement() {
  const item = useLoaderData<typeof loader>();
  const judged = useActionData<typeof action>();
  const problem = judged?.problem;
  const t = useText('cases');
  const href = `/ho-so/${item.id}`;
  return (
    <Matter title={t('mine.supplement.title')} caption={`${t('track.case')} ${item.code} · ${item.procedureName}`} back={{ href, label: t('mine.backToCase') }}>
      <title>{problem === undefined ? t('mine.supplement.title') : `${t('error')}: ${t('mine.supplement.title')}`}</title>
      <ErrorSummary errors={problem === undefined ? [] : [problem]} />
      {item.asked !== null && (
        <Notice tone="due" title={t('mine.asked')}>
          <p className="said">{item.asked}</p>
        </Notice>
      )}
      {item.possible ? (
        <PostForm draftKey={`${item.id}.bo-sung`}>
          <RequestIdField />
          <TextArea
            name="words"
            label={t('mine.supplement.words')}
            hint={t('mine.supplement.hint')}
            value={judged?.typed}
            maxLength={2000}
            error={problem?.name === 'words' ? problem.message : undefined}
          />
          <Button>{t('mine.supplement.button')}</Button>
        </PostForm>
      ) : (
        <Notice title={t('mine.supplement.notAsked')} />
      )}
    </Matter>
  );
}
