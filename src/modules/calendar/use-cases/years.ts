import type { Actor } from '#platform/access/actor.ts';
import { conflict, invalid } from '#platform/errors/app-error.ts';
import { lawfulDaysOff } from '../holiday-rules.ts';
import type { HolidayRule } from '../holiday-rules.ts';
import law from '../holidays-of-law.json' with { type: 'json' };
import { confirmYearInput, enterYearInput } from '../model.ts';
import type { ConfirmYear, EnterYear } from '../model.ts';
import { closeSpecialDays, insertSpecialDays, listOwnDays } from '../store/special-days.ts';
import type { StoredSpecialDay } from '../store/special-days.ts';
import { insertKnownYear, listKnownYears } from '../store/versions.ts';
import { parseInput } from './parse-input.ts';
import { recordChange } from './record-change.ts';
import type { CalendarDeps, Recorded } from './record-change.ts';

const wholeCountry = async (): Promise<null> => Promise.resolve(null);

/** Marks the expected days of a year as decided, when the yearly decision names the same days (BLLĐ 2019 Đ112.3). */
export async function confirmYear(deps: CalendarDeps, actor: Actor, raw: ConfirmYear): Promise<Recorded> {
  const input = parseInput(confirmYearInput, raw);
  const request = { actor, kind: 'days_confirmed', input, unitUid: wholeCountry } as const;
  return recordChange(deps, request, async ({ tx, version }) => {
    const span = spanOfYear(input.year);
    const own = await listOwnDays(tx.q, { unitUid: null, ...span });
    const expected = own.filter(({ certainty }) => certainty === 'expected');
    if (expected.length === 0) throw conflict('calendar.nothing_to_confirm', { year: String(input.year) });
    await closeSpecialDays(
      tx.q,
      expected.map(({ uid }) => uid),
      version,
    );
    const decided = expected.map((day): StoredSpecialDay => ({
      ...day,
      uid: deps.ids.uuid(),
      certainty: 'decided',
      legalBase: `${day.legalBase}; ${input.legalBase}`,
    }));
    await insertSpecialDays(tx.q, decided, version);
    const detail = { year: input.year, dates: decided.map(({ date }) => date) };
    return { reason: 'Theo quyết định hằng năm', legalBase: input.legalBase, detail, ...span };
  });
}

/** Enters the days off of the next year, computed from the law; those of the yearly decision stand as expected. */
export async function enterYear(deps: CalendarDeps, actor: Actor, raw: EnterYear): Promise<Recorded> {
  const input = parseInput(enterYearInput, raw);
  const { year } = input;
  const request = { actor, kind: 'year_entered', input, unitUid: wholeCountry } as const;
  return recordChange(deps, request, async ({ tx, before, version }) => {
    const known = await listKnownYears(tx.q, before);
    const next = (known.at(-1) ?? year - 1) + 1;
    if (known.includes(year)) throw conflict('calendar.year_already_known', { year: String(year) });
    if (year !== next) throw invalid('calendar.year_out_of_order', { next: String(next) });
    await insertKnownYear(tx.q, year, version);
    const days = lawfulDaysOff(year, law.rules as HolidayRule[], law.inLieuBase).map((day): StoredSpecialDay => ({
      ...day,
      uid: deps.ids.uuid(),
      unitUid: null,
      half: null,
    }));
    await insertSpecialDays(tx.q, days, version);
    return { reason: 'Ngày nghỉ theo luật', legalBase: law.inLieuBase, detail: { year }, ...spanOfYear(year) };
  });
}

function spanOfYear(year: number): { from: string; to: string } {
  return { from: `${String(year)}-01-01`, to: `${String(year)}-12-31` };
}
