import type { Verdict } from '../../channels/route.ts';

/** The codes by which Zalo says that the access token is no good (message template, official account). */
export const tokenCodes: ReadonlySet<number> = new Set([-124, -216]);

/** Zalo takes no template message from 22 to 6 (OP§12). */
export const quietCode = -133;

/**
 * What a code of the message template API means for us (OP§12). Only "unknown error" is worth repeating; a wrong number
 * is wrong for SMS too; everything else is between us and Zalo, and another channel may do.
 */
export function verdictOfCode(code: number): Exclude<Verdict, { kind: 'taken' | 'later' }> {
  if (code === -100) return { kind: 'retry', reason: 'zalo -100' };
  if (code === -108) return { kind: 'give_up', reason: 'bad_phone -108' };
  return { kind: 'fail_over', reason: `${wordOf(code)} ${code}` };
}

const words: readonly (readonly [string, readonly number[]])[] = [
  ['template_refused', [-109, -111, -112, -113, -116, -117, -131, -132]],
  ['reader_unreachable', [-110, -114, -118, -119]],
  ['quota', [-115, -144, -147]],
  ['misconfigured', [-101, -102, -103, -104, -105, -106, -107, -124, -216]],
];

function wordOf(code: number): string {
  return words.find(([, codes]) => codes.includes(code))?.[0] ?? 'zalo';
}
