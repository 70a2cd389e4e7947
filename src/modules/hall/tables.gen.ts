import type { Generated } from 'kysely';

export type HallTables = {
  'hall.booking': {
    id: string;
    code: string;
    unit_uid: string;
    group_id: string;
    day: string;
    slot: string;
    visitor_name: string | null;
    phone: string | null;
    account_id: string | null;
    origin_hash: string;
    state: string;
    ticket_id: string | null;
    created_at: Date;
    ended_at: Date | null;
  };
  'hall.call': {
    unit_uid: string;
    seq: number;
    ticket_id: string | null;
    label: string;
    counter_number: number;
    kind: string;
    request_id: string | null;
    at: Date;
  };
  'hall.centre': {
    unit_uid: string;
    name: string;
    address: Generated<string>;
    call_seq: Generated<number>;
    booking_days: Generated<number>;
    bookings_per_phone: Generated<number>;
    grace_minutes: Generated<number>;
    booking_lead_minutes: Generated<number>;
    priority_run: Generated<number>;
    lease_size: Generated<number>;
  };
  'hall.counter': {
    id: string;
    unit_uid: string;
    number: number;
    name: Generated<string>;
    group_ids: string[];
    priority_run: Generated<number>;
    closed_at: Date | null;
  };
  'hall.counter_group': {
    id: string;
    unit_uid: string;
    code: string;
    name: string;
    fields: Generated<string[]>;
    position: Generated<number>;
    slot_minutes: Generated<number>;
    slot_places: Generated<number>;
    closed_at: Date | null;
  };
  'hall.device': {
    id: string;
    unit_uid: string;
    kind: string;
    name: string;
    code_hash: string | null;
    code_until: Date | null;
    token_hash: string | null;
    paired_at: Date | null;
    seen_at: Date | null;
    revoked_at: Date | null;
    created_at: Date;
    created_by: string;
  };
  'hall.given_up_request': {
    request_id: string;
    at: Date;
  };
  'hall.lease': {
    id: string;
    device_id: string;
    unit_uid: string;
    group_id: string;
    day: string;
    first_number: number;
    last_number: number;
    granted_at: Date;
  };
  'hall.priority_kind': {
    id: string;
    unit_uid: string | null;
    name: string;
    evidence: Generated<string>;
    legal_base: string;
    position: Generated<number>;
    valid_from: string;
    valid_to: string | null;
  };
  'hall.request': {
    request_id: string;
    kind: string;
    by_account: string;
    answer: unknown;
    at: Date;
  };
  'hall.series': {
    group_id: string;
    day: string;
    last_number: Generated<number>;
    last_leased: Generated<number>;
  };
  'hall.sitting': {
    id: string;
    counter_id: string;
    unit_uid: string;
    account_id: string;
    officer_name: string;
    since: Date;
    until: Date | null;
  };
  'hall.ticket': {
    id: string;
    unit_uid: string;
    group_id: string;
    day: string;
    number: number;
    token: string;
    request_id: string;
    priority_kind_id: string | null;
    source: string;
    lease_id: string | null;
    device_id: string | null;
    state: string;
    for_counter_id: string | null;
    counter_id: string | null;
    officer_name: string | null;
    queue_since: Date;
    issued_at: Date;
    received_at: Date;
    called_at: Date | null;
    serving_at: Date | null;
    ended_at: Date | null;
    calls: Generated<number>;
  };
  'hall.ticket_entry': {
    id: Generated<number>;
    ticket_id: string;
    at: Date;
    act: string;
    counter_number: number | null;
    by_name: string;
    note: Generated<string>;
  };
};
