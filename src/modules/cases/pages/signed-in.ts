import { redirect } from 'react-router';
import type { Citizen, Officer } from '#platform/access/actor.ts';
import type { PageContext } from '#platform/web/page-context.ts';

/** Who applies: a citizen, or an officer who types for somebody at the counter. Others are sent to sign in and come back. */
export function signedIn(page: PageContext, url: URL): Citizen | Officer {
  const { actor } = page;
  if (actor.kind === 'citizen' || actor.kind === 'officer') return actor;
  throw redirect(signInPath(url.pathname + url.search));
}

export function signInPath(returnTo: string): string {
  return `/dang-nhap?tiep=${encodeURIComponent(returnTo)}`;
}
