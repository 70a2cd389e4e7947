import { Form, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { fieldsOf, formOf } from '#platform/web/forms.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionButton, Notice, Section, Select, TextInput, UnsavedGuard } from '#ui/officer/index.ts';
import { DraftPage } from '../editor/draft-frame.tsx';
import { ProblemList } from '../editor/problem-list.tsx';
import stylesheet from '../procedures.css?url';
import { fieldAt, fieldTypes, outlineOf, stepsOf, type FieldType } from './edit-form.ts';
import { changeOutline } from './change-outline.ts';
import { FormTabs } from './form-tabs.tsx';
import { formFrame, openForm, saveForm } from './load-form.ts';
import { OutlineTable } from './outline-table.tsx';
import { formHref } from './which-form.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader(args: LoaderFunctionArgs) {
  const open = await openForm(args);
  const steps = stepsOf(open.form).map((step) => ({ ...step, lines: outlineOf(open.form, step) }));
  return { ...formFrame(open), steps, title: typeof open.form['title'] === 'string' ? open.form['title'] : '', saved: args.url.searchParams.get('luu') ?? '' };
}

export async function action(args: ActionFunctionArgs) {
  const open = await openForm(args);
  const posted = fieldsOf(await formOf(args.request));
  const form = changeOutline(open.form, posted);
  const type = posted['newType'] as FieldType;
  const adds = posted['intent'] === 'add-field' && fieldTypes.includes(type) && fieldAt(form, posted['newKey'] ?? '') !== undefined;
  const more = { luu: posted['requestId'] ?? '' };
  const next = adds ? formHref(open.draft.frame.id, '/muc', open.which, { duong: posted['newKey'] ?? '' }) : formHref(open.draft.frame.id, '', open.which, more);
  return saveForm(open, { form, requestId: posted['requestId'] ?? '', revision: Number(posted['revision']), next });
}

/** The e-form as an outline: steps with their questions in order; each question has a page of its own. */
export default function OutlinePage() {
  const { frame, which, results, revision, steps, title, saved } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('procedures');
  const prefix = which.result === null ? 'form' : `results.${which.result}.form`;
  const problems = frame.problems.filter(({ path }) => path === prefix || path.startsWith(`${prefix}.`));
  return (
    <Form method="post" key={`${which.result ?? 'form'} ${saved}`}>
      <button className="sr" tabIndex={-1} aria-hidden="true" name="intent" value="save">
        {t('editor.save')}
      </button>
      <DraftPage frame={frame} title={t('section.form')} actions={frame.may.edit && <ActionBar><ActionButton label={t('editor.save')} name="intent" value="save" look="main" shortcut="ctrl+enter" /></ActionBar>}>
        <FormTabs draftId={frame.id} which={which} results={results} page="" />
        {refused && <Notice tone="late" live>{refused.words}</Notice>}
        <ProblemList draftId={frame.id} problems={problems} title={t('editor.toMend')} tone="late" />
        <RequestIdField />
        <input type="hidden" name="revision" value={refused?.revision ?? revision} />
        <fieldset className="editor-boxes" disabled={!frame.may.edit}>
          <legend className="sr">{t('section.form')}</legend>
          <TextInput name="title" label={t('formEditor.title')} value={title} />
          {steps.map((step, index) => (
            <Section key={step.key} title={t('formEditor.step', { n: index + 1, title: step.title })}>
              <TextInput name={`step.${step.key}.title`} label={t('formEditor.stepTitle')} value={step.title} />
              <TextInput name={`step.${step.key}.description`} label={t('formEditor.stepDescription')} value={step.description} optional />
              <OutlineTable draftId={frame.id} which={which} step={step} steps={steps} />
              <p className="row">
                <StepButton verb="step-up" step={step.key} disabled={index === 0} title={step.title} />
                <StepButton verb="step-down" step={step.key} disabled={index === steps.length - 1} title={step.title} />
                <StepButton verb="step-remove" step={step.key} disabled={step.fields.length > 0} title={step.title} />
              </p>
            </Section>
          ))}
          <NewThings steps={steps} />
        </fieldset>
        <UnsavedGuard />
      </DraftPage>
    </Form>
  );
}

function StepButton({ verb, step, title, disabled }: { verb: 'step-up' | 'step-down' | 'step-remove'; step: string; title: string; disabled: boolean }) {
  const t = useText('procedures');
  return (
    <button className="btn link small" name="intent" value={`${verb}:${step}`} disabled={disabled} aria-label={`${t(`formEditor.${verb}`)}: ${title}`}>
      {t(`formEditor.${verb}`)}
    </button>
  );
}

function NewThings({ steps }: { steps: readonly { key: string; title: string }[] }) {
  const t = useText('procedures');
  return (
    <div className="new-things">
      <Section title={t('formEditor.newField')}>
        <TextInput name="newTitle" label={t('formField.title')} optional />
        <TextInput name="newKey" label={t('formEditor.key')} hint={t('formEditor.keyHint')} width="w20" optional />
        <Select name="newType" label={t('formEditor.type')} placeholder={false} value="text" options={fieldTypes.map((type) => ({ value: type, label: t(`fieldType.${type}`) }))} />
        <Select name="newStep" label={t('formEditor.inStep')} placeholder={false} value={steps.at(-1)?.key} options={steps.map(({ key, title }) => ({ value: key, label: title }))} />
        <button className="btn quiet small" name="intent" value="add-field">
          {t('formEditor.addField')}
        </button>
      </Section>
      <Section title={t('formEditor.newStep')}>
        <TextInput name="newStepTitle" label={t('formEditor.stepTitle')} optional />
        <TextInput name="newStepKey" label={t('formEditor.key')} hint={t('formEditor.keyHint')} width="w20" optional />
        <button className="btn quiet small" name="intent" value="add-step">
          {t('formEditor.addStep')}
        </button>
      </Section>
    </div>
  );
}

