/** Longest text that a pattern may be asked to judge. */
const longestText = 500;
const mostOpenEnds = 2;

/**
 * True for a pattern whose time is bounded on every text: anchored at both ends, no repeated group, no look-around
 * and no back-reference, at most two open-ended repeats, and a field of at most 500 characters.
 */
export function isSafePattern(pattern: string, maxLength: number | undefined): boolean {
  if ((maxLength ?? Infinity) > longestText) return false;
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || !compiles(pattern)) return false;
  const outside = withoutClasses(pattern);
  if (/\\[1-9k]|\(\?[=!<]/.test(outside)) return false;
  // A group that repeats is where backtracking multiplies.
  if (/\)[*+{]/.test(outside)) return false;
  // An alternative outside a group would leave one side without its anchor.
  if (/\|/.test(outside.replace(/\([^()]*\)/g, ''))) return false;
  return (outside.match(/[*+]|\{\d+,\}/g) ?? []).length <= mostOpenEnds;
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** The pattern with character classes and escaped signs blanked, so that their content is not read as operators. */
function withoutClasses(pattern: string): string {
  return pattern.replace(/\\[^1-9k]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
}
