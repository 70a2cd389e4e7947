import { forbidden, notFound } from '#platform/errors/app-error.ts';
import type { Actor } from './actor.ts';

/** `visible: false` means that even the existence of the subject must not be told. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly code: string; readonly visible: boolean };

export const allow: Decision = { allowed: true };

/** The actor may know that the subject exists, but not do this. */
export const deny = (code: string): Decision => ({ allowed: false, code, visible: true });

/** The actor must not learn that the subject exists. */
export const hide = (code: string): Decision => ({ allowed: false, code, visible: false });

/** Units in which the actor holds a permission; only officers hold any. */
export function unitsFor(actor: Actor, permission: string): 'all' | readonly string[] {
  if (actor.kind !== 'officer') return [];
  return Object.hasOwn(actor.grants, permission) ? (actor.grants[permission] ?? []) : [];
}

/** True when the actor holds the permission in that unit. */
export function mayIn(actor: Actor, permission: string, unitUid: string): boolean {
  const units = unitsFor(actor, permission);
  return units === 'all' || units.includes(unitUid);
}

/** True when the actor holds the permission in any unit. */
export function mayAnywhere(actor: Actor, permission: string): boolean {
  const units = unitsFor(actor, permission);
  return units === 'all' || units.length > 0;
}

export type Attempt = {
  readonly actor: Actor;
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
};

/** Throws unless allowed; what the edge needs to audit the denial travels in the details. */
export function permit(decision: Decision, attempt: Attempt): void {
  if (decision.allowed) return;
  const details = { action: attempt.action, subject: attempt.subject };
  throw decision.visible ? forbidden(decision.code, details) : notFound(decision.code, details);
}
