export type FeedbackTables = {
  'feedback.answer': {
    id: string;
    unit_uid: string;
    procedure_code: string;
    procedure_name: string;
    month: string;
    scores: unknown;
    words: string | null;
    case_id: string | null;
  };
  'feedback.complaint': {
    id: string;
    case_id: string;
    case_code: string;
    procedure_name: string;
    unit_uid: string;
    upper_unit_uid: string | null;
    handlers: string[];
    account_id: string;
    author_name: string;
    topic: string;
    words: string;
    state: string;
    received_at: Date;
    due_at: Date;
    due_derivation: unknown;
    passed_on_at: Date | null;
    answer: string | null;
    answered_at: Date | null;
    answered_by: string | null;
    answer_request_id: string | null;
  };
  'feedback.question': {
    key: string;
    position: number;
    vi: string;
    en: string;
    legal_base: string;
    valid_from: string;
    valid_to: string | null;
  };
  'feedback.survey': {
    case_id: string;
    request_id: string;
    answered_at: Date;
  };
  'feedback.time_limit': {
    key: string;
    working_days: number;
    legal_base: string;
    valid_from: string;
    valid_to: string | null;
  };
};
