import { daysIn, formatDate, isIsoDate, isoDate } from './dates.ts';
import type { DateNumbers } from './dates.ts';
import { layoutOf } from './definition.ts';
import type { StringField } from './definition.ts';
import { isPartialDate } from './formats.ts';
import { blank, fault } from './problem.ts';
import type { DatePart, Fault, Reading } from './problem.ts';

const parts: readonly DatePart[] = ['day', 'month', 'year'];
type Typed = Readonly<Record<DatePart, string>>;

/**
 * Reads a date from its three boxes `{day, month, year}` or from ISO text, and says precisely what is wrong.
 * A field of format `date-partial` may leave the day, or day and month, empty. `today` is `YYYY-MM-DD`.
 */
export function readDate(field: StringField, input: unknown, today: string): Reading<string> {
  const partial = field.format === 'date-partial';
  if (typeof input === 'string') return readText(field, input.trim(), { partial, today });
  if (typeof input !== 'object' || input === null) return { faults: [fault('not_a_date')] };
  const typed = typedParts(input as Readonly<Record<string, unknown>>);
  if (parts.every((part) => typed[part] === '')) return blank;
  const faults = faultsOfBoxes(typed, partial);
  if (faults.length > 0) return { faults };
  return withinLimits(field, textOfBoxes(typed), today);
}

function readText(
  field: StringField,
  text: string,
  { partial, today }: { partial: boolean; today: string },
): Reading<string> {
  if (text === '') return blank;
  const good = partial ? isPartialDate(text) : isIsoDate(text);
  return good ? withinLimits(field, text, today) : { faults: [fault('not_a_date')] };
}

function typedParts(input: Readonly<Record<string, unknown>>): Typed {
  const read = (part: DatePart) => {
    const value = Object.hasOwn(input, part) ? input[part] : '';
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 20) : '';
  };
  return { day: read('day'), month: read('month'), year: read('year') };
}

function faultsOfBoxes(typed: Typed, partial: boolean): readonly Fault[] {
  const missing = parts.filter((part) => typed[part] === '' && !mayMiss(part, typed, partial));
  if (missing.length > 0) return missing.map((part) => fault(`${part}_missing`, {}, [part]));
  const letters = parts.filter((part) => !/^\d*$/.test(typed[part]));
  if (letters.length > 0) return [fault('date_digits', {}, letters)];
  return rangeFaults({ day: Number(typed.day), month: Number(typed.month), year: Number(typed.year) }, typed);
}

function mayMiss(part: DatePart, typed: Typed, partial: boolean): boolean {
  if (!partial || part === 'year') return false;
  return part === 'day' || typed.day === '';
}

function rangeFaults({ day, month, year }: DateNumbers, typed: Typed): readonly Fault[] {
  const faults: Fault[] = [];
  const monthWrong = typed.month !== '' && (month < 1 || month > 12);
  const yearWrong = typed.year.length !== 4 || year < 1;
  const limit = monthWrong || yearWrong || typed.month === '' ? 31 : daysIn(year, month);
  if (typed.day !== '' && (day < 1 || day > 31)) faults.push(fault('day_range', { limit }, ['day']));
  else if (typed.day !== '' && day > limit) faults.push(fault('day_of_month', { month, year, limit }, ['day']));
  if (monthWrong) faults.push(fault('month_range', {}, ['month']));
  if (yearWrong) faults.push(fault('year_digits', {}, ['year']));
  return faults;
}

function textOfBoxes(typed: Typed): string {
  const month = typed.month === '' ? '' : `-${typed.month.padStart(2, '0')}`;
  if (typed.day === '') return `${typed.year}${month}`;
  return isoDate({ year: Number(typed.year), month: Number(typed.month), day: Number(typed.day) }) ?? '';
}

function withinLimits(field: StringField, value: string, today: string): Reading<string> {
  const { notBefore, notAfter } = layoutOf(field);
  const from = notBefore === 'today' ? today : notBefore;
  const to = notAfter === 'today' ? today : notAfter;
  // A year or a month is outside only when all of it is: compare with the same number of characters.
  if (from !== undefined && value < from.slice(0, value.length)) {
    return {
      faults: [notBefore === 'today' ? fault('not_before_today') : fault('not_before', { limit: formatDate(from) })],
    };
  }
  if (to !== undefined && value > to.slice(0, value.length)) {
    return {
      faults: [notAfter === 'today' ? fault('not_after_today') : fault('not_after', { limit: formatDate(to) })],
    };
  }
  return { value };
}
