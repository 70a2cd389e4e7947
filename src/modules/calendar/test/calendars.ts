import law from '../holidays-of-law.json' with { type: 'json' };
import { lawfulDaysOff } from '../holiday-rules.ts';
import type { HolidayRule } from '../holiday-rules.ts';
import type { Opening, SpecialDay, UnitCalendar, WorkingWeek } from '../model.ts';

/** Monday to Friday 07:30–11:30 and 13:30–17:00, with the counter open on Saturday morning. */
export const officeOpenings: Opening[] = [
  ...([1, 2, 3, 4, 5] as const).flatMap((weekday): Opening[] => [
    { weekday, from: '07:30', to: '11:30', purpose: 'work' },
    { weekday, from: '13:30', to: '17:00', purpose: 'work' },
  ]),
  { weekday: 6, from: '07:30', to: '11:30', purpose: 'receive' },
];

export const officeWeek: WorkingWeek = { validFrom: '2020-01-01', validTo: null, openings: officeOpenings, rank: 0 };

/** The days off of the law from 2024 to 2035. */
export const daysOffOfLaw: SpecialDay[] = Array.from({ length: 12 }, (_, index) => 2024 + index)
  .flatMap((year) => lawfulDaysOff(year, law.rules as HolidayRule[], law.inLieuBase))
  .map((day) => ({ ...day, half: null, rank: 0 }));

/** An office with the hours above and the days off of the law. */
export function anOffice(changes: Partial<UnitCalendar> = {}): UnitCalendar {
  return {
    version: 1,
    knownFrom: '2024-01-01',
    knownTo: '2035-12-31',
    weeks: [officeWeek],
    specialDays: daysOffOfLaw,
    ...changes,
  };
}

/** An exception of the unit itself. */
export function anException(changes: Partial<SpecialDay> & Pick<SpecialDay, 'date' | 'kind'>): SpecialDay {
  return {
    name: 'Thông báo của Ủy ban nhân dân xã',
    nameEn: null,
    legalBase: 'Thông báo 12/TB-UBND',
    certainty: 'decided',
    inPlaceOf: null,
    half: null,
    rank: 1,
    ...changes,
  };
}

/** An instant from Vietnamese local time, `2026-11-20 15:20`. */
export function at(local: string): Date {
  return new Date(`${local.replace(' ', 'T')}:00+07:00`);
}

/** Vietnamese local time of an instant, to the minute. */
export function local(instant: Date | null): string {
  if (instant === null) return 'paused';
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
