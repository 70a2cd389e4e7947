import type { HandingChoices, ProcessView } from '../../index.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The way of a case as JSON. */
export function processData(view: ProcessView) {
  const { consultations, links, letters, portal, proposedDueAt, ...rest } = view;
  return {
    ...rest,
    portal: { verdict: portal.verdict, reason: portal.reason },
    proposedDueAt: iso(proposedDueAt),
    links: links.map(({ caseId, code, kind, way }) => ({ caseId, code, kind, way })),
    letters: letters.map((letter) => ({ ...letter, at: iso(letter.at) })),
    consultations: consultations.map((one) => ({
      id: one.id,
      question: one.question,
      asked: one.personName === null ? one.unitName : `${one.personName}, ${one.unitName}`,
      mandatory: one.mandatory,
      wantedBy: iso(one.wantedBy),
      askedByName: one.askedByName,
      askedAt: one.askedAt.toISOString(),
      opinion: one.opinion,
      answer: one.answer,
      answeredByName: one.answeredByName,
      answeredAt: iso(one.answeredAt),
      endReason: one.endReason,
      mine: one.mine,
    })),
  };
}
export type ProcessData = ReturnType<typeof processData>;

type Option = { readonly value: string; readonly label: string };

/** Lists for the dialogs; empty where the officer may give the case to nobody. */
export function choiceData(choices: HandingChoices | null) {
  const none: readonly Option[] = [];
  if (choices === null) return { colleagues: none, offices: none, staff: none, units: none };
  const units = new Map(choices.staff.map((one) => [one.unitUid, one.unitName]));
  return {
    colleagues: choices.colleagues.map(personOption((one) => one.holdingId)),
    offices: choices.offices.map((office) => ({ value: office.unitUid, label: office.name })),
    staff: choices.staff.map(personOption((one) => `holding:${one.holdingId}`)),
    units: [...units].map(([uid, name]) => ({ value: `unit:${uid}`, label: name })),
  };
}
export type ChoiceData = ReturnType<typeof choiceData>;

type Person = HandingChoices['staff'][number];

function personOption(valueOf: (person: Person) => string) {
  return (person: Person): Option => ({ value: valueOf(person), label: `${person.name}, ${person.position}` });
}

/** Whether a dialog of the page asks for a person or an office. */
export function mayGive(abilities: Readonly<Record<string, boolean | undefined>>): boolean {
  return ['hand_over', 'reassign', 'delegate', 'consult', 'transfer'].some((act) => abilities[act] === true);
}
