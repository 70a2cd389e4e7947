import { clockTimeOf, dayNumberOf, dayOf, isoDateOf, timeOfDay, weekdayOf } from './civil-date.ts';
import type { IsoDate } from './civil-date.ts';
import type { DaysOff, NamedDaysOff, WorkedSpecialDay } from './days-off.ts';
import type { DaysOffPassed, HoursOfDays, RemainingWords, Step } from './derivation.ts';
import type { DeadlineRule } from './model.ts';
import type { WorkingTimeLeft } from './remaining.ts';

const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const eventDayBase = 'Bộ luật Dân sự 2015, Điều 147';
const endOnDayOffBase = 'Bộ luật Dân sự 2015, Điều 148';

/** One step in Vietnamese; `year` is the year whose dates need no year. */
export function sentenceVi(step: Step, year: string): string {
  switch (step.code) {
    case 'received':
      return `Tiếp nhận lúc ${moment(step.params.at, '')}.`;
    case 'rule':
      return ruleSentence(step.params);
    case 'after_cut_off':
      return `${time(step.params.at)} là sau ${step.params.cutOff} nên tính như nhận vào ${day(step.params.next, year)}.`;
    case 'outside_hours':
      return `${time(step.params.at)} ${day(dateOf(step.params.at), year)} ngoài giờ làm việc; bắt đầu tính từ ${moment(step.params.from, year)}.`;
    case 'days_off':
      return daysOffSentence(step.params, year);
    case 'worked_special_day':
      return workedDaySentence(step.params, year);
    case 'hours_of_days':
      return hoursSentence(step.params, year);
    case 'counted':
      return countedSentence(step.params, year);
    case 'paused':
      return `Tạm dừng tính thời hạn từ ${moment(step.params.at, year)}: ${step.params.reason}; ${remaining(step.params.remaining)}.`;
    case 'resumed':
      return `Tính tiếp từ ${moment(step.params.at, year)}; ${remaining(step.params.remaining)}${fromNextDay(step.params.remaining)}.`;
    case 'restarted':
      return `Thời hạn được tính lại từ đầu kể từ ${moment(step.params.at, year)}: ${step.params.reason}.`;
    case 'due':
      return dueSentence(step.params);
    case 'unaffected':
      return `${capital(list(step.params.groups.map((group) => spanOf(group, year))))} là ngày nghỉ, không ảnh hưởng thời hạn này.`;
  }
}

export function timeLeftVi({ overdue, n, unit }: WorkingTimeLeft): string {
  const units = { working_day: 'ngày làm việc', working_hour: 'giờ làm việc', minute: 'phút làm việc' };
  if (n === 0) return overdue ? 'vừa quá hạn' : 'hết giờ làm việc trước hạn';
  return `${overdue ? 'quá hạn' : 'còn'} ${String(n)} ${units[unit]}`;
}

function ruleSentence(rule: DeadlineRule): string {
  const base = rule.legalBase === undefined ? '' : ` (${rule.legalBase})`;
  if (rule.unit === 'same_day') {
    return `Trả kết quả trong ngày; nhận sau ${rule.cutOff} thì trả trong ngày làm việc tiếp theo${base}.`;
  }
  const late =
    rule.cutOff === undefined ? '' : `; nhận sau ${rule.cutOff} thì tính như nhận vào ngày làm việc tiếp theo`;
  if (rule.unit === 'working_hour') return `Thời hạn ${number(rule.n)} giờ làm việc${base}${late}.`;
  const unit = rule.unit === 'working_day' ? 'ngày làm việc' : 'ngày, kể cả ngày nghỉ';
  return `Thời hạn ${String(rule.n)} ${unit}${base}; ngày tiếp nhận không tính (${eventDayBase})${late}.`;
}

function daysOffSentence({ groups, next, moves }: DaysOffPassed, year: string): string {
  const sentences = groups.map((group) => groupSentence(group, year));
  if (next === null) return sentences.join(' ');
  const move = moves
    ? `Ngày cuối là ngày nghỉ nên thời hạn kết thúc vào ngày làm việc tiếp theo: ${day(next, year)} (${endOnDayOffBase}).`
    : `Ngày làm việc tiếp theo: ${day(next, year)}.`;
  return [...sentences, move].join(' ');
}

function groupSentence(group: DaysOff, year: string): string {
  if (group.cause === 'weekly_rest') return weeklyRestSentence(group, year);
  const base = ` (${group.legalBase}${group.expected ? '; dự kiến, chờ quyết định hằng năm' : ''}).`;
  const span = capital(spanOf(group, year));
  if (group.cause === 'holiday') return `${span} là ngày nghỉ lễ: ${group.name}${base}`;
  if (group.cause === 'in_lieu')
    return `${span}: ${uncapital(group.name)}, do ngày lễ trùng ngày nghỉ hằng tuần${base}`;
  if (group.inPlaceOf !== null) return `${span} nghỉ, làm bù vào ${day(group.inPlaceOf, year)}${base}`;
  return `${span} cơ quan nghỉ: ${group.name}${base}`;
}

function weeklyRestSentence({ count, dates }: DaysOff & { cause: 'weekly_rest' }, year: string): string {
  const names = [...new Set(dates.map((date) => weekdays[weekdayOf(dayNumberOf(date)) - 1]))].join(', ');
  if (count > dates.length) return `Không tính ${String(count)} ngày ${names} trong thời gian này.`;
  return `${list(dates.map((date) => shortDate(date, year)))} là ${names}.`;
}

function spanOf(group: DaysOff, year: string): string {
  if (group.cause === 'weekly_rest') return list(group.dates.map((date) => shortDate(date, year)));
  const { from, to }: NamedDaysOff = group;
  return from === to ? day(from, year) : `từ ${day(from, year)} đến ${day(to, year)}`;
}

function workedDaySentence(special: WorkedSpecialDay, year: string): string {
  const date = capital(day(special.date, year));
  if (special.kind === 'half') {
    const half = special.half === 'afternoon' ? 'buổi chiều' : 'buổi sáng';
    return `${date} chỉ làm việc ${half}: ${special.name} (${special.legalBase}).`;
  }
  const replaced = special.inPlaceOf === null ? '' : ` làm bù cho ${day(special.inPlaceOf, year)} nên`;
  return `${date}${replaced} là ngày làm việc (${special.legalBase}).`;
}

function hoursSentence({ days, count, last, minutes }: HoursOfDays, year: string): string {
  const first = days[0];
  if (first !== undefined && count > days.length) {
    return `Tính ${duration(minutes)} từ ${day(first.date, year)} đến ${day(last, year)}, qua ${String(count)} ngày làm việc.`;
  }
  return `Tính ${list(days.map(({ date, minutes: part }) => `${duration(part)} ${day(date, year)}`))}.`;
}

function countedSentence(
  { n, unit, date }: { n: number; unit: 'working_day' | 'calendar_day'; date: IsoDate },
  year: string,
) {
  const what = unit === 'working_day' ? 'Ngày làm việc' : 'Ngày';
  return `${what} thứ ${n === 1 ? 'nhất' : n === 4 ? 'tư' : String(n)} là ${day(date, year)}.`;
}

function remaining(left: RemainingWords): string {
  switch (left.kind) {
    case 'everything':
      return 'còn nguyên thời hạn';
    case 'nothing':
      return 'khi đó đã hết thời hạn';
    case 'days':
      return `còn ${String(left.n)} ${left.unit === 'working_day' ? 'ngày làm việc' : 'ngày'}`;
    case 'time':
      return `còn ${duration(left.minutes)} làm việc`;
    case 'last_day':
      return `đang ở ngày cuối, còn ${duration(left.minutes)} làm việc`;
  }
}

// The day of the resumption is an event day again, so the count begins on the day after it.
function fromNextDay(left: RemainingWords): string {
  return left.kind === 'days' ? ', đếm từ ngày kế tiếp' : '';
}

function dueSentence({ at, endsAt }: { at: string; endsAt: 'close_of_work' | 'end_of_day' | 'hour' }): string {
  if (endsAt === 'end_of_day') return `Hạn: hết ngày ${day(dateOf(at), '')}.`;
  return `Hạn: ${moment(at, '')}${endsAt === 'close_of_work' ? ', khi hết giờ làm việc' : ''}.`;
}

function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [hours > 0 ? `${String(hours)} giờ` : '', rest > 0 || hours === 0 ? `${String(rest)} phút` : ''];
  return parts.filter((part) => part !== '').join(' ');
}

function moment(at: string, year: string): string {
  return `${time(at)} ${day(dateOf(at), year)}`;
}

function time(at: string): string {
  return clockTimeOf(timeOfDay(Date.parse(at)));
}

function dateOf(at: string): IsoDate {
  return isoDateOf(dayOf(Date.parse(at)));
}

function day(date: IsoDate, year: string): string {
  return `${weekdays[weekdayOf(dayNumberOf(date)) - 1] ?? ''} ${shortDate(date, year)}`;
}

function shortDate(date: IsoDate, year: string): string {
  const [y = '', m = '', d = ''] = date.split('-');
  return y === year ? `${d}/${m}` : `${d}/${m}/${y}`;
}

function number(value: number): string {
  return String(value).replace('.', ',');
}

function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} và ${items.at(-1) ?? ''}`;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

function uncapital(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
}
