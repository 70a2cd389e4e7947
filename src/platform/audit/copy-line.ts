const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

/**
 * The line that `COPY … TO STDOUT` (text format) writes for these columns, without its newline.
 * Columns are the database's own text of each value; null is `\N`.
 */
export function copyLine(columns: readonly (string | null)[]): string {
  return columns
    .map((text) => (text === null ? '\\N' : text.replace(/[\b\f\n\r\t\v\\]/gu, (sign) => escapes[sign] ?? sign)))
    .join('\t');
}
