export type ProceduresTables = {
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
