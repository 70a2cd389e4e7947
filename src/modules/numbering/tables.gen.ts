import type { Generated } from 'kysely';

export type NumberingTables = {
  'numbering.number': {
    unit_uid: string;
    kind: string;
    year: number;
    number: number;
    subject_kind: string;
    subject_id: string;
    allocated_at: Date;
    voided_at: Date | null;
    void_reason: string | null;
    voided_by: string | null;
  };
  'numbering.series': {
    unit_uid: string;
    kind: string;
    year: number;
    last_number: Generated<number>;
  };
};
