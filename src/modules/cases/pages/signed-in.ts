import { redirect } from 'react-router';
import type { Citizen, Officer } from '#platform/access/actor.ts';
import type { PageContext } from '#platform/web/page-context.ts';

/** Who applies: a citizen, or an officer who types for somebody at the counter. Others are sent to sign in and come back. */
export function signedIn(page: PageContext, request: Request): Citizen | Officer {
  const { actor } = page;
  if (actor.kind === 'citizen' || actor.kind === 'officer') return actor;
  const { pathname, search } = new URL(request.url);
  throw redirect(signInPath(pathname + search));
}

export function signInPath(returnTo: string): string {
  return `/dang-nhap?tiep=${encodeURIComponent(returnTo)}`;
}
