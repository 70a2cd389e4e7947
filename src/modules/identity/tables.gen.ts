import type { Generated } from 'kysely';

export type IdentityTables = {
  'identity.account': {
    uid: string;
    kind: string;
    status: Generated<string>;
    status_reason: string | null;
    display_name: string;
    identity_key: string | null;
    username: string | null;
    person_uid: string | null;
    unit_uid: string | null;
    created_at: Date;
    last_active_at: Date;
  };
  'identity.e_id': {
    issuer: string;
    subject: string;
    account_uid: string;
    linked_at: Date;
  };
  'identity.former_password': {
    id: Generated<number>;
    account_uid: string;
    hash: string;
    replaced_at: Date;
  };
  'identity.handled_request': {
    request_id: string;
    action: string;
    result: unknown;
    handled_at: Date;
  };
  'identity.held_form': {
    uid: string;
    session_uid: string;
    form_sealed: Buffer;
    expires_at: Date;
  };
  'identity.passkey': {
    credential_id: string;
    account_uid: string;
    public_key: Buffer;
    counter: number;
    transports: string[];
    label: string;
    created_at: Date;
    last_used_at: Date | null;
  };
  'identity.password': {
    account_uid: string;
    hash: string;
    set_at: Date;
    long_enough_alone: boolean;
    must_change: boolean;
    usable_until: Date | null;
  };
  'identity.pending_sign_in': {
    token_hash: Buffer;
    account_uid: string;
    return_to: string;
    second_factor_at: Date | null;
    method: string;
    webauthn_challenge: string | null;
    expires_at: Date;
  };
  'identity.profile': {
    account_uid: string;
    full_name: string;
    document_kind: string | null;
    document_country: string | null;
    document_number: string | null;
    birth_date: string | null;
    gender: string | null;
    nationality: string | null;
    phone: string | null;
    email: string | null;
    address: string | null;
    tax_code: string | null;
    organisation_name: string | null;
    organisation_kind: string | null;
    assurance: number;
    refreshed_at: Date;
  };
  'identity.recovery_code': {
    account_uid: string;
    code_hash: Buffer;
    used_at: Date | null;
  };
  'identity.role': {
    key: string;
    name: string;
    description: string;
    administrative: boolean;
  };
  'identity.role_grant': {
    uid: string;
    role_key: string;
    account_uid: string | null;
    position_uid: string | null;
    recipient_name: string;
    unit_uid: string | null;
    include_subtree: boolean;
    valid_from: string;
    valid_to: string | null;
    granted_at: Date;
    granted_by: string;
    ended_at: Date | null;
    ended_by: string | null;
    end_reason: string | null;
  };
  'identity.role_permission': {
    role_key: string;
    permission: string;
  };
  'identity.security_setting': {
    key: string;
    value: number;
    legal_base: string;
    note: string;
    valid_from: string;
    valid_to: string | null;
  };
  'identity.session': {
    uid: string;
    token_hash: Buffer;
    account_uid: string;
    method: string;
    assurance: number;
    for_organisation: Generated<boolean>;
    holding_id: string | null;
    position_uid: string | null;
    second_factor_at: Date | null;
    step_up_at: Date | null;
    webauthn_challenge: string | null;
    address: string;
    device: string;
    created_at: Date;
    last_seen_at: Date;
    expires_at: Date;
    ended_at: Date | null;
    end_reason: string | null;
  };
  'identity.setup_code': {
    only_row: Generated<boolean>;
    code_hash: Buffer;
    issued_at: Date;
  };
  'identity.sign_in_flow': {
    token_hash: Buffer;
    provider_key: string;
    state: string;
    nonce: string;
    code_verifier: string;
    return_to: string;
    expires_at: Date;
  };
  'identity.throttle': {
    key: string;
    failures: number;
    window_started_at: Date;
    locked_until: Date | null;
  };
  'identity.totp': {
    account_uid: string;
    secret_sealed: Buffer | null;
    draft_sealed: Buffer | null;
    last_step: Generated<number>;
    confirmed_at: Date | null;
  };
};
