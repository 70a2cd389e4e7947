import type { Actor, Officer } from '#platform/access/actor.ts';
import { forbidden } from '#platform/errors/app-error.ts';

/** True while a second factor was shown recently enough to sign (issue of the ground floor; minutes are data). */
export function isSteppedUp(actor: Actor, now: Date): boolean {
  return actor.kind === 'officer' && actor.stepUpUntil !== null && actor.stepUpUntil > now;
}

/** Call first in every use case that signs. @throws forbidden `identity.step_up_required` */
export function requireStepUp(actor: Actor, now: Date): asserts actor is Officer {
  if (actor.kind !== 'officer') throw forbidden('identity.officer_required', { action: 'identity.step_up' });
  if (!isSteppedUp(actor, now)) throw forbidden('identity.step_up_required', { action: 'identity.step_up' });
}

/** Below level 2 one may look things up but not submit (NĐ 69/2024). @throws forbidden `identity.assurance_too_low` */
export function requireSubmitter(actor: Actor): void {
  if (actor.kind !== 'citizen') throw forbidden('identity.citizen_required', { action: 'identity.submit' });
  if (actor.assurance < 2) throw forbidden('identity.assurance_too_low', { action: 'identity.submit' });
}
