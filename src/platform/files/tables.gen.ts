import type { Generated } from 'kysely';

export type FilesTables = {
  'files.file': {
    sha256: string;
    size: number;
    media_type: string;
    state: string;
    finding: string | null;
    created_at: Date;
    scanned_at: Date | null;
  };
  'files.upload': {
    id: string;
    owner_kind: string;
    owner_id: string;
    name: string;
    size: number;
    received: Generated<number>;
    state: string;
    problem: string | null;
    sha256: string | null;
    created_at: Date;
    expires_at: Date;
    finished_at: Date | null;
  };
  'files.upload_part': {
    key: string;
    upload_id: string;
    start: number;
    size: number | null;
    created_at: Date;
  };
};
