import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
} from 'react-router';
import { attempt, textOf } from '#platform/web/forms.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { textsOf, useText } from '#platform/web/text.tsx';
import { Button, ErrorSummary, FileInput, Matter, Notice, PostForm, TextArea } from '#ui/citizen/index.ts';
import { changedPapers, supplementCode } from '../apply/attachable.ts';
import { keptFile, readKept } from './kept-files.ts';
import stylesheet from '../cases.css?url';
import { lastWords, openOwnCase } from './own-case.ts';

const shortest = 10;
const fileField = 'giay-to';
const nothingTyped = { typed: '', files: [] };

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader(args: LoaderFunctionArgs) {
  const { view, cases } = await openOwnCase(args);
  const { file, journal, abilities } = view;
  const { accept, words, limits } = cases.paperRules();
  return {
    ...{ id: file.id, code: file.code, procedureName: file.procedureName },
    possible: abilities.supplement === true,
    asked: lastWords(journal, 'ask_supplement'),
    rules: { accept, words, maxBytes: limits.largestForm, maxFiles: limits.filesPerForm },
  };
}

export async function action(args: ActionFunctionArgs) {
  const { cases, actor, view, page } = await openOwnCase(args);
  const received = await attempt(() => cases.receivePapers(actor, args.request));
  if (!received.ok)
    return data({ ...nothingTyped, problems: [{ name: null, message: received.problem.words }] }, { status: 422 });
  const { form, refused } = received.value;
  const kept = readKept(form.getAll(fileField), textOf(form, '_command'));
  const fresh = received.value.papers
    .filter((paper) => paper.code === fileField)
    .map((paper) => ({ ...paper, code: supplementCode }));
  const papers = [...changedPapers(kept, fresh, '')];
  const again = { typed: textOf(form, 'words'), files: papers.map(keptFile) };
  if (textOf(form, '_command') !== '') return { ...again, problems: [] };
  const problems = refused.map(({ error }) => ({ name: fileField, message: page.words(error) }));
  if (again.typed.trim().length < shortest && papers.length === 0)
    problems.push({ name: 'words', message: textsOf(page.locale, 'cases')('mine.supplement.tooShort') });
  if (problems.length > 0) return data({ ...again, problems }, { status: 422 });
  const done = await attempt(() =>
    cases.supplement(actor, { requestId: textOf(form, 'requestId'), caseId: view.file.id, papers, words: again.typed }),
  );
  return done.ok
    ? redirect(`/ho-so/${view.file.id}`)
    : data({ ...again, problems: [{ name: null, message: done.problem.words }] }, { status: 409 });
}

/** Handing in what the office asked for. */
export default function Supplement() {
  const item = useLoaderData<typeof loader>();
  const judged = useActionData<typeof action>();
  const problems = judged?.problems ?? [];
  const errorAt = (name: string) => problems.find((problem) => problem.name === name)?.message;
  const t = useText('cases');
  const href = `/ho-so/${item.id}`;
  return (
    <Matter
      title={t('mine.supplement.title')}
      caption={`${t('track.case')} ${item.code} · ${item.procedureName}`}
      back={{ href, label: t('mine.backToCase') }}
    >
      <title>
        {problems.length === 0 ? t('mine.supplement.title') : `${t('error')}: ${t('mine.supplement.title')}`}
      </title>
      <ErrorSummary errors={problems} />
      {item.asked !== null && (
        <Notice tone="due" title={t('mine.asked')}>
          <p className="said">{item.asked}</p>
        </Notice>
      )}
      {item.possible ? (
        <PostForm multipart draftKey={`${item.id}.bo-sung`}>
          <RequestIdField />
          <TextArea
            name="words"
            label={t('mine.supplement.words')}
            hint={t('mine.supplement.hint')}
            value={judged?.typed}
            maxLength={2000}
            error={errorAt('words')}
          />
          <FileInput
            name={fileField}
            label={t('mine.supplement.files')}
            hint={t('apply.papers.kinds', { kinds: item.rules.words })}
            error={errorAt(fileField)}
            optional
            multiple
            accept={item.rules.accept}
            maxBytes={item.rules.maxBytes}
            maxFiles={item.rules.maxFiles}
            files={judged?.files}
          />
          <Button>{t('mine.supplement.button')}</Button>
        </PostForm>
      ) : (
        <Notice title={t('mine.supplement.notAsked')} />
      )}
    </Matter>
  );
}
