import { expect, it } from 'vitest';
import { checkDefinition } from '#platform/forms/check-definition.ts';
import { shippedCatalogue } from '../../shipped.ts';
import { addField, changeSteps, fieldAt, fieldTypes, moveField, moveStep, moveToStep, newField, outlineOf, removeField, setField, stepsOf, typeOf, type Json } from './edit-form.ts';
import { boxName, boxValue, choiceLines, readBoxes, shownBoxes } from './field-boxes.ts';

const empty: Json = { title: 'Tờ khai', type: 'object', additionalProperties: false, properties: {}, 'x-dinh': { steps: [{ key: 'one', title: 'Một', fields: [] }, { key: 'two', title: 'Hai', fields: [] }] } };
const pathsOf = (form: Json): string[] => stepsOf(form).flatMap((step) => outlineOf(form, step).map(({ path }) => path));

it('builds a form of every kind of question that passes the check', () => {
  let form = empty;
  for (const [index, type] of fieldTypes.entries()) form = addField(form, `q${type.replace('-', '')}`, newField(type, `Câu ${index}`), index % 2 === 0 ? 'one' : 'two');
  expect(checkDefinition(form).problems).toEqual([]);
  for (const type of fieldTypes) expect(typeOf(fieldAt(form, `q${type.replace('-', '')}`)!.field)).toBe(type);
  expect(pathsOf(form)).toContain('qrows.name');
});

it('moves, removes and adds inside groups and tables, and keeps the order whole', () => {
  let form = addField(addField(empty, 'members', newField('rows', 'Thành viên'), 'one'), 'note', newField('text', 'Ghi chú'), 'one');
  form = addField(form, 'members.birthDate', newField('date', 'Ngày sinh'), 'one');
  expect(pathsOf(form)).toEqual(['members', 'members.name', 'members.birthDate', 'note']);
  form = moveField(moveField(form, 'members.birthDate', -1), 'note', -1);
  expect(pathsOf(form)).toEqual(['note', 'members', 'members.birthDate', 'members.name']);
  form = removeField(setField(form, 'members.name', { field: newField('text', 'Họ tên'), required: true }), 'members.birthDate');
  form = moveToStep(form, 'note', 'two');
  expect(pathsOf(form)).toEqual(['members', 'members.name', 'note']);
  expect(checkDefinition(form).problems).toEqual([]);
  expect(pathsOf(moveStep(form, 'two', -1))).toEqual(['note', 'members', 'members.name']);
  expect(stepsOf(changeSteps(form, (steps) => steps.slice(0, 1)))).toHaveLength(1);
});

it('changes nothing for paths that lead nowhere', () => {
  for (const path of ['nothing.inside', '__proto__.x', 'constructor.name']) expect(fieldAt(setField(empty, path, { field: {}, required: true }), path)).toBeUndefined();
});

it('saves every question of the shipped forms unchanged when nothing was typed', async () => {
  for (const { content } of await shippedCatalogue()) {
    const form = content.form as Json;
    for (const { path } of stepsOf(form).flatMap((step) => outlineOf(form, step))) {
      const { field, required } = fieldAt(form, path)!;
      const posted = Object.fromEntries(shownBoxes(field).map((at) => [boxName(at), boxValue(field, at)]));
      const choices = choiceLines(field);
      const saved = readBoxes(field, choices === null ? posted : { ...posted, choices });
      expect(saved, `${content.code} ${path}`).toEqual(field);
      expect(setField(form, path, { field: saved, required })['properties']).toEqual(form['properties']);
    }
  }
});
