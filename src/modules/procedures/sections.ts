import type { ProcedureContent } from './model.ts';

/** The parts in which a record is edited; each is saved by itself, so two people may write in two parts. */
export const sections = {
  general: [
    'name', 'summary', 'field', 'level', 'serviceLevel', 'route', 'routeNote', 'localIntake', 'filing', 'audience', 'lifeEvents', 'keywords', 'competentAgency', 'receivingAgencies',
    'cooperatingAgencies', 'nonBoundary', 'howTo', 'requirements', 'sets', 'clockPolicy', 'maxSupplements', 'applicant', 'openQuestions',
  ],
  papers: ['cases'],
  channels: ['channels'],
  results: ['results'],
  law: ['legalBasis', 'decision'],
  form: ['form'],
  process: ['steps', 'stepsCertainty', 'pauses', 'linked'],
} as const satisfies Record<string, readonly (keyof ProcedureContent)[]>;

export type Section = keyof typeof sections;

export const sectionKeys = Object.keys(sections) as Section[];

const sectionOfKey: ReadonlyMap<string, Section> = new Map(sectionKeys.flatMap((section) => sections[section].map((key) => [key, section] as const)));

/** The part in which a path of the record is edited; what stands nowhere else (the code) is general. */
export function sectionOf(path: string): Section {
  return sectionOfKey.get(path.split('.')[0] ?? '') ?? 'general';
}

/** A record as far as it is written. */
export type DraftContent = Readonly<Record<string, unknown>>;

/** Replaces one part of a draft; keys of other parts in `part` are left out. */
export function withSection(content: DraftContent, section: Section, part: DraftContent): DraftContent {
  const taken = sections[section].filter((key) => Object.hasOwn(part, key)).map((key): [string, unknown] => [key, part[key]]);
  return { ...content, ...Object.fromEntries(taken) };
}

/** One part of a draft. */
export function sectionContent(content: DraftContent, section: Section): DraftContent {
  return Object.fromEntries(sections[section].filter((key) => Object.hasOwn(content, key)).map((key): [string, unknown] => [key, content[key]]));
}

/** Something that keeps a draft from being published, or (a warning) should be looked at; `message` begins in lower case, after the name of the field. */
export type Problem = { readonly section: Section; readonly path: string; readonly message: string };

export type AddProblem = (path: string, message: string) => void;
