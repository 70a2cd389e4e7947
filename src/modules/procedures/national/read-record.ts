import type { DraftContent } from '../sections.ts';
import type { NationalPaper, NationalRecord, Report } from './answer.ts';
import { readChannels } from './read-channels.ts';

/** What a record of the national database gives ours, and in words what it does not. */
export type ReadRecord = { readonly code: string; readonly content: DraftContent; readonly unmapped: readonly string[] };

/** What the national database does not hold at all; the editor must add it here. */
const neverThere = [
  'Nguồn không có tên và nội dung tiếng Anh.',
  'Nguồn không có đối tượng được miễn, giảm phí, lệ phí: đọc văn bản thu để ghi.',
  'Nguồn không có biểu mẫu điện tử, quy trình nội bộ, mẫu kết quả, sổ số.',
  'Nguồn không có căn cứ của từng thời hạn và từng khoản thu.',
] as const;

const known = new Set(['MATTHC', 'TENTTHC', 'LINHVUCTHUCHIEN', 'TRINHTUTHUCHIEN', 'CACHTHUCTHUCHIEN', 'THANHPHANHOSO', 'YEUCAU', 'MOTADOITUONGTHUCHIEN', 'KETQUATHUCHIEN', 'CANCUPHAPLY', 'COQUANTHUCHIEN']);

/** Maps what can be mapped; whatever is left is named, never guessed. */
export function readNationalRecord(record: NationalRecord): ReadRecord {
  const unmapped: string[] = [];
  const report: Report = (what) => unmapped.push(what.slice(0, 500));
  const [field, ...otherFields] = record.LINHVUCTHUCHIEN;
  for (const other of otherFields) report(`Lĩnh vực thứ hai không có chỗ ghi: ${other.TENLINHVUC}.`);
  const content: DraftContent = {
    ...{ code: record.MATTHC, name: { vi: record.TENTTHC, en: '' } },
    ...(field === undefined ? {} : { field: { code: field.MALINHVUC, name: { vi: field.TENLINHVUC, en: '' } } }),
    howTo: record.TRINHTUTHUCHIEN.flatMap(({ TRUONGHOP, TRINHTU }) => TRINHTU.map(({ TENTRINHTU }) => ({ vi: prefixed(TRUONGHOP, TENTRINHTU, record.TRINHTUTHUCHIEN.length), en: '' }))),
    channels: readChannels(record.CACHTHUCTHUCHIEN, report),
    cases: readCases(record, report),
    requirements: record.YEUCAU === '' ? [] : [{ vi: record.YEUCAU, en: '' }],
    audience: record.MOTADOITUONGTHUCHIEN.split(/[;,\n]+/u).map((one) => one.trim()).filter((one) => one !== ''),
    results: record.KETQUATHUCHIEN.map(({ MAKETQUA, TENKETQUA }) => ({ code: MAKETQUA, name: TENKETQUA, paperRequired: false, draft: {} })),
    legalBasis: record.CANCUPHAPLY.map(({ SOVANBAN, TENVANBAN }) => ({ number: SOVANBAN, title: TENVANBAN, date: null, article: '' })),
    ...readAgencies(record),
  };
  for (const [key, value] of Object.entries(record)) if (!known.has(key)) report(`Trường “${key}” của nguồn chưa biết đọc: ${JSON.stringify(value)}`);
  return { code: record.MATTHC, content, unmapped: [...unmapped, ...neverThere] };
}

function prefixed(situation: string, words: string, situations: number): string {
  return situations > 1 && situation !== '' ? `${situation}: ${words}` : words;
}

function readAgencies({ COQUANTHUCHIEN: [first, ...others] }: NationalRecord): DraftContent {
  return { competentAgency: { vi: first?.TENDONVI ?? '', en: '' }, cooperatingAgencies: others.map(({ TENDONVI }) => TENDONVI) };
}

function readCases({ THANHPHANHOSO }: NationalRecord, report: Report): DraftContent[] {
  return THANHPHANHOSO.map(({ TRUONGHOP, GIAYTO }, index) => {
    if (THANHPHANHOSO.length > 1) report(`Trường hợp “${TRUONGHOP}”: ghi điều kiện áp dụng, nguồn chỉ có lời.`);
    return { key: index === 0 ? 'default' : `case_${index + 1}`, name: TRUONGHOP, when: null, papers: GIAYTO.map((paper) => readPaper(paper, report)) };
  });
}

const paperKeys = new Set(['MAGIAYTO', 'TENGIAYTO', 'SOBANCHINH', 'SOBANSAO', 'TENMAUDON', 'URL']);

function readPaper(paper: NationalPaper, report: Report): DraftContent {
  const name = paper.TENGIAYTO;
  if (name === '') report(`Giấy tờ ${paper.MAGIAYTO}: không thấy tên ở trường TENGIAYTO.`);
  if (paper.URL !== '') report(`Giấy tờ “${name}”: tệp mẫu ở ${paper.URL} không được chép về.`);
  for (const [key, value] of Object.entries(paper)) if (!paperKeys.has(key)) report(`Giấy tờ “${name}”: trường “${key}” chưa biết đọc: ${JSON.stringify(value)}`);
  return {
    ...{ code: paper.MAGIAYTO, name, template: paper.TENMAUDON, note: '' },
    ...{ originals: countOf(paper.SOBANCHINH), copies: countOf(paper.SOBANSAO) },
    // The database does not say these; the careful answers: a paper is needed, nothing replaces it, it is kept.
    ...{ electronicCopy: true, digitise: true, required: true, requiredWhen: null, replaceableBy: null },
  };
}

/** A count, or null where the source says nothing that is one: the editor is asked, zero is not assumed. */
function countOf(text: string): number | null {
  return /^\d{1,3}$/u.test(text) ? Number(text) : null;
}
