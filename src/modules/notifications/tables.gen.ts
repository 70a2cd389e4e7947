import type { Generated } from 'kysely';

export type NotificationsTables = {
  'notifications.caught_mail': {
    id: string;
    message_id: string;
    recipient: string;
    subject: string;
    body: string;
    copies: Generated<number>;
    received_at: Date;
  };
  'notifications.delivery': {
    id: string;
    message_id: string;
    number: number;
    address: string;
    unit_uid: string | null;
    state: string;
    reason: string | null;
    attempts: Generated<number>;
    request_id: string | null;
    queued_at: Date;
    settled_at: Date | null;
  };
  'notifications.message': {
    id: string;
    key: string;
    account_id: string | null;
    locale: string;
    template_key: string;
    template_version: number;
    title: string;
    body: string;
    link: string | null;
    link_label: string | null;
    unit_uid: string | null;
    created_at: Date;
    read_at: Date | null;
  };
  'notifications.template': {
    key: string;
    version: number;
    texts: unknown;
    reason: string;
    created_at: Date;
    created_by: string;
    request_id: string;
  };
};
