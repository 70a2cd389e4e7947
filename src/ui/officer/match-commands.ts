import { foldText } from '#platform/text/fold.ts';
import type { Command } from './command.ts';

const limit = 12;

/** The commands that hold every word of the query, those that begin with it first; at most twelve. */
export function matchCommands(commands: readonly Command[], query: string): readonly Command[] {
  const sought = foldText(query).trim();
  if (sought === '') return commands.slice(0, limit);
  const terms = sought.split(/\s+/);
  const scored = commands.flatMap((command) => {
    const text = foldText(`${command.label} ${command.keywords ?? ''}`);
    return terms.every((term) => text.includes(term)) ? [{ command, late: text.startsWith(sought) ? 0 : 1 }] : [];
  });
  return scored
    .sort((a, b) => a.late - b.late)
    .slice(0, limit)
    .map(({ command }) => command);
}
