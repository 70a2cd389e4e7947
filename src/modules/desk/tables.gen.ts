export type DeskTables = {
  'desk.inbox': {
    subject_kind: string;
    subject_id: string;
    code: string;
    title: string;
    party: string;
    unit_uid: string;
    holder_id: string | null;
    permission: string;
    state: number;
    stage: string;
    due_at: Date | null;
    since: Date;
  };
};
