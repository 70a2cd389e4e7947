import { toNfc } from './clean.ts';

const hidden = '•';

function maskWord(word: string, index: number): string {
  const first = /^\p{L}\p{M}{0,3}/u.exec(word)?.[0] ?? '*';
  // The number of stars never follows the length of the word: with a rare family name the length alone tells who it is.
  return first + (index === 0 ? '***' : '**');
}

/** A person's name for public pages: first letters only, `Nguyễn Văn An` → `N*** V** A**`. */
export function maskName(name: string): string {
  const words = toNfc(name)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return words.map(maskWord).join(' ');
}

function groupFromEnd(text: string, sizes: readonly number[]): string {
  const groups: string[] = [];
  let end = text.length;
  for (const size of sizes) {
    groups.unshift(text.slice(Math.max(0, end - size), end));
    end = Math.max(0, end - size);
  }
  if (end > 0) groups.unshift(text.slice(0, end));
  return groups.filter((group) => group !== '').join(' ');
}

/**
 * Identity number on screens that need to tell two people apart: `001090000042` → `0•• ••• ••• 042`.
 * Shorter than nine characters shows nothing: three of six digits would be half of the number.
 */
export function maskPersonalId(id: string): string {
  const plain = id.replace(/\s/g, '');
  if (plain.length < 9) return hidden.repeat(plain.length);
  return groupFromEnd(plain.slice(0, 1) + hidden.repeat(plain.length - 4) + plain.slice(-3), [3, 3, 3]);
}

/** Telephone number, last three digits kept: `0912345678` and `+84912345678` → `09•• ••• 678`. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '').replace(/^\+84/, '0');
  if (digits.length < 8) return hidden.repeat(digits.length);
  return groupFromEnd(digits.slice(0, 2) + hidden.repeat(digits.length - 5) + digits.slice(-3), [3, 3]);
}

/** E-mail address: first letter and domain, `an.nguyen@example.vn` → `a•••@example.vn`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return hidden.repeat(3);
  return `${Array.from(email)[0] ?? hidden}${hidden.repeat(3)}${email.slice(at)}`;
}
