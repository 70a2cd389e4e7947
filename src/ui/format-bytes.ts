import type { Locale } from './words.ts';

const units = ['B', 'KB', 'MB', 'GB'] as const;

/** A size in bytes for people: `1,4 MB` (vi), `1.4 MB` (en). */
export function formatBytes(bytes: number, locale: Locale = 'vi'): string {
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)));
  const amount = bytes / 1024 ** step;
  const digits = step === 0 || amount >= 10 ? 0 : 1;
  const text = amount.toFixed(digits).replace(/\.0$/, '');
  return `${locale === 'vi' ? text.replace('.', ',') : text} ${units[step] ?? 'B'}`;
}
