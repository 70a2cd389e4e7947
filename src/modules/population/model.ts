import { z } from 'zod';

/** One person compared with the register. Days are yyyy-mm-dd. */
export type Question = {
  readonly requestId: string;
  readonly purpose: string;
  readonly legalBase: string;
  readonly fullName: string;
  readonly birthDate: string;
  readonly personalId: string;
  /** Compared only when given. */
  readonly residence: string | null;
};

export const comparedFields = ['fullName', 'birthDate', 'residence'] as const;
export type ComparedField = (typeof comparedFields)[number];

/** What the register says; `differing` holds its own writing of the fields that differ, and nothing else. */
export type Answer = {
  readonly outcome: 'match' | 'mismatch' | 'no_information' | 'insufficient_grounds';
  readonly differing: readonly { readonly field: ComparedField; readonly registered: string }[];
};

/** A register that may be asked; `unavailable` when it does not answer. */
export type PopulationRegister = { compare(question: Question): Promise<Answer | { readonly outcome: 'unavailable' }> };

/** Fields on the wire (README.md, "Wire format"). */
export const wireNames = { fullName: 'hoVaTen', birthDate: 'ngaySinh', residence: 'noiThuongTru' } as const;

export const wireQuestion = z.object({
  maYeuCau: z.uuid(),
  mucDich: z.string(),
  canCuPhapLy: z.string(),
  hoVaTen: z.string().min(1).max(200),
  ngaySinh: z.string().regex(/^\d{8}$/u),
  soDinhDanh: z.string().regex(/^\d{12}$/u),
  noiThuongTru: z.string().max(500).optional(),
});
export type WireQuestion = z.infer<typeof wireQuestion>;

export const wireAnswer = z.object({
  maYeuCau: z.uuid(),
  ketQua: z.enum(['1', '2', '3', '4']),
  khacBiet: z.array(z.object({ truong: z.enum(['hoVaTen', 'ngaySinh', 'noiThuongTru']), giaTri: z.string().max(500) })).max(3),
});
export type WireAnswer = z.infer<typeof wireAnswer>;
