import { Form, data, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { fieldsOf, formOf } from '#platform/web/forms.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, Checkbox, ErrorSummary, Notice, Section, Select, TextArea, TextInput } from '#ui/officer/index.ts';
import { DraftPage } from '../editor/draft-frame.tsx';
import { ProblemList, fieldKeys } from '../editor/problem-list.tsx';
import stylesheet from '../procedures.css?url';
import { fieldAt, isJson, setField, typeOf, type Json } from './edit-form.ts';
import { boxName, boxValue, choiceLines, readBoxes, shownBoxes, type FieldBox } from './field-boxes.ts';
import { formFrame, openForm, saveForm } from './load-form.ts';
import { formHref } from './which-form.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

function fieldOr404(form: Json, path: string): { field: Json; required: boolean } {
  const found = fieldAt(form, path);
  if (found === undefined) throw data(null, { status: 404 });
  return found;
}

export async function loader(args: LoaderFunctionArgs) {
  const open = await openForm(args);
  const path = args.url.searchParams.get('duong') ?? '';
  const { field, required } = fieldOr404(open.form, path);
  const boxes = shownBoxes(field).map((box) => ({ ...box, value: boxValue(field, box) }));
  return { ...formFrame(open), path, required, boxes, choices: choiceLines(field), type: typeOf(field), json: JSON.stringify(field, null, 2), title: boxValue(field, { name: 'title', where: 'field', kind: 'text' }) };
}

export async function action(args: ActionFunctionArgs) {
  const open = await openForm(args);
  const path = args.url.searchParams.get('duong') ?? '';
  const { field, required } = fieldOr404(open.form, path);
  const posted = fieldsOf(await formOf(args.request));
  const { intent, requestId = '', revision, json = '' } = posted;
  const typed = intent === 'json' ? readField(json) : readBoxes(field, posted);
  if (typed === null) return { words: '', revision: Number(revision), json };
  const form = setField(open.form, path, { field: typed, required: intent === 'json' ? required : posted['required'] === 'true' });
  const next = formHref(open.draft.frame.id, '/muc', open.which, { duong: path, luu: requestId });
  const saved = await saveForm(open, { form, requestId, revision: Number(revision), next });
  return saved instanceof Response ? saved : { ...saved, json: intent === 'json' ? json : null };
}

function readField(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}

/** One question: the usual things as boxes, all of it as JSON. */
export default function FieldPage() {
  const loaded = useLoaderData<typeof loader>();
  const { frame, which, path, title } = loaded;
  const refused = useActionData<typeof action>();
  const t = useText('procedures');
  const prefix = which.result === null ? 'form' : `results.${which.result}.form`;
  const problems = frame.problems.filter((problem) => problem.path.startsWith(`${prefix}.`) && fieldKeys(problem.path).join('.').startsWith(path));
  const unreadable = refused?.words === '';
  return (
    <DraftPage frame={frame} title={title}>
      <p className="crumb-line">
        <a href={formHref(frame.id, '', which)}>{t('section.form')}</a> › {title} <code>{path}</code>
      </p>
      {refused && !unreadable && <Notice tone="late" live>{refused.words}</Notice>}
      {unreadable && <ErrorSummary errors={[{ name: 'json', message: t('formEditor.jsonWrong') }]} />}
      <ProblemList draftId={frame.id} problems={problems} title={t('editor.toMend')} tone="late" />
      <BoxesForm key={loaded.json} loaded={loaded} revision={refused?.revision ?? loaded.revision} />
      <Section title={t('formEditor.jsonOf')}>
        <Form method="post" key={loaded.json}>
          <RequestIdField />
          <input type="hidden" name="revision" value={refused?.revision ?? loaded.revision} />
          <TextArea name="json" label={t('formEditor.jsonOf')} hint={t('formEditor.jsonHint')} rows={16} value={refused?.json ?? loaded.json} error={unreadable ? t('formEditor.jsonWrong') : undefined} />
          <Button look="quiet" name="intent" value="json" disabled={!frame.may.edit}>
            {t('formEditor.saveJson')}
          </Button>
        </Form>
      </Section>
    </DraftPage>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function BoxesForm({ loaded, revision }: { loaded: Loaded; revision: number }) {
  const t = useText('procedures');
  const { boxes, choices, required, type, frame } = loaded;
  return (
    <Section title={t('formEditor.usual', { kind: t(`fieldType.${type}`) })}>
      <Form method="post">
        <RequestIdField />
        <input type="hidden" name="revision" value={revision} />
        <fieldset className="editor-boxes" disabled={!frame.may.edit}>
          <legend className="sr">{t('formEditor.usual', { kind: t(`fieldType.${type}`) })}</legend>
          <Checkbox name="required" label={t('formEditor.required')} checked={required} />
          {boxes.map((box) => (
            <OneBox key={boxName(box)} box={box} value={box.value} />
          ))}
          {choices !== null && <TextArea name="choices" label={t('formEditor.choices')} hint={t('formEditor.choicesHint')} rows={Math.min(14, choices.split('\n').length + 2)} value={choices} />}
          <Button name="intent" value="save">
            {t('editor.save')}
          </Button>
        </fieldset>
      </Form>
    </Section>
  );
}

function OneBox({ box, value }: { box: FieldBox; value: string }) {
  const t = useText('procedures');
  const name = boxName(box);
  const label = t(`formField.${name.replace('.', '_')}`);
  const hintKey = `formHint.${name.replace('.', '_')}`;
  const hint = t(hintKey) === hintKey ? undefined : t(hintKey);
  const base = { name, label, hint, value, optional: name !== 'title' };
  if (box.kind === 'select') return <Select {...base} options={(box.options ?? []).map((option) => ({ value: option, label: t(`fieldOption.${box.name}.${option}`) }))} />;
  if (box.area) return <TextArea {...base} rows={2} />;
  return <TextInput {...base} width={box.kind === 'number' ? 'w10' : undefined} spellCheck={/When|calculate|prefill/u.test(box.name) ? false : undefined} />;
}
