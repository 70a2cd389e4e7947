import type { Identity } from '#modules/identity/index.ts';
import type { Authenticate } from '#platform/http/gate.ts';

/** The actor behind the session cookie; anonymous for anything unknown, over or locked. */
export function authenticateBy(identity: Identity): Authenticate {
  return (request) => identity.actorOf(identity.cookies.session.read(request.headers.cookie));
}
