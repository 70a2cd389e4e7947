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
  'notifications.caught_message': {
    id: string;
    channel: string;
    outgoing: boolean;
    tracking_id: string;
    address: string;
    body: string;
    received_at: Date;
  };
  'notifications.channel_setting': {
    channel: string;
    version: number;
    content: unknown;
    secrets: Buffer | null;
    reason: string;
    created_at: Date;
    created_by: string;
    request_id: string;
  };
  'notifications.channel_template': {
    channel: string;
    template_key: string;
    external_id: string;
    text: string;
    approval: string;
    changed_at: Date;
    changed_by: string;
  };
  'notifications.chat': {
    user_id: string;
    code: string | null;
    asked_at: Date;
  };
  'notifications.chat_message': {
    msg_id: string;
    user_id: string;
    text: string | null;
    sent_at: Date;
    received_at: Date;
    answered_at: Date | null;
  };
  'notifications.chat_proof': {
    msg_id: string;
    user_id: string;
    code: string;
    matched: boolean;
    at: Date;
  };
  'notifications.consent': {
    id: string;
    account_id: string;
    channel: string;
    given: boolean;
    text_version: string;
    method: string;
    request_id: string;
    at: Date;
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
    channel: Generated<string>;
    step: Generated<number>;
    claimed_until: Date | null;
    provider_id: string | null;
    received_at: Date | null;
    doubtful: Generated<boolean>;
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
    route: Generated<unknown>;
    brief: Generated<unknown>;
  };
  'notifications.phone_check': {
    account_id: string;
    phone: string;
    code: Buffer;
    attempts: Generated<number>;
    sent: Generated<number>;
    day: string;
    expires_at: Date;
    request_id: string;
  };
  'notifications.preference': {
    account_id: string;
    first_channel: string | null;
    quiet_from: number | null;
    quiet_to: number | null;
    phone: string | null;
    changed_at: Date;
  };
  'notifications.simulated_token': {
    hash: string;
    kind: string;
    expires_at: Date;
    used_at: Date | null;
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
  'notifications.zalo_token': {
    app_id: string;
    generation: number;
    access: Buffer | null;
    refresh: Buffer;
    access_expires_at: Date | null;
    renewed_at: Date;
    lease_holder: string | null;
    lease_until: Date | null;
    broken: string | null;
  };
};
