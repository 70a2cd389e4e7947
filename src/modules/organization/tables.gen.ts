import type { Generated } from 'kysely';

export type OrganizationTables = {
  'organization.admin_change': {
    from_uid: string;
    to_uid: string;
    kind: string;
    effective_on: string;
    share: string | null;
    legal_basis: string | null;
  };
  'organization.admin_import': {
    checksum: string;
    source: string;
    imported_at: Date;
    units: number;
    changes: number;
  };
  'organization.admin_unit': {
    uid: string;
    level: string;
    code: string | null;
    full_name: string;
    name_folded: string;
    parent_uid: string | null;
    path_name: string;
    path_folded: string;
    words: Generated<string | null>;
    valid_from: string | null;
    valid_to: string | null;
    validity: Generated<string | null>;
    legal_basis: string | null;
  };
  'organization.change': {
    uid: string;
    request_id: string;
    kind: string;
    subject_uid: string;
    effective_on: string;
    document: unknown;
    reason: string | null;
    actor_kind: string;
    actor_id: string;
    actor_name: string;
    recorded_at: Date;
    undoes: string | null;
  };
  'organization.delegation': {
    row_id: Generated<number>;
    uid: string;
    kind: string;
    grantor_position_uid: string;
    delegate_position_uid: string;
    scope: string;
    passable: boolean;
    valid_from: string;
    valid_to: string | null;
    validity: Generated<string | null>;
    recorded_by: string;
    superseded_by: string | null;
    restores: number | null;
  };
  'organization.former_commune': {
    path_name: string;
    name_folded: string;
    path_folded: string;
    words: Generated<string | null>;
    to_uid: string;
  };
  'organization.holding': {
    row_id: Generated<number>;
    uid: string;
    person_uid: string;
    position_uid: string;
    position_kind: string;
    kind: string;
    valid_from: string;
    valid_to: string | null;
    validity: Generated<string | null>;
    recorded_by: string;
    superseded_by: string | null;
    restores: number | null;
  };
  'organization.person': {
    row_id: Generated<number>;
    uid: string;
    full_name: string;
    name_folded: string;
    birth_date: string | null;
    phone: string | null;
    email: string | null;
    recorded_by: string;
    superseded_by: string | null;
    restores: number | null;
  };
  'organization.position': {
    row_id: Generated<number>;
    uid: string;
    unit_uid: string;
    kind: string;
    title: string;
    valid_from: string;
    valid_to: string | null;
    validity: Generated<string | null>;
    recorded_by: string;
    superseded_by: string | null;
    restores: number | null;
  };
  'organization.state': {
    only_row: Generated<boolean>;
    version: number;
  };
  'organization.subject': {
    uid: string;
    kind: string;
  };
  'organization.substitution': {
    row_id: Generated<number>;
    uid: string;
    absent_holding_uid: string;
    substitute_holding_uid: string;
    reason: string;
    valid_from: string;
    valid_to: string;
    validity: Generated<string | null>;
    recorded_by: string;
    superseded_by: string | null;
    restores: number | null;
  };
  'organization.unit_code': {
    row_id: Generated<number>;
    uid: string;
    unit_uid: string;
    scheme: string;
    code: string;
    valid_from: string;
    valid_to: string | null;
    validity: Generated<string | null>;
    recorded_by: string;
    superseded_by: string | null;
    restores: number | null;
  };
  'organization.unit_succession': {
    row_id: Generated<number>;
    from_uid: string;
    to_uid: string;
    kind: string;
    effective_on: string;
    recorded_by: string;
    superseded_by: string | null;
    restores: number | null;
  };
  'organization.unit_version': {
    row_id: Generated<number>;
    unit_uid: string;
    kind: string;
    level: string;
    parent_uid: string | null;
    full_name: string;
    short_name: string | null;
    abbreviation: string | null;
    collective_name: string | null;
    admin_unit_uid: string | null;
    sort_order: Generated<number>;
    valid_from: string;
    valid_to: string | null;
    validity: Generated<string | null>;
    recorded_by: string;
    superseded_by: string | null;
    restores: number | null;
  };
};
