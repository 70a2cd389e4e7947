import type { Generated } from 'kysely';

export type AuditTables = {
  'audit.entry': {
    id: Generated<number>;
    at: Date;
    actor_kind: string;
    actor_id: string | null;
    holding_id: string | null;
    session_id: string | null;
    action: string;
    subject_kind: string;
    subject_id: string;
    unit_uid: string | null;
    purpose: string | null;
    detail: unknown;
    epoch: number;
    xid: string;
  };
  'audit.epoch': {
    epoch: number;
    began_at: Generated<Date>;
    reason: string;
  };
  'audit.seal': {
    number: number;
    epoch: number;
    from_xid: string;
    until_xid: string;
    entry_count: number;
    root: Buffer;
    previous: Buffer;
    sealed_at: Date;
    hash: Buffer;
    entry_ids: number[];
    leaves: Buffer;
  };
};
