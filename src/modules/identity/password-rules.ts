import { foldText } from '#platform/text/fold.ts';
import type { SecurityPolicy } from './security-policy.ts';

export const maxPasswordLength = 128;

export type PasswordCircumstances = {
  readonly username: string;
  readonly displayName: string;
  readonly hasSecondFactor: boolean;
};

/** What is wrong with a new password, as an error code; null when nothing is. Length counts characters, not bytes. */
export function passwordProblem(password: string, who: PasswordCircumstances, policy: SecurityPolicy): string | null {
  const length = lengthOf(password);
  const minimum = who.hasSecondFactor ? policy.passwordLengthWithFactor : policy.passwordLengthAlone;
  if (length < minimum) return 'identity.password_too_short';
  if (length > maxPasswordLength) return 'identity.password_too_long';
  if (isGuessable(password, who)) return 'identity.password_guessable';
  return null;
}

/** Long enough to be used without a second factor. */
export function isLongEnoughAlone(password: string, policy: SecurityPolicy): boolean {
  return lengthOf(password) >= policy.passwordLengthAlone;
}

const lengthOf = (password: string): number => Array.from(password.normalize('NFKC')).length;

/** Roots of the passwords that attackers try first; a password is weak when little else is left of it. */
const commonRoots = [
  'matkhau', 'password', 'passw0rd', 'admin', 'quantri', 'vietnam', 'iloveyou', 'anhyeuem', 'emyeuanh', 'conyeume', 'giadinh',
  'hanhphuc', 'khongbiet', 'letmein', 'welcome', 'qwerty', 'asdfgh', 'zxcvbn', '123456', '654321', '111111', 'abc123', 'thanhcong',
]; // prettier-ignore

const fewestDistinct = 5;
const fewestOtherLetters = 5;

function isGuessable(password: string, who: PasswordCircumstances): boolean {
  const folded = foldText(password.normalize('NFKC')).replace(/[\s._@-]/g, '');
  if (new Set(folded).size < fewestDistinct || isRun(folded)) return true;
  const own = [who.username, who.displayName]
    .map((text) => foldText(text).replace(/[\s._@-]/g, ''))
    .filter((text) => text.length >= 4);
  const root = [...own, ...commonRoots].find((candidate) => folded.includes(candidate));
  if (root === undefined) return false;
  const rest = folded.replaceAll(root, '');
  return new Set(rest).size < fewestOtherLetters || /^\d*$/.test(rest);
}

/** Every character follows the one before (abcdefgh, 87654321). */
function isRun(text: string): boolean {
  const steps = new Set<number>();
  for (let index = 1; index < text.length; index += 1) steps.add(text.charCodeAt(index) - text.charCodeAt(index - 1));
  return steps.size === 1;
}
