import type { PageContext } from '#platform/web/page-context.ts';
import type { Calendar } from '../index.ts';

/** What every page of a calendar shows around its own content. */
export type FrameData = {
  /** Null: the default calendar of the whole country. */
  readonly unitUid: string | null;
  readonly year: number;
  readonly years: readonly number[];
  readonly units: readonly { readonly uid: string; readonly name: string; readonly depth: number }[];
  readonly manage: boolean;
};

/** Value of the unit field that stands for the whole country. */
export const wholeCountry = 'ca-nuoc';

/** The calendar that an address asks for: `don-vi`, `nam`; the officer's own unit and this year when it says nothing. */
export async function loadFrame(page: PageContext, request: Request): Promise<FrameData> {
  const calendar = page.service<Calendar>('calendar');
  const search = new URL(request.url).searchParams;
  const [units, years] = await Promise.all([calendar.listManagedUnits(page.actor), calendar.listKnownYears()]);
  const unitUid = chooseUnit(page, search.get('don-vi'), units);
  const asked = Number(search.get('nam'));
  const thisYear = Number(localDate(page.now()).slice(0, 4));
  const year =
    years.find((known) => known === asked) ?? years.find((known) => known === thisYear) ?? years[0] ?? thisYear;
  return { unitUid, year, years, units, manage: calendar.abilities(page.actor, unitUid).manage };
}

/** The civil date in Viet Nam of an instant. */
export function localDate(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

function chooseUnit(page: PageContext, asked: string | null, units: FrameData['units']): string | null {
  if (asked === wholeCountry) return null;
  if (asked !== null && asked !== '') return asked.slice(0, 64);
  const own = page.actor.kind === 'officer' ? page.actor.unitUid : null;
  return own ?? units[0]?.uid ?? null;
}

/** The address of one of the pages, for the same calendar and year. */
export function hrefOf(
  path: '' | '/gio' | '/thu' | '/lich-su',
  { unitUid, year }: { unitUid: string | null; year: number },
): string {
  const search = new URLSearchParams({ 'don-vi': unitUid ?? wholeCountry, nam: String(year) });
  return `/can-bo/quan-tri/lich${path}?${search.toString()}`;
}

/** The problems of a refused form, for the summary and beside the fields. */
export type FormProblem = {
  readonly words: string;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  readonly values: Readonly<Record<string, string>>;
};

/** What a refused change carries, with what was typed. */
export function formProblem(
  problem: { words: string; details: Readonly<Record<string, unknown>> },
  values: Readonly<Record<string, string>>,
): FormProblem {
  const { problems } = problem.details;
  const fields = Array.isArray(problems) ? problems.filter(isFieldProblem) : [];
  return { words: problem.words, fields, values };
}

function isFieldProblem(value: unknown): value is { path: string; message: string } {
  return typeof value === 'object' && value !== null && 'path' in value && 'message' in value;
}
