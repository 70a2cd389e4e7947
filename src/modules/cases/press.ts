import type { PrintValue } from '#platform/render/print-data.ts';
import { renderPaper, type Paper } from '#platform/render/pdf.ts';
import { formatMoney } from '#platform/text/amounts.ts';
import { dateInWords, formatDate, formatLongDate, formatLongDateTime } from '#platform/text/dates.ts';
import { formatPhone } from '#platform/text/phone.ts';
import type { CaseFile, Paper as CasePaper } from './model.ts';
import type { Agency, ResultPaper } from './ports.ts';
import { resultData, resultPapers } from './result-papers.ts';

/** Templates of result papers, by the key that procedures name. */
const templates: Readonly<Record<string, { readonly file: URL; readonly dataOf: (paper: ResultPaper) => PrintValue }>> = {
  ...Object.fromEntries(Object.keys(resultPapers).map((key) => [key, { file: new URL(`./templates/${key}.typ`, import.meta.url), dataOf: resultData }])),
  'birth-extract-copy': { file: new URL('./templates/birth-extract-copy.typ', import.meta.url), dataOf: birthExtract },
};

/** The result as PDF/A-2a, unsigned, with the places kept for signatures. @throws Error for a template nobody ships */
export async function printResult(paper: ResultPaper): Promise<Paper> {
  const template = templates[paper.template];
  if (template === undefined) throw new Error(`there is no template ${paper.template}`);
  return renderPaper({ template: template.file, data: template.dataOf(paper), codes: { verify: paper.verifyUrl }, at: paper.signedAt });
}

/** Giấy tờ hộ tịch, bản sao trích lục khai sinh (TT 04/2020/TT-BTP). */
function birthExtract(paper: ResultPaper): PrintValue {
  const text = (key: string): string | null => textAt(paper.fields, key);
  const date = (key: string): string | null => (text(key) === null ? null : formatDate(text(key) ?? ''));
  const parent = (who: 'mother' | 'father'): PrintValue =>
    text(`${who}Name`) === null
      ? null
      : {
          name: text(`${who}Name`),
          birthYear: text(`${who}BirthYear`),
          ethnicity: text(`${who}Ethnicity`),
          nationality: text(`${who}Nationality`),
          residence: text(`${who}Residence`),
        };
  return {
    issuer: { parent: null, name: paper.agency.name },
    number: paper.notation,
    place: paper.agency.place,
    date: formatLongDate(paper.signedAt),
    person: {
      name: text('fullName') ?? '',
      birthDate: date('birthDate'),
      birthDateInWords: text('birthDate') === null ? null : dateInWords(text('birthDate') ?? ''),
      sex: sexWord(text('gender')),
      ethnicity: text('ethnicity'),
      nationality: text('nationality'),
      birthPlace: text('birthPlace'),
      homePlace: text('hometown'),
      personalId: text('personalId'),
    },
    mother: parent('mother'),
    father: parent('father'),
    registration: { place: text('registeredAt'), number: text('entryNumber'), book: text('bookNumber'), date: date('registeredOn') },
    note: null,
    source: 'Sổ đăng ký khai sinh',
    signer: { lines: [...paper.signer.lines], name: paper.signer.name },
    verifyUrl: paper.verifyUrl.replace(/^https?:\/\//u, ''),
  };
}

function sexWord(code: string | null): string | null {
  return code === null ? null : code === 'female' ? 'Nữ' : 'Nam';
}

export type ReceiptFacts = {
  readonly file: CaseFile;
  readonly papers: readonly CasePaper[];
  readonly agency: Agency;
  readonly processingTime: string;
  readonly receiver: string;
  readonly trackUrl: string;
};

/** Form 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả: two copies (giao người nộp, lưu kèm hồ sơ). */
export async function printReceipt(facts: ReceiptFacts, format: 'a4' | 'a5'): Promise<Uint8Array> {
  const { file } = facts;
  if (file.acceptedAt === null || file.dueAt === null) throw new Error('a receipt needs an accepted case');
  const template = new URL('./templates/form-01.typ', import.meta.url);
  const { pdf } = await renderPaper({ template, data: receiptData(facts, format), codes: { track: facts.trackUrl }, at: file.acceptedAt });
  return pdf;
}

function receiptData({ file, papers, agency, processingTime, receiver, trackUrl }: ReceiptFacts, format: 'a4' | 'a5'): PrintValue {
  const serial = file.code.slice(file.code.lastIndexOf('-') + 1);
  const accepted = file.acceptedAt ?? file.submittedAt;
  return {
    format,
    copies: ['Liên 1: giao người nộp hồ sơ', 'Liên 2: lưu kèm hồ sơ'],
    issuer: { parent: agency.name, name: 'Bộ phận Tiếp nhận và Trả kết quả' },
    number: `${serial}/BPTNTKQ`,
    place: agency.place,
    date: formatLongDate(accepted),
    caseCode: file.code,
    receivingUnit: agency.name,
    applicant: { name: file.applicantName, address: textAt(file.answers, 'applicantResidence'), phone: file.applicantPhone === null ? null : formatPhone(file.applicantPhone), email: file.applicantEmail },
    content: file.procedureName,
    papers: [
      { name: 'Tờ khai điện tử', form: 'điện tử', count: 1 },
      ...papers.map((paper) => ({ name: paper.name, form: 'điện tử', count: 1 })),
    ],
    sets: 1,
    processingTime,
    receivedAt: formatLongDateTime(accepted),
    dueAt: formatLongDateTime(file.dueAt ?? accepted),
    resultChannel: file.channel === 'online' ? 'bản điện tử trên Cổng dịch vụ công' : 'quầy trả kết quả',
    fee: file.feeDue === 0 ? null : formatMoney(file.feeDue),
    book: null,
    bookEntry: serial,
    note: null,
    submitter: file.applicantName,
    receiver,
    trackUrl: trackUrl.replace(/^https?:\/\//u, ''),
  };
}

function textAt(values: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = values[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
