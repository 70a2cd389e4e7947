/** What the structure of a personal identity number says (NĐ 137/2015/NĐ-CP Điều 13; Luật Căn cước 26/2023 Điều 12). */
export type PersonalId = {
  readonly id: string;
  /** Province or country code of the place where birth was registered, three digits. */
  readonly placeCode: string;
  readonly sex: 'male' | 'female';
  readonly birthYear: number;
};

/** What else is known about the person, to be held against the number. */
export type KnownPerson = { readonly sex?: 'male' | 'female'; readonly birthYear?: number };

export type PersonalIdProblem = 'structure' | 'sex' | 'birth_year';

/**
 * Reads a 12-digit number: place (3), century and sex (1: 0/1 = male/female of 1900–1999, 2/3 of 2000–2099 …),
 * last two digits of the birth year (2), random digits (6). Spaces and dots are ignored. Null when it is not one.
 * There is no check digit: a well-formed number may still belong to nobody.
 */
export function parsePersonalId(text: string): PersonalId | null {
  const id = text.replace(/[\s.]/g, '');
  const match = /^(?<place>[0-9]{3})(?<century>[0-9])(?<year>[0-9]{2})[0-9]{6}$/.exec(id);
  if (!match?.groups || match.groups['place'] === '000') return null;
  const century = Number(match.groups['century']);
  return {
    id,
    placeCode: match.groups['place'] ?? '',
    sex: century % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(century / 2) * 100 + Number(match.groups['year']),
  };
}

/** Problems of a number against what else is known; empty when all agrees. */
export function checkPersonalId(text: string, known: KnownPerson = {}): readonly PersonalIdProblem[] {
  const parsed = parsePersonalId(text);
  if (!parsed) return ['structure'];
  const problems: PersonalIdProblem[] = [];
  if (known.sex !== undefined && known.sex !== parsed.sex) problems.push('sex');
  if (known.birthYear !== undefined && known.birthYear !== parsed.birthYear) problems.push('birth_year');
  return problems;
}

/** Groups of three for reading aloud and comparing by eye: `001090000042` → `001 090 000 042`. */
export function formatPersonalId(id: string): string {
  return id.replace(/\s/g, '').replace(/(.{3})(?=.)/g, '$1 ');
}
