import { Form, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { fieldsOf, formOf } from '#platform/web/forms.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionButton, ErrorSummary, Notice, TextArea, UnsavedGuard } from '#ui/officer/index.ts';
import { DraftPage } from '../editor/draft-frame.tsx';
import { ProblemList } from '../editor/problem-list.tsx';
import stylesheet from '../procedures.css?url';
import { FormTabs } from './form-tabs.tsx';
import { formFrame, openForm, saveForm } from './load-form.ts';
import { formHref } from './which-form.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader(args: LoaderFunctionArgs) {
  const open = await openForm(args);
  return { ...formFrame(open), json: JSON.stringify(open.form, null, 2) };
}

export async function action(args: ActionFunctionArgs) {
  const open = await openForm(args);
  const { requestId = '', revision, json = '' } = fieldsOf(await formOf(args.request));
  const form = parse(json);
  if (form === undefined) return { words: '', revision: Number(revision), json };
  const saved = await saveForm(open, { form, requestId, revision: Number(revision), next: formHref(open.draft.frame.id, '/json', open.which, { luu: requestId }) });
  return saved instanceof Response ? saved : { ...saved, json };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The whole form as JSON, for what the outline has no boxes for; the same check says what is wrong, and where. */
export default function FormJsonPage() {
  const { frame, which, results, revision, json } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('procedures');
  const prefix = which.result === null ? 'form' : `results.${which.result}.form`;
  const unreadable = refused?.words === '';
  return (
    <Form method="post" key={json}>
      <DraftPage frame={frame} title={t('formEditor.json')} actions={frame.may.edit && <ActionBar><ActionButton label={t('formEditor.saveJson')} look="main" shortcut="ctrl+enter" /></ActionBar>}>
        <FormTabs draftId={frame.id} which={which} results={results} page="/json" />
        {refused && !unreadable && <Notice tone="late" live>{refused.words}</Notice>}
        {unreadable && <ErrorSummary errors={[{ name: 'json', message: t('formEditor.jsonWrong') }]} />}
        <ProblemList draftId={frame.id} problems={frame.problems.filter(({ path }) => path === prefix || path.startsWith(`${prefix}.`))} title={t('editor.toMend')} tone="late" />
        <RequestIdField />
        <input type="hidden" name="revision" value={refused?.revision ?? revision} />
        <TextArea name="json" label={t('formEditor.jsonWhole')} hint={t('formEditor.jsonHint')} rows={32} value={refused?.json ?? json} error={unreadable ? t('formEditor.jsonWrong') : undefined} />
        <UnsavedGuard />
      </DraftPage>
    </Form>
  );
}
