type Values = Readonly<Record<string, unknown>>;

/** What the application said about a field of the result, where the result says otherwise; a date that only became more exact is the same. */
export function differences(suggestion: Values, values: Values): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [key, said] of Object.entries(suggestion)) {
    const value = values[key];
    if (typeof said !== 'string' || said === '' || said === value) continue;
    const moreExact = /^\d{4}(?:-\d{2})?$/u.test(said) && typeof value === 'string' && value.startsWith(`${said}-`);
    if (!moreExact) found.set(key, said);
  }
  return found;
}
