import type { Actor } from '#platform/access/actor.ts';
import { forbidden } from '#platform/errors/app-error.ts';
import type { Owner } from './records.ts';

/** Whose uploads these are. @throws AppError forbidden for somebody who is not signed in. */
export function ownerOf(actor: Actor): Owner {
  switch (actor.kind) {
    case 'anonymous':
      throw forbidden('platform.sign_in_required', { action: 'files.upload', subject: { kind: 'upload', id: 'new' } });
    case 'system':
      return { kind: 'system', id: actor.name };
    case 'citizen':
    case 'officer':
      return { kind: actor.kind, id: actor.accountId };
  }
}
