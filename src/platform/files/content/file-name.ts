import { cleanLine } from '#platform/text/clean.ts';

const longestName = 120;
const fallback = 'tệp';
// Windows opens a device under these names, whatever the extension.
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu;

/**
 * A name that is safe to store, to show and to download under: the last part of a path, NFC, without controls, bidi
 * overrides, signs that file systems forbid, leading dots or trailing dots; at most 120 letters, extension kept.
 */
export function cleanFileName(raw: string): string {
  const last = raw.split(/[/\\]/u).at(-1) ?? '';
  const safe = cleanLine(last)
    .replace(/[<>:"|?*]/gu, '_')
    .replace(/^[. ]+|[. ]+$/gu, '');
  const named = safe === '' ? fallback : devices.test(safe) ? `_${safe}` : safe;
  const extension = /\.[^.]{1,10}$/u.exec(named)?.[0] ?? '';
  const letters = Array.from(named.slice(0, named.length - extension.length));
  return letters.slice(0, longestName - extension.length).join('') + extension;
}

/** Lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  return (/\.([^.]+)$/u.exec(name)?.[1] ?? '').toLowerCase();
}

// "Mật" alone is part of many harmless words (bảo mật, mật ong), so it counts only in brackets.
const secretMarks = /(tối|tuyệt)[ _-]*mật|[([]\s*mật\s*[)\]]/iu;

/** True when the name carries a mark of state secrets (Luật Bảo vệ bí mật nhà nước, Điều 8), which must never enter. */
export function bearsSecretMark(name: string): boolean {
  return secretMarks.test(name.normalize('NFC'));
}
