import type { Option } from '#ui/citizen/text-input.tsx';
import type { UnitChoice } from '../../use-cases/choices.ts';

/** Units as a list that shows the tree by indenting. */
export function unitOptions(units: readonly UnitChoice[]): Option[] {
  return units.map((unit) => ({ value: unit.uid, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }));
}
