import type { ProcedureVersion } from '#modules/procedures/index.ts';
import { validate } from '#platform/forms/validate.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { CaseView } from '../../index.ts';
import { definitionOf } from '../definition.ts';
import type { ActFlash } from '../flash.ts';
import type { ChecksData, PopulationData } from './checks-data.ts';
import type { ChoiceData, ProcessData } from './process-data.ts';
import type { LinkedData } from './linked-clocks.tsx';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A case as JSON for the officers' page. `today` is the day in Viet Nam. */
export function caseData(view: CaseView, content: ProcedureVersion['content'], today: string) {
  const { file, papers, journal, agency, abilities } = view;
  const form = definitionOf(content.form);
  const submitted = journal.find((line) => line.act === 'submit');
  return {
    ...headOf(view),
    agencyName: agency.name,
    abilities: {
      ...abilities,
      collect_fee: abilities.collect_fee === true && file.feeDue > file.feePaid,
      take: abilities.take === true && file.holderId === null,
    },
    form,
    answers: file.answers,
    // Questions that hang on a date, such as a late registration, are those of the day it was filed.
    visible: [...validate(form, file.answers, { today: toLocalDate(file.submittedAt) }).visible],
    verified: verifiedFields(submitted?.data['verified']),
    submittedBy: submitted?.actorKind === 'citizen' ? submitted.actorName : null,
    applicantField: content.applicant.name,
    papers: papers.map(({ position, code, name, size, mediaType }) => ({
      position,
      name,
      size,
      mediaType,
      kind: paperName(content, code),
    })),
    journal: journal.map((line) => ({ ...line, at: line.at.toISOString(), data: {} })),
    result: resultData(view, content, today),
    steps: content.steps.map((step) => step.name),
  };
}

/** What the parts of the page are given. */
export type OfficerCaseItem = ReturnType<typeof caseData> & {
  readonly checks: ChecksData;
  readonly population: PopulationData;
  readonly process: ProcessData;
  readonly choices: ChoiceData;
  readonly linked: LinkedData;
  readonly flash: ActFlash | null;
  readonly today: string;
  readonly now: string;
};

/** Parts of a case, as the address names them. */
export type Part = 'to-khai' | 'du-thao' | 'y-kien' | 'giay-to' | 'nhat-ky';

const shown = [
  'id',
  'code',
  'procedureName',
  'channel',
  'state',
  'step',
  'stepKind',
  'applicantName',
  'applicantPhone',
  'applicantEmail',
  'feeDue',
  'feePaid',
] as const;

function pick<T, K extends keyof T>(value: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, value[key]])) as Pick<T, K>;
}

function headOf({ file, journal }: CaseView) {
  return {
    ...pick(file, shown),
    submittedAt: file.submittedAt.toISOString(),
    acceptedAt: iso(file.acceptedAt),
    acceptedBy: journal.find((line) => line.act === 'accept')?.actorName ?? null,
    holder:
      file.holderId === null
        ? null
        : holderName(journal),
    dueAt: iso(file.dueAt),
    dueDerivation: [...file.dueDerivation],
    finishedAt: iso(file.finishedAt),
    extendedTo: iso(file.extendedTo),
    delegated: file.delegateId === null ? null : namedBy(journal, 'delegate'),
  };
}

/** Who holds a case: whoever took or signed it last, or to whom it was given. */
function holderName(journal: CaseView['journal']): string | null {
  const last = journal.findLast((line) => ['take', 'sign_result', 'delegate', 'recall', 'hand_over', 'reassign'].includes(line.act));
  if (last === undefined) return null;
  const given = last.act === 'hand_over' || last.act === 'reassign' ? last.data['to'] : null;
  return typeof given === 'string' && given !== '' ? given : last.actorName;
}

/** Whom the last act of a kind named. */
function namedBy(journal: CaseView['journal'], act: CaseView['journal'][number]['act']): string {
  const name = journal.findLast((line) => line.act === act)?.data['to'];
  return typeof name === 'string' ? name : '';
}

/** The result as far as it is: saved, or suggested from the answers. */
function resultData({ result, suggestion, journal }: CaseView, content: ProcedureVersion['content'], today: string) {
  const [kind] = content.results;
  const form = definitionOf(kind?.form);
  const fields = result?.fields ?? suggestion;
  const verdict = validate(form, fields, { today });
  const returned = journal.findLast((line) => line.act === 'return_result' || line.act === 'propose_result');
  return {
    ...{ form, fields, suggestion },
    name: kind?.name ?? '',
    notation: result?.notation ?? null,
    state: result?.state ?? null,
    values: verdict.values,
    visible: [...verdict.visible],
    problems: verdict.problems.length,
    /** Words with which the leader sent the draft back last, until it is proposed again. */
    returned: returned?.act === 'return_result' ? { by: returned.actorName, words: returned.internalNote ?? '' } : null,
    verificationCode: result?.verificationCode ?? null,
  };
}

function paperName(content: ProcedureVersion['content'], code: string): string | null {
  return content.cases.flatMap((variant) => variant.papers).find((paper) => paper.code === code)?.name ?? null;
}

function verifiedFields(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((field) => typeof field === 'string') : [];
}
