import { redirect, type ActionFunctionArgs } from 'react-router';
import { formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { identityOf } from '../parts/visit.ts';

export function loader() {
  return redirect('/can-bo');
}

/** The menu of the desk posts `holdingId` here. The desk opens anew: what was shown belonged to the other position. */
export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  await identityOf(page).switchHolding(page.actor, textOf(await formOf(request), 'holdingId'));
  return redirect('/can-bo');
}
