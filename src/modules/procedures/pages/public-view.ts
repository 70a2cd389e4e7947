import { formKeys, kindOf, layoutOf, ownField, titleOf, type FormDefinition } from '#platform/forms/definition.ts';
import type { ProcedureContent } from '../model.ts';

/** One question of the e-form as a line: what will be asked. */
export type AskedLine = { readonly title: string; readonly kind: string; readonly need: 'always' | 'sometimes' | 'optional' };
export type AskedStep = { readonly title: string; readonly asked: readonly AskedLine[] };

/** What a page of a procedure shows: what the law wants published (NĐ 63/2010 Đ8.2), nothing of how the record is kept. */
export function publicView(content: ProcedureContent, form: FormDefinition | null) {
  const { code, name, summary, field, route, routeNote, localIntake, filing, serviceLevel, audience, competentAgency, receivingAgencies, cooperatingAgencies } = content;
  const { howTo, cases, sets, channels, results, requirements, legalBasis, decision, steps, nonBoundary } = content;
  return {
    ...{ code, name, summary, field: field.name, route, routeNote, localIntake, filing, serviceLevel, nonBoundary, audience, competentAgency, receivingAgencies, cooperatingAgencies },
    ...{ howTo, sets, requirements, decision },
    cases: cases.map(({ key, name: title, papers }) => ({ key, title, papers: papers.map(({ code: id, name: words, originals, copies, required, requiredWhen, template, replaceableBy, note }) => ({ id, words, originals, copies, required, sometimes: requiredWhen !== null, template, replaceableBy, note })) })),
    channels: channels.map(({ kind, duration, otherDurations, fees }) => ({
      ...{ kind, duration: limitOf(duration), otherDurations: otherDurations.map((limit) => ({ ...limitOf(limit), text: limit.text })) },
      exemptions: [...new Set(fees.flatMap((fee) => fee.exemptions.map(({ text }) => text)))],
      fees: fees.map((fee) => ({ code: fee.code, name: fee.name, amount: fee.amount, each: fee.perAnswer !== null, byFormula: fee.formula !== null, when: fee.when, legalBase: fee.legalBase })),
    })),
    results: results.map(({ name: words, paperRequired }) => ({ words, paperRequired })),
    legalBasis: legalBasis.map(({ number, title, date, article }) => ({ number, title, date, article })),
    steps: steps.map(({ name: words, role, unit, hours, consultations }) => ({ words, who: [role, unit].filter((part) => part !== '').join(', '), hours, asked: consultations.map((one) => one.role) })),
    form: form === null ? [] : askedSteps(form),
  };
}

export type PublicView = ReturnType<typeof publicView>;

function limitOf({ unit, n, cutOff, legalBase }: ProcedureContent['channels'][number]['duration']): { unit: string; n: number; cutOff: string; legalBase: string } {
  return { unit, n: n ?? 0, cutOff: cutOff ?? '', legalBase };
}

function askedSteps(form: FormDefinition): AskedStep[] {
  const shownKeys = new Set(formKeys(form));
  return form['x-dinh'].steps.map((step) => ({
    title: step.title,
    asked: step.fields.flatMap((key): AskedLine[] => {
      const field = ownField(form, key);
      if (field === undefined || !shownKeys.has(key) || layoutOf(field).calculate !== undefined) return [];
      const { visibleWhen, requiredWhen } = layoutOf(field);
      const need = form.required?.includes(key) ? 'always' : visibleWhen !== undefined || requiredWhen !== undefined ? 'sometimes' : 'optional';
      return [{ title: titleOf(field, 'vi'), kind: kindOf(field), need }];
    }),
  }));
}
