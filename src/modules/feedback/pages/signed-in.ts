import { redirect } from 'react-router';
import type { Citizen } from '#platform/access/actor.ts';
import type { PageContext } from '#platform/web/page-context.ts';

/** The citizen who is signed in; others are led to where they belong and come back. */
export function signedIn(page: PageContext, url: URL): Citizen {
  if (page.actor.kind === 'officer') throw redirect('/can-bo');
  if (page.actor.kind !== 'citizen') throw redirect(`/dang-nhap?tiep=${encodeURIComponent(url.pathname)}`);
  return page.actor;
}
