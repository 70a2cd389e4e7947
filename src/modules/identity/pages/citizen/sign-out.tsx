import { redirect, type ActionFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { identityOf, tokensOf } from '../parts/visit.ts';

/** Somebody typed the address: signing out needs a press of the button, or any page could sign people out. */
export function loader() {
  return redirect('/');
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  await identity.signOut(tokensOf(identity, request).session);
  page.cookies.push(identity.cookies.session.clear(), identity.cookies.pending.clear(), identity.cookies.flow.clear());
  return redirect(page.actor.kind === 'officer' ? '/can-bo/dang-nhap' : '/');
}
