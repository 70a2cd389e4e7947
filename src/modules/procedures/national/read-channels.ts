import { foldText } from '#platform/text/fold.ts';
import type { DraftContent } from '../sections.ts';
import type { NationalFee, NationalRecord, NationalTime, Report } from './answer.ts';

const kinds: Readonly<Partial<Record<string, string>>> = { 1: 'counter', 2: 'online', 3: 'post' };
const channelNames: Readonly<Partial<Record<string, string>>> = { counter: 'trực tiếp', online: 'trực tuyến', post: 'bưu chính' };
const units: Readonly<Partial<Record<string, string>>> = { 'ngay lam viec': 'working_day', ngay: 'calendar_day', 'gio lam viec': 'working_hour', gio: 'working_hour' };

/** Channels with the first time limit as the rule and further ones beside it; fees hang on the channel (OS§5). */
export function readChannels(channels: NationalRecord['CACHTHUCTHUCHIEN'], report: Report): DraftContent[] {
  return channels.flatMap(({ KENH, THOIGIAN }): DraftContent[] => {
    const kind = kinds[KENH];
    if (kind === undefined) {
      report(`Kênh “${KENH}” không phải 1, 2 hay 3.`);
      return [];
    }
    const name = channelNames[kind] ?? kind;
    const [first, ...others] = THOIGIAN;
    if (first === undefined) report(`Kênh ${name}: nguồn không ghi thời hạn.`);
    return [
      {
        kind,
        duration: first === undefined ? {} : readTime(first, name, report),
        otherDurations: others.map((time) => ({ ...readTime(time, name, report), when: null, text: time.MOTA })),
        fees: doubleless(THOIGIAN.flatMap(({ PHILEPHI }) => PHILEPHI)).map((fee) => readFee(fee, name, report)),
      },
    ];
  });
}

function readTime(time: NationalTime, channel: string, report: Report): DraftContent {
  const unit = units[foldText(time.DONVITINH)];
  const n = Number(time.THOIGIANGIAIQUYET.replace(',', '.'));
  if (unit === undefined) report(`Kênh ${channel}: đơn vị thời hạn “${time.DONVITINH}” chưa biết đọc.`);
  if (foldText(time.DONVITINH) === 'gio') report(`Kênh ${channel}: “giờ” được hiểu là giờ làm việc, hãy kiểm tra.`);
  if (!(n > 0)) report(`Kênh ${channel}: thời hạn “${time.THOIGIANGIAIQUYET}” không phải là số.`);
  if (time.MOTA !== '') report(`Kênh ${channel}: mô tả thời hạn không có chỗ ghi riêng: ${time.MOTA}`);
  return { unit, ...(n > 0 ? { n } : {}), legalBase: '' };
}

function readFee(fee: NationalFee, channel: string, report: Report): DraftContent {
  const amount = amountOf(fee.SOTIEN);
  const plain = foldText(fee.MOTA);
  const kind = plain.includes('le phi') ? 'le_phi' : plain.includes('phi') ? 'phi' : undefined;
  const where = `Kênh ${channel}, khoản thu “${fee.MOTA || fee.MAPHILEPHI}”`;
  if (amount === null) report(`${where}: số tiền “${fee.SOTIEN}” không phải là số nguyên.`);
  if (!/^(|đ|đồng|vnd|vnđ)$/iu.test(fee.DONVI)) report(`${where}: đơn vị “${fee.DONVI}” không có chỗ ghi.`);
  if (kind === undefined) report(`${where}: nguồn không nói là phí hay lệ phí.`);
  if (/\b(mien|giam)\b/u.test(plain)) report(`${where}: lời mô tả nói đến miễn, giảm; hãy ghi thành từng đối tượng.`);
  return { code: fee.MAPHILEPHI, name: fee.MOTA, kind, amount, perAnswer: null, formula: null, when: 'on_submission', exemptions: [], legalBase: '' };
}

/** Đồng; groups may be parted by points or spaces. Null for anything that is not a whole amount. */
function amountOf(text: string): number | null {
  const digits = text.replace(/[.\s]/gu, '');
  return /^\d{1,12}$/u.test(digits) ? Number(digits) : null;
}

/** The same fee is repeated under each time limit of a channel. */
function doubleless(fees: readonly NationalFee[]): NationalFee[] {
  return [...new Map(fees.map((fee) => [JSON.stringify([fee.MAPHILEPHI, fee.SOTIEN, fee.MOTA]), fee])).values()];
}
