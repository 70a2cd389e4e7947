import { formatDateTime } from '#platform/text/dates.ts';
import { withoutPersonalData } from '../template-text.ts';

/** What anybody may know who holds the code of a case; `state` in plain words. */
export type ChatCase = {
  readonly code: string;
  readonly procedure: string;
  readonly state: string;
  readonly dueAt: Date | null;
  /** What is missing, when the applicant has to bring papers. */
  readonly missing: string | null;
};

/** Cases as the chat may see them; given by the composition, since cases come after notifications. */
export type CaseLookUp = {
  find(code: string): Promise<ChatCase | undefined>;
  /** The applicant's name, for whoever knows the last four digits of his telephone or identity number; otherwise undefined. */
  nameFor(code: string, lastFour: string): Promise<string | undefined>;
};

export type Question = { readonly kind: 'code'; readonly code: string } | { readonly kind: 'digits'; readonly digits: string } | { readonly kind: 'other' };

const codeInText = /[A-Z0-9.]{1,40}-\d{6}(?:\d{2})?-\d{4,7}(?!\d)/u;

/** What somebody wants who wrote this, or scanned a code that holds it: a case code anywhere in the text, or four digits. */
export function readQuestion(text: string): Question {
  const plain = text.normalize('NFKC').toUpperCase().replace(/[‐-―−]/gu, '-');
  const code = codeInText.exec(plain)?.[0];
  if (code !== undefined) return { kind: 'code', code };
  const digits = /^\d{4}$/u.exec(plain.replace(/[\s.]/gu, ''))?.[0];
  return digits === undefined ? { kind: 'other' } : { kind: 'digits', digits };
}

/** Wrong digits a reader, and all readers together for one case, may send in a day. */
export const mostWrongProofs = 5;

const tooMany = 'Đã thử quá nhiều lần. Hãy thử lại sau 24 giờ, hoặc hỏi bộ phận Một cửa.';

export const replies = {
  case: ({ code, procedure, state, dueAt, missing }: ChatCase): string =>
    [
      `Hồ sơ ${code}: ${procedure}.`,
      `Tình trạng: ${state}.`,
      ...(dueAt === null ? [] : [`Hẹn trả: ${formatDateTime(dueAt)}.`]),
      ...(missing === null ? [] : [`Cần bổ sung: ${withoutPersonalData(missing).slice(0, 800)}`]),
      'Muốn xem tên người nộp, hãy gửi 4 số cuối của số điện thoại hoặc số định danh ghi trong hồ sơ.',
    ].join('\n'),
  unknownCode: (code: string): string => `Không tìm thấy hồ sơ ${code}. Hãy xem lại mã trên giấy tiếp nhận.`,
  help: 'Hãy gửi mã hồ sơ ghi trên giấy tiếp nhận, ví dụ H99.50-261123-0001, hoặc quét mã QR trên giấy rồi gửi đường dẫn vào đây.',
  codeFirst: 'Hãy gửi mã hồ sơ trước, rồi gửi 4 số cuối.',
  name: (code: string, name: string): string => `Hồ sơ ${code} đứng tên ${name}.`,
  wrongDigits: (left: number): string => (left > 0 ? `Bốn số này chưa khớp. Bạn còn ${left} lần thử.` : tooMany),
  tooMany,
} as const;
