import { invalid } from '#platform/errors/app-error.ts';
import { capitalizeFirst, numberInWords } from './numbers-in-words.ts';
import type { WordStyle } from './numbers-in-words.ts';

/** A date without time, `YYYY-MM-DD`; registers also know only a month (`YYYY-MM`) or a year (`YYYY`). */
export type DateText = string;

type Fields = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
};

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const;
const sevenHours = 7 * 3_600_000;
// Before this instant the zone had other offsets (tz database, Asia/Ho_Chi_Minh); since then it is UTC+7 all year.
const uniformSince = Date.UTC(1975, 5, 12, 17);
const olderInstants = new Intl.DateTimeFormat('en-u-hc-h23', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

function olderFields(at: Date): Fields {
  const parts = new Map(olderInstants.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const read = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour'), minute: read('minute') };
}

function fieldsOf(at: Date): Fields {
  const instant = at.getTime();
  if (Number.isNaN(instant)) throw invalid('text.date_malformed', { date: 'NaN' });
  if (instant < uniformSince) return olderFields(at);
  const local = new Date(instant + sevenHours);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

type DateParts = { readonly year: number; readonly month: number | null; readonly day: number | null };

function isCalendarDay(year: number, month: number, day: number): boolean {
  const probe = new Date(0);
  probe.setUTCFullYear(year, month - 1, day);
  return probe.getUTCMonth() === month - 1 && probe.getUTCDate() === day;
}

function partsOf(date: DateText | Date): DateParts {
  if (typeof date !== 'string') return fieldsOf(date);
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  const [year, month, day] = [1, 2, 3].map((index) => (match?.[index] === undefined ? null : Number(match[index])));
  if (year === null || year === undefined || !isCalendarDay(year, month ?? 1, day ?? 1)) {
    throw invalid('text.date_malformed', { date });
  }
  return { year, month: month ?? null, day: day ?? null };
}

/** The day of an instant in Vietnam, `YYYY-MM-DD`. */
export function toLocalDate(at: Date): DateText {
  const { year, month, day } = fieldsOf(at);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** `27/03/1990`; a partial date gives `03/1990` or `1990`. Throws `text.date_malformed`. */
export function formatDate(date: DateText | Date): string {
  const { year, month, day } = partsOf(date);
  return [day, month].map((part) => (part === null ? '' : `${pad(part)}/`)).join('') + pad(year, 4);
}

/** Time of day in Vietnam, 24 hours: `16:30`. */
export function formatTime(at: Date): string {
  const { hour, minute } = fieldsOf(at);
  return `${pad(hour)}:${pad(minute)}`;
}

/** `16:30 23/11/2026`. */
export function formatDateTime(at: Date): string {
  return `${formatTime(at)} ${formatDate(at)}`;
}

/** `thứ Hai` … `thứ Bảy`, `Chủ nhật`, of a whole date or of an instant in Vietnam. */
export function weekdayName(date: DateText | Date): string {
  const { year, month, day } = partsOf(date);
  const probe = new Date(0);
  probe.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
  return weekdays[probe.getUTCDay()] ?? '';
}

/** `thứ Hai 23/11/2026`. */
export function formatWeekdayDate(date: DateText | Date): string {
  return `${weekdayName(date)} ${formatDate(date)}`;
}

/** `16:30 thứ Hai 23/11/2026`. */
export function formatWeekdayDateTime(at: Date): string {
  return `${formatTime(at)} ${formatWeekdayDate(at)}`;
}

/** `ngày 05 tháng 02 năm 2026`: days under 10 and the months 1 and 2 carry a zero (NĐ 30/2020, Phụ lục I). */
export function formatLongDate(date: DateText | Date): string {
  const { year, month, day } = partsOf(date);
  const words = [`năm ${String(year)}`];
  if (month !== null) words.unshift(`tháng ${month < 3 ? pad(month) : String(month)}`);
  if (day !== null) words.unshift(`ngày ${pad(day)}`);
  return words.join(' ');
}

/** `15 giờ 20 phút, ngày 20 tháng 11 năm 2026`, as the forms of the one-stop shop print it. */
export function formatLongDateTime(at: Date): string {
  const { hour, minute } = fieldsOf(at);
  return `${pad(hour)} giờ ${pad(minute)} phút, ${formatLongDate(at)}`;
}

/**
 * A date in words for civil-status papers: `1990-03-27` → `Ngày hai mươi bảy tháng ba năm một nghìn chín trăm chín
 * mươi`; April is `tháng tư`. A partial date starts at `Tháng` or `Năm`.
 */
export function dateInWords(date: DateText, style: WordStyle = {}): string {
  const { year, month, day } = partsOf(date);
  const words = [`năm ${numberInWords(year, style)}`];
  if (month !== null) words.unshift(`tháng ${month === 4 ? 'tư' : numberInWords(month, style)}`);
  if (day !== null) words.unshift(`ngày ${numberInWords(day, style)}`);
  return capitalizeFirst(words.join(' '));
}
