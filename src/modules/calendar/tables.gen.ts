import type { Generated } from 'kysely';

export type CalendarTables = {
  'calendar.change': {
    version: number;
    request_id: string;
    request_hash: string;
    kind: string;
    unit_uid: string | null;
    reason: string;
    legal_base: string;
    detail: Generated<unknown>;
    at: Date;
    by_account: string;
    by_name: string;
  };
  'calendar.head': {
    only_row: Generated<boolean>;
    version: number;
  };
  'calendar.known_year': {
    year: number;
    since_version: number;
  };
  'calendar.special_day': {
    uid: string;
    unit_uid: string | null;
    date: string;
    kind: string;
    name: string;
    name_en: string | null;
    legal_base: string;
    certainty: string;
    in_place_of: string | null;
    half: string | null;
    since_version: number;
    until_version: number | null;
  };
  'calendar.working_week': {
    uid: string;
    unit_uid: string | null;
    valid_from: string;
    valid_to: string | null;
    openings: unknown;
    reason: string;
    legal_base: string;
    since_version: number;
    until_version: number | null;
  };
};
