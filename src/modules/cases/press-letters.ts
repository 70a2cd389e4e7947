import type { PrintValue } from '#platform/render/print-data.ts';
import { renderPaper } from '#platform/render/pdf.ts';
import { formatMoney } from '#platform/text/amounts.ts';
import { formatDate, formatDateTime, formatLongDate, formatLongDateTime } from '#platform/text/dates.ts';
import { formatPhone } from '#platform/text/phone.ts';
import { controlRows } from './control-slip.ts';
import { formOfLaw, type LetterForm } from './letters.ts';
import type { CaseFile, JournalLine } from './model.ts';
import type { Agency, ProcedureStep } from './ports.ts';
import { stateNames } from './states.ts';

export type LetterFacts = {
  readonly form: Exclude<LetterForm, '01'>;
  readonly number: number;
  readonly file: CaseFile;
  /** The line of the journal that the letter tells of; for a draft, one that was not written yet. */
  readonly line: JournalLine;
  readonly journal: readonly JournalLine[];
  readonly agency: Agency;
  readonly steps: readonly ProcedureStep[];
  readonly cooperating: readonly string[];
  readonly trackUrl: string;
};

const templates: Readonly<Record<LetterFacts['form'], URL>> = {
  '02': new URL('./templates/form-02.typ', import.meta.url),
  '03': new URL('./templates/form-03.typ', import.meta.url),
  '04': new URL('./templates/form-04.typ', import.meta.url),
  '05': new URL('./templates/form-05.typ', import.meta.url),
  '06': new URL('./templates/form-06.typ', import.meta.url),
};

/** Forms 02–06 of TT 03/2025/TT-VPCP as PDF/A-2a, on A4 or A5. */
export async function printLetter(facts: LetterFacts, format: 'a4' | 'a5'): Promise<Uint8Array> {
  const data = { ...headOf(facts), format, ...own[facts.form](facts) };
  const { pdf } = await renderPaper({ template: templates[facts.form], data, codes: { track: facts.trackUrl }, at: facts.line.at });
  return pdf;
}

type Own = (facts: LetterFacts) => Readonly<Record<string, PrintValue>>;

const counter = 'Bộ phận Tiếp nhận và Trả kết quả';

function headOf({ form, number, file, agency, line }: LetterFacts): Readonly<Record<string, PrintValue>> {
  const serial = file.code.slice(file.code.lastIndexOf('-') + 1);
  const byCounter = form === '02' || form === '03';
  return {
    issuer: byCounter ? { parent: agency.name, name: counter } : { parent: null, name: agency.name },
    number: `${serial}${number > 1 ? `.${number}` : ''}/${formOfLaw(form).suffix}`,
    place: agency.place,
    date: formatLongDate(line.at),
    caseCode: file.code,
    office: agency.name,
    applicant: { name: file.applicantName, address: addressOf(file), phone: file.applicantPhone === null ? null : formatPhone(file.applicantPhone), email: file.applicantEmail },
    content: file.procedureName,
  };
}

const own: Readonly<Record<LetterFacts['form'], Own>> = {
  '02': ({ file, line }) => ({
    items: itemsOf(line.publicNote ?? ''),
    reason: textOf(line, 'why') ?? 'Hồ sơ chưa đủ, chưa đúng theo quy định của thủ tục.',
    replyBy: textOf(line, 'replyBy') === null ? null : formatDate(textOf(line, 'replyBy') ?? ''),
    clockNote: file.acceptedAt === null ? null : 'Thời gian chờ bổ sung không tính vào thời hạn giải quyết.',
    guide: { name: line.actorName, position: line.actorPosition, phone: textOf(line, 'phone') },
  }),
  '03': ({ file, line }) => ({ reason: line.publicNote, submitter: file.applicantName, receiver: line.actorName }),
  '04': ({ file, line }) => ({
    acceptedOn: formatDate(file.acceptedAt ?? file.submittedAt),
    dueAt: formatLongDateTime(file.dueAt ?? line.at),
    reason: line.publicNote,
    newDueAt: textOf(line, 'newDueAt') === null ? null : formatLongDateTime(new Date(textOf(line, 'newDueAt') ?? '')),
    signer: line.actorName,
  }),
  '05': stopNotice,
  '06': ({ file, journal, steps, cooperating }) => ({
    cooperating: cooperating.join('; '),
    dueAt: file.dueAt === null ? '' : formatDateTime(file.dueAt),
    rows: controlRows(file, journal, steps).map((row) => ({ ...row, at: formatLongDateTime(row.at) })),
  }),
};

function stopNotice({ file, line, agency }: LetterFacts): Readonly<Record<string, PrintValue>> {
  const byApplicant = line.act === 'withdraw';
  return {
    acceptedAt: file.acceptedAt === null ? 'chưa tiếp nhận' : formatLongDateTime(file.acceptedAt),
    requester: byApplicant ? `${file.applicantName} (người nộp rút hồ sơ)` : `${agency.name} (cơ quan giải quyết)`,
    reason: line.publicNote ?? (byApplicant ? 'Người nộp đề nghị rút hồ sơ.' : null),
    stage: line.fromState === null ? null : stateNames[line.fromState],
    feePaid: formatMoney(file.feePaid),
    feeReturned: file.feePaid === 0 ? formatMoney(0) : 'theo quyết định hoàn trả của cơ quan thu',
    papersReturned: 'toàn bộ giấy tờ bản chính đã nộp (nếu có)',
    stoppedAt: formatLongDateTime(line.at),
    signer: byApplicant ? '' : line.actorName,
    signerTitle: byApplicant ? 'Người thông báo' : (line.actorPosition ?? 'Người thông báo'),
  };
}

/** Every gap on a line of its own, without the numbers or dashes somebody typed before it. */
function itemsOf(words: string): string[] {
  const lines = words.split('\n').map((line) => line.replace(/^\s*(?:[-+•*]|\d+[.)])\s*/u, '').trim());
  return lines.filter((line) => line !== '');
}

function textOf(line: JournalLine, key: string): string | null {
  const value = line.data[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The applicant's address as written, in one line. */
export function addressOf(file: Pick<CaseFile, 'answers'>): string | null {
  const value = file.answers['applicantResidence'] ?? file.answers['applicantAddress'];
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value !== 'object' || value === null) return null;
  return Object.values(value).filter((part) => typeof part === 'string' && part !== '').join(', ') || null;
}
