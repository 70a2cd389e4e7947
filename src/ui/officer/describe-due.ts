const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Viet Nam has one zone without summer time: UTC+7. */
const zone = 7 * hour;

export type DueTone = 'late' | 'due' | 'info' | 'wait' | 'done';
export type DueText = { readonly tone: DueTone; readonly text: string };

/**
 * A due moment as officers say it: "quá 2 giờ", "10:30 hôm nay", "mai 11:00", "26/11", "26/11/2027".
 * Red once it has passed, amber on its own day. Both are instants in milliseconds.
 */
export function describeDue(due: number, now: number): DueText {
  if (due < now) return { tone: 'late', text: `quá ${describeSpan(now - due)}` };
  const days = dayNumber(due) - dayNumber(now);
  if (days === 0) return { tone: 'due', text: `${clockText(due)} hôm nay` };
  if (days === 1) return { tone: 'info', text: `mai ${clockText(due)}` };
  return { tone: 'info', text: dateText(due, now) };
}

/** A length of time in its largest unit: "5 phút", "2 giờ", "3 ngày". */
export function describeSpan(span: number): string {
  if (span < hour) return `${Math.max(1, Math.floor(span / minute))} phút`;
  if (span < day) return `${Math.floor(span / hour)} giờ`;
  return `${Math.floor(span / day)} ngày`;
}

/** The moment in full for the tooltip: "16:30 thứ Hai 23/11/2026". */
export function describeMoment(instant: number): string {
  const date = new Date(instant + zone);
  const names = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];
  return `${clockText(instant)} ${names[date.getUTCDay()] ?? ''} ${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
}

function dateText(instant: number, now: number): string {
  const date = new Date(instant + zone);
  const short = `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}`;
  const year = date.getUTCFullYear();
  return year === new Date(now + zone).getUTCFullYear() ? short : `${short}/${year}`;
}

function clockText(instant: number): string {
  const date = new Date(instant + zone);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

function dayNumber(instant: number): number {
  return Math.floor((instant + zone) / day);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
