import { z } from 'zod';
import records from './letter-forms.json' with { type: 'json' };
import type { CaseFile, JournalLine } from './model.ts';
import { endStates, states, type Act } from './states.ts';

export const letterForms = ['01', '02', '03', '04', '05', '06'] as const;
export type LetterForm = (typeof letterForms)[number];

const forms = z
  .array(z.object({ form: z.enum(letterForms), vi: z.string(), suffix: z.string(), legalBase: z.string(), validFrom: z.iso.date(), validTo: z.iso.date().nullable() }))
  .parse(records);

/** Name and suffix of the number of a form, by its legal base in force. */
export function formOfLaw(form: LetterForm): (typeof forms)[number] {
  const found = forms.find((candidate) => candidate.form === form);
  if (found === undefined) throw new Error(`there is no form ${form}`);
  return found;
}

/**
 * A paper of a case that was written, or is ready to be (`draft`). `number` counts those of the same form, from 1.
 * Letters are made from the case and its journal whenever somebody wants one, so that they are the same every time.
 */
export type Letter = { readonly form: LetterForm; readonly number: number; readonly name: string; readonly at: Date | null; readonly draft: boolean };

const formOfAct: Readonly<Partial<Record<Act, LetterForm>>> = {
  accept: '01',
  ask_supplement: '02',
  refuse: '03',
  apologise: '04',
  withdraw: '05',
  stop: '05',
  merge_into: '05',
};

export type LetterLine = Pick<JournalLine, 'act' | 'at'>;

/** The lines of the journal that made a letter of this form. */
export function linesOf<L extends LetterLine>(form: LetterForm, journal: readonly L[]): L[] {
  return journal.filter((line) => formOfAct[line.act] === form);
}

/** Every letter of a case for those who may read it; the control slip and drafts are for officers. */
export function lettersOf(file: Pick<CaseFile, 'acceptedAt' | 'state' | 'extendedTo'>, journal: readonly LetterLine[], forOfficer: boolean): Letter[] {
  const counts = new Map<LetterForm, number>();
  const written = journal.flatMap((line): Letter[] => {
    const form = formOfAct[line.act];
    // A case that was split off has the receipt of the case it came from.
    if (form === undefined) return [];
    const number = (counts.get(form) ?? 0) + 1;
    counts.set(form, number);
    return [{ form, number, name: formOfLaw(form).vi, at: line.at, draft: false }];
  });
  if (!forOfficer || file.acceptedAt === null) return written;
  const slip: Letter = { form: '06', number: 1, name: formOfLaw('06').vi, at: null, draft: false };
  const apology: Letter = { form: '04', number: 1, name: formOfLaw('04').vi, at: null, draft: true };
  return [...written, ...(mayApologise(file) ? [apology] : []), slip];
}

/** A new date is promised at most once (OS§3), and only while the clock runs. */
export function mayApologise(file: Pick<CaseFile, 'state' | 'extendedTo' | 'acceptedAt'>): boolean {
  return file.acceptedAt !== null && file.extendedTo === null && file.state !== states.finished && !endStates.includes(file.state);
}
