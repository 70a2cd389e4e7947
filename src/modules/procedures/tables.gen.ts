import type { Generated } from 'kysely';

export type ProceduresTables = {
  'procedures.draft': {
    id: string;
    code: string;
    base_version_id: string | null;
    content: unknown;
    revision: number;
    revisions: unknown;
    state: string;
    edited_by: string;
    edited_by_name: string;
    created_at: Date;
    edited_at: Date;
  };
  'procedures.ending': {
    code: string;
    last_day: string;
    successor: string | null;
    decision: string;
    reason: string;
  };
  'procedures.journal': {
    request_id: string;
    act: string;
    code: string;
    draft_id: string | null;
    version_id: string | null;
    section: string | null;
    revision: number | null;
    content: unknown;
    reason: Generated<string>;
    by_account: string;
    by_name: string;
    at: Date;
  };
  'procedures.rule': {
    key: string;
    valid_from: string;
    value: unknown;
    legal_base: string;
  };
  'procedures.version': {
    id: string;
    code: string;
    number: number;
    status: string;
    valid_from: string | null;
    valid_to: string | null;
    content: unknown;
    search: string;
    published_by: string | null;
    published_at: Date | null;
  };
};
