import { Form, redirect, useActionData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, DeskPage, ErrorSummary, Section, TextArea, TextInput } from '#ui/officer/index.ts';
import type { Procedures } from '../../index.ts';
import { draftHref } from '../editor/load-draft.ts';

export const handle = { hydrate: true };

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  // The list is read by those who edit or publish; asking for it is asking whether this page is theirs.
  await page.service<Procedures>('procedures').listCatalogue(page.actor);
  return null;
}

type Shown = { readonly path: string; readonly message: string };

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const procedures = page.service<Procedures>('procedures');
  const { intent, requestId, code = '', text = '' } = fieldsOf(await formOf(request));
  const done = await attempt(() =>
    intent === 'import' ? procedures.importRecord(page.actor, { requestId, text }) : procedures.beginDraft(page.actor, { requestId, code: code.trim() }),
  );
  if (done.ok) return redirect(draftHref(done.value.draftId, 'chung'));
  const problems = done.problem.details['problems'] as readonly Shown[] | undefined;
  return { errors: problems ?? [{ path: intent === 'import' ? 'text' : 'code', message: done.problem.words }], code, text };
}

/** A new procedure: from nothing, or from a file of ours or of the national database. */
export default function ImportPage() {
  const refused = useActionData<typeof action>();
  const t = useText('procedures');
  const error = (name: string): string | undefined => refused?.errors.find(({ path }) => path === name)?.message;
  return (
    <DeskPage title={t('import.title')}>
      <title>{t('import.title')}</title>
      <ErrorSummary errors={(refused?.errors ?? []).map(({ path, message }) => ({ name: path, message }))} />
      <Section title={t('import.empty')}>
        <Form method="post">
          <RequestIdField />
          <TextInput name="code" label={t('admin.code')} hint={t('import.codeHint')} width="w20" value={refused?.code} error={error('code')} />
          <Button name="intent" value="begin">
            {t('import.begin')}
          </Button>
        </Form>
      </Section>
      <Section title={t('import.file')}>
        <p>{t('import.lead')}</p>
        <Form method="post">
          <RequestIdField />
          <TextArea name="text" label={t('import.json')} hint={t('import.jsonHint')} rows={14} value={refused?.text} error={error('text')} />
          <Button name="intent" value="import" look="quiet">
            {t('import.read')}
          </Button>
        </Form>
      </Section>
    </DeskPage>
  );
}
