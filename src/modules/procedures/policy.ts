import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, mayAnywhere, type Decision } from '#platform/access/decide.ts';

export const permissions = [
  { key: 'procedures.edit', vi: 'Soạn, sửa bản nháp thủ tục hành chính' },
  { key: 'procedures.publish', vi: 'Công bố, rút, bãi bỏ thủ tục hành chính' },
] as const;

export type ProcedureAction = 'procedures.edit' | 'procedures.publish' | 'procedures.read';

/**
 * Published procedures are open to everyone (NĐ 63/2010 Đ24); drafts and their history to those who edit or publish;
 * the catalogue is one for the whole locality, so the unit of a grant does not matter.
 */
export function decide(actor: Actor, action: ProcedureAction): Decision {
  if (actor.kind === 'system') return allow;
  if (action === 'procedures.read') return mayAnywhere(actor, 'procedures.edit') || mayAnywhere(actor, 'procedures.publish') ? allow : deny('procedures.edit_forbidden');
  return mayAnywhere(actor, action) ? allow : deny(action === 'procedures.edit' ? 'procedures.edit_forbidden' : 'procedures.publish_forbidden');
}

export type FourEyes = { readonly mode: 'always' | 'unless_alone' | 'never'; readonly lastEditor: string; readonly othersMayPublish: boolean };

/** Four eyes: who wrote last does not publish, unless the rule in force lets somebody who is alone. */
export function decidePublication(actor: Actor, { mode, lastEditor, othersMayPublish }: FourEyes): Decision {
  const right = decide(actor, 'procedures.publish');
  if (!right.allowed || actor.kind !== 'officer' || mode === 'never' || actor.accountId !== lastEditor) return right;
  return mode === 'unless_alone' && !othersMayPublish ? allow : deny('procedures.four_eyes');
}

/** What the pages offer. */
export function abilities(actor: Actor): { readonly edit: boolean; readonly publish: boolean } {
  return { edit: decide(actor, 'procedures.edit').allowed, publish: decide(actor, 'procedures.publish').allowed };
}
