import type { LeaderCheck } from '#ui/leader/index.ts';
import type { Translate } from '#platform/web/text.tsx';

/** What the checks look at; all of it stands in the case. */
export type SigningFacts = {
  readonly signer: { readonly name: string; readonly lines: readonly string[] } | null;
  /** Problems of the draft by its own form. */
  readonly problems: number;
  /** Labels of what differs between the draft and the application. */
  readonly differences: readonly string[];
  readonly feeDue: number;
  readonly feePaid: number;
  readonly late: boolean;
  /** The applicant wrote what their e-ID says. */
  readonly verified: boolean;
  readonly channel: string;
  readonly supplemented: boolean;
};

/** Why it may be signed, and what to look at first: what stops, then what needs a look, then what is in order. */
export function signingChecks(t: Translate, facts: SigningFacts): readonly LeaderCheck[] {
  const check = (
    verdict: LeaderCheck['verdict'],
    key: string,
    values: Readonly<Record<string, string | number>> = {},
  ): LeaderCheck => ({ verdict, text: t(`leader.check.${key}`, values) });
  const checks = [
    facts.signer === null ? check('stop', 'noAuthority') : null,
    facts.problems > 0 ? check('stop', 'problems', { count: facts.problems }) : check('ok', 'complete'),
    facts.differences.length > 0
      ? check('look', 'differs', { names: facts.differences.join(', ') })
      : check('ok', 'same'),
    facts.late ? check('look', 'late') : null,
    facts.channel === 'online'
      ? check(facts.verified ? 'ok' : 'look', facts.verified ? 'verified' : 'notVerified')
      : null,
    facts.feeDue > facts.feePaid ? check('look', 'feeLater') : null,
    facts.supplemented ? check('look', 'supplemented') : null,
  ].filter((line) => line !== null);
  const order = { stop: 0, look: 1, ok: 2 } as const;
  return checks.toSorted((left, right) => order[left.verdict] - order[right.verdict]);
}
