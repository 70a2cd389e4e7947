const parts = (iso: string): Date => new Date(new Date(iso).getTime() + 7 * 3_600_000);
const two = (value: number): string => String(value).padStart(2, '0');

/** `23/11/2026` in Vietnam. */
export function dayOf(iso: string): string {
  const at = parts(iso);
  return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
}

/** `23/11/2026 09:00:05` in Vietnam. */
export function momentOf(iso: string): string {
  const at = parts(iso);
  return `${dayOf(iso)} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}
