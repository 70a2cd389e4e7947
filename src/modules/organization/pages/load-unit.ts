import type { PageContext } from '#platform/web/page-context.ts';
import type { Organization } from '../index.ts';
import { momentOf, tabOf } from './hrefs.ts';

/** What the page of a unit shows, for the day and the part that the address asks for. */
export async function loadUnit(page: PageContext, request: Request, uid: string) {
  const organization = page.service<Organization>('organization');
  const moment = momentOf(request, page.now());
  const search = new URL(request.url).searchParams;
  const tab = tabOf(search.get('muc'));
  const record = await organization.readUnit(page.actor, { uid, asOf: moment.asOf });
  // Only the part about authority shows signature blocks; each takes two queries.
  const signers = tab === 'authority' ? record.holders : [];
  const blocks = await Promise.all(
    signers.map(async (holder) => ({
      holder,
      options: [...(await organization.signingOptions(holder.holdingUid, moment.asOf))],
    })),
  );
  return { record, moment, tab, blocks, done: search.get('xong') };
}

export type UnitData = Awaited<ReturnType<typeof loadUnit>>;

/** The last day of a period, as papers state it. */
export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
