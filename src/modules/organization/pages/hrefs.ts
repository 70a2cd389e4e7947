/** Root of the pages of the tree. */
export const treeHref = '/can-bo/quan-tri/to-chuc';
/** Stands for "no unit" in the address of a form. */
export const noUnit = 'moi';

export type TabKey = 'info' | 'staff' | 'codes' | 'authority' | 'history';

/** Word in the address for each part of a unit. */
export const tabSlugs: Readonly<Record<TabKey, string>> = {
  info: 'thong-tin',
  staff: 'chuc-danh',
  codes: 'ma-dinh-danh',
  authority: 'uy-quyen',
  history: 'lich-su',
};

/** The part that an address asks for. */
export function tabOf(slug: string | null): TabKey {
  const keys = Object.keys(tabSlugs) as TabKey[];
  return keys.find((key) => tabSlugs[key] === slug) ?? 'info';
}

export type Moment = { readonly asOf: string; readonly today: string };

/** Keeps the day being looked at in every link; today needs no mention. */
export function withDay(path: string, { asOf, today }: Moment, more: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams({ ...(asOf === today ? {} : { ngay: asOf }), ...more }).toString();
  return search === '' ? path : `${path}?${search}`;
}

export function unitHref(
  uid: string,
  moment: Moment,
  tab: TabKey = 'info',
  more: Readonly<Record<string, string>> = {},
): string {
  return withDay(`${treeHref}/${uid}`, moment, { ...(tab === 'info' ? {} : { muc: tabSlugs[tab] }), ...more });
}

const day = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** The day that an address asks for, today when it says nothing sensible. */
export function momentOf(request: Request, now: Date): Moment {
  const today = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const asked = new URL(request.url).searchParams.get('ngay') ?? '';
  // 31 April passes the pattern; PostgreSQL would refuse it.
  const real = day.test(asked) && new Date(`${asked}T00:00:00Z`).toISOString().startsWith(asked);
  return { asOf: real ? asked : today, today };
}
