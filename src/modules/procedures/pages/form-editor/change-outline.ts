import { addField, changeSteps, fieldAt, fieldTypes, moveField, moveStep, moveToStep, newField, removeField, stepsOf, without, type FieldType, type Json } from './edit-form.ts';

type Posted = Readonly<Record<string, string>>;

const keyShape = /^[a-z][A-Za-z0-9]{0,39}(\.[a-z][A-Za-z0-9]{0,39}){0,3}$/u;

/** The form with the titles that were typed, and what the pressed button says done to it. */
export function changeOutline(form: Json, posted: Posted): Json {
  return applyIntent(withTitles(form, posted), posted);
}

function withTitles(form: Json, posted: Posted): Json {
  const titled = changeSteps(form, (steps) =>
    steps.map((step) => {
      const key = String(step['key']);
      const description = (posted[`step.${key}.description`] ?? '').trim();
      return { ...without(step, 'description'), title: posted[`step.${key}.title`]?.trim() ?? step['title'], ...(description === '' ? {} : { description }) };
    }),
  );
  return posted['title'] === undefined ? titled : { ...titled, title: posted['title'].trim() };
}

function applyIntent(form: Json, posted: Posted): Json {
  const [verb = '', target = ''] = (posted['intent'] ?? '').split(':');
  switch (verb) {
    case 'field-up':
    case 'field-down':
      return fieldAt(form, target) === undefined ? form : moveField(form, target, verb === 'field-up' ? -1 : 1);
    case 'field-remove':
      return fieldAt(form, target) === undefined ? form : removeField(form, target);
    case 'field-step':
      return moved(form, target, posted[`move.${target}`] ?? '');
    case 'step-up':
    case 'step-down':
      return moveStep(form, target, verb === 'step-up' ? -1 : 1);
    case 'step-remove':
      return changeSteps(form, (steps) => steps.filter((step) => step['key'] !== target || (Array.isArray(step['fields']) && step['fields'].length > 0)));
    case 'add-step':
      return withStep(form, posted['newStepKey']?.trim() ?? '', posted['newStepTitle']?.trim() ?? '');
    case 'add-field':
      return withField(form, posted);
    default:
      return form;
  }
}

function moved(form: Json, key: string, step: string): Json {
  return fieldAt(form, key) !== undefined && stepsOf(form).some((one) => one.key === step) ? moveToStep(form, key, step) : form;
}

function withStep(form: Json, key: string, title: string): Json {
  if (!keyShape.test(key) || key.includes('.') || title === '' || stepsOf(form).some((step) => step.key === key)) return form;
  return changeSteps(form, (steps) => [...steps, { key, title, fields: [] }]);
}

/** A key that is taken, or that is no key, adds nothing: the list of problems of the page tells what is missing. */
function withField(form: Json, posted: Posted): Json {
  const { newKey = '', newTitle = '', newType = '', newStep = '' } = posted;
  const key = newKey.trim();
  const type = fieldTypes.find((one): one is FieldType => one === newType);
  if (!keyShape.test(key) || type === undefined || fieldAt(form, key) !== undefined) return form;
  return addField(form, key, newField(type, newTitle.trim() || key), newStep);
}
