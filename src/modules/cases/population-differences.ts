import { foldWords } from '#platform/text/fold.ts';
import type { PopulationAnswer } from './ports.ts';

/** Why two writings of one thing may differ though both are right (OS§11). */
export type DifferenceHint = 'diacritics' | 'abbreviation' | 'old_address' | 'other';

export type Difference = { readonly field: PopulationAnswer['differing'][number]['field']; readonly said: string; readonly registered: string; readonly hint: DifferenceHint };

export type Said = { readonly fullName: string; readonly birthDate: string; readonly residence: string | null };

/** What differs, beside what the form says, for the officer to judge; none of it is kept. */
export function differencesOf(said: Said, differing: PopulationAnswer['differing']): Difference[] {
  return differing.map(({ field, registered }) => {
    const ours = said[field] ?? '';
    return { field, said: ours, registered, hint: hintOf(field, ours, registered) };
  });
}

function hintOf(field: Difference['field'], said: string, registered: string): DifferenceHint {
  if (field === 'birthDate') return 'other';
  const [ours, theirs] = [foldWords(said), foldWords(registered)];
  if (ours.join(' ') === theirs.join(' ')) return 'diacritics';
  if (isShortened(ours, theirs) || isShortened(theirs, ours)) return 'abbreviation';
  return field === 'residence' && samePlaceWrittenOtherwise(said, registered) ? 'old_address' : 'other';
}

/** Word by word the same, or the beginning of the other: "ng v an" of "nguyen van an". */
function isShortened(short: readonly string[], long: readonly string[]): boolean {
  return short.length === long.length && short.every((word, index) => long[index]?.startsWith(word) === true);
}

/** The same house or hamlet below units that were merged or renamed: the first part agrees, the rest does not. */
function samePlaceWrittenOtherwise(said: string, registered: string): boolean {
  const [ours, theirs] = [partsOf(said), partsOf(registered)];
  const [first] = ours;
  return ours.length > 1 && theirs.length > 1 && first !== undefined && first === theirs[0];
}

function partsOf(address: string): string[] {
  return address.split(',').map((part) => foldWords(part).join(' ')).filter((part) => part !== '');
}
