import { redirect } from 'react-router';
import type { PageContext } from '#platform/web/page-context.ts';
import { identityOf } from './visit.ts';

/** Null while a second factor is fresh; otherwise the way to the step-up page, which holds what was typed. */
export async function stepUpFirst(page: PageContext, url: URL, form: FormData): Promise<Response | null> {
  const identity = identityOf(page);
  if (identity.isSteppedUp(page.actor)) return null;
  const { pathname, search } = url;
  const fields = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  return redirect(await identity.holdForm(page.actor, { path: `${pathname}${search}`, fields }));
}
