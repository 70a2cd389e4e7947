import { z } from 'zod';

/** Values of the national database are strings; numbers and null are met as well. */
const text = z.union([z.string(), z.number()]).nullish().transform((value) => (value === null || value === undefined ? '' : String(value).trim()));
const list = <T extends z.ZodType>(item: T) => z.array(item).nullish().transform((value) => value ?? []);

const fee = z.looseObject({ SOTIEN: text, DONVI: text, MOTA: text, MAPHILEPHI: text });
const time = z.looseObject({ THOIGIANGIAIQUYET: text, DONVITINH: text, MOTA: text, PHILEPHI: list(fee) });
const paper = z.looseObject({ MAGIAYTO: text, TENGIAYTO: text, SOBANCHINH: text, SOBANSAO: text, TENMAUDON: text, URL: text });

/** One procedure as `LayThuTuc` of the national database answers it (OS§5); keys that nobody documents are kept and reported. */
export const nationalRecord = z.looseObject({
  MATTHC: text,
  TENTTHC: text,
  LINHVUCTHUCHIEN: list(z.looseObject({ MALINHVUC: text, TENLINHVUC: text })),
  TRINHTUTHUCHIEN: list(z.looseObject({ TRUONGHOP: text, TRINHTU: list(z.looseObject({ TENTRINHTU: text })) })),
  CACHTHUCTHUCHIEN: list(z.looseObject({ KENH: text, THOIGIAN: list(time) })),
  THANHPHANHOSO: list(z.looseObject({ TRUONGHOP: text, GIAYTO: list(paper) })),
  YEUCAU: text,
  MOTADOITUONGTHUCHIEN: text,
  KETQUATHUCHIEN: list(z.looseObject({ MAKETQUA: text, TENKETQUA: text })),
  CANCUPHAPLY: list(z.looseObject({ SOVANBAN: text, TENVANBAN: text })),
  COQUANTHUCHIEN: list(z.looseObject({ MADONVI: text, TENDONVI: text })),
});
export type NationalRecord = z.infer<typeof nationalRecord>;
export type NationalTime = z.infer<typeof time>;
export type NationalFee = z.infer<typeof fee>;
export type NationalPaper = z.infer<typeof paper>;

/** `LayThuTuc` wraps the record: `{ result: [ … ] }`. */
export const nationalAnswer = z.union([z.looseObject({ result: z.tuple([nationalRecord], z.unknown()) }).transform(({ result }) => result[0]), nationalRecord]);

/** Tells in words what could not be mapped. */
export type Report = (what: string) => void;
