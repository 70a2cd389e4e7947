import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { validate } from '#platform/forms/validate.ts';
import { attempt, textOf } from '#platform/web/forms.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Button, ErrorSummary, FileInput, Matter, PostForm } from '#ui/citizen/index.ts';
import { attachablePapers, changedPapers } from './attachable.ts';
import { draftPath, openDraft } from './draft.ts';

export async function loader(args: LoaderFunctionArgs) {
  const open = await openDraft(args);
  const { content, draft, cases } = open;
  const { accept, words, limits } = cases.paperRules();
  const { values } = validate(open.definition, open.answers, open.judging);
  const { papers } = await cases.estimate(open.actor, { procedureCode: draft.procedureCode, unitUid: draft.unitUid, answers: values });
  return {
    draftId: draft.id,
    procedureName: content.name,
    rules: { accept, words, maxBytes: limits.largestForm },
    papers: attachablePapers(content, papers).map((paper) => ({
      ...{ code: paper.code, name: paper.name, note: paper.note, required: paper.required },
      files: draft.papers
        .filter((file) => file.code === paper.code)
        .map((file) => ({ ref: file.sha256, name: file.name, size: file.size })),
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { content, draft, cases, actor, page } = await openDraft(args);
  const received = await attempt(() => cases.receivePapers(actor, args.request));
  if (!received.ok) return data({ problems: [{ name: null, message: received.problem.words }] }, { status: 422 });
  const { form, papers, refused } = received.value;
  const codes = new Set(attachablePapers(content).map((paper) => paper.code));
  const command = textOf(form, '_command');
  const next = changedPapers(
    draft.papers,
    papers.filter((paper) => codes.has(paper.code)),
    command,
  );
  const saved = await attempt(() =>
    cases.saveDraft(actor, { draftId: draft.id, answers: { ...draft.answers }, papers: [...next], step: draft.step }),
  );
  if (!saved.ok) return data({ problems: [{ name: null, message: saved.problem.words }] }, { status: 422 });
  // What was taken in stays, even when another file was refused.
  if (refused.length > 0)
    return data(
      { problems: refused.map(({ field, error }) => ({ name: field, message: page.words(error) })) },
      { status: 422 },
    );
  return redirect(draftPath(draft.id, command === '' ? 'kiem-tra' : 'giay-to'));
}

/** Papers that go with the application as files; each may be sent alone, the others stay. */
export default function ApplyPapers() {
  const item = useLoaderData<typeof loader>();
  const problems = useActionData<typeof action>()?.problems ?? [];
  const t = useText('cases');
  const locale = useLocale();
  return (
    <Matter
      title={t('apply.papers.title')}
      caption={item.procedureName[locale]}
      lead={t('apply.papers.lead')}
      back={{ href: draftPath(item.draftId, 'kiem-tra') }}
    >
      <title>{`${problems.length === 0 ? '' : `${t('error')}: `}${t('apply.papers.title')}`}</title>
      <ErrorSummary errors={problems} />
      <PostForm multipart>
        {item.papers.map((paper) => (
          <FileInput
            key={paper.code}
            name={paper.code}
            label={paper.name}
            hint={[paper.note, t('apply.papers.kinds', { kinds: item.rules.words })]
              .filter((part) => part !== '')
              .join(' ')}
            error={problems.find((problem) => problem.name === paper.code)?.message}
            optional={!paper.required}
            accept={item.rules.accept}
            maxBytes={item.rules.maxBytes}
            multiple
            files={paper.files}
          />
        ))}
        <Button>{t('apply.saveAndGoOn')}</Button>
      </PostForm>
    </Matter>
  );
}
