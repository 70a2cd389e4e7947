import type { Generated } from 'kysely';

export type SigningTables = {
  'signing.certificate': {
    id: string;
    request_id: string;
    holder_kind: string;
    holder_uid: string;
    holder_name: string;
    unit_uid: string;
    provider: string;
    key_ref: string;
    subject: string;
    issuer: string;
    serial: string;
    key_kind: string;
    der: Buffer;
    chain: Buffer;
    not_before: Date;
    not_after: Date;
  };
  'signing.certificate_fact': {
    id: Generated<number>;
    certificate_id: string;
    request_id: string;
    kind: string;
    effective_at: Date;
    recorded_at: Date;
    reason_code: Generated<number>;
    reason: Generated<string>;
    recorded_by: string;
  };
  'signing.expiry_alarm': {
    certificate_id: string;
    days: number;
    raised_at: Date;
  };
  'signing.key_file': {
    key_ref: string;
    file: Buffer;
    created_at: Date;
  };
  'signing.signature': {
    id: string;
    certificate_id: string;
    purpose: string;
    subject_kind: string;
    subject_id: string;
    level: string;
    signed_at: Date;
    document_sha256: string;
    signed_sha256: string;
  };
  'signing.timestamp_policy': {
    valid_from: Date;
    request_id: string;
    url: string;
    on_outage: string;
    retries: number;
    timeout_ms: number;
    legal_basis: string;
    set_by: string;
  };
  'signing.trust_anchor': {
    id: string;
    request_id: string;
    fingerprint: string;
    name: string;
    der: Buffer;
    for_signatures: boolean;
    for_timestamps: boolean;
    trusted_from: Date;
    trusted_until: Date | null;
    legal_basis: string;
    revocation_addresses: Generated<unknown>;
    added_by: string;
    ended_by: string | null;
  };
};
