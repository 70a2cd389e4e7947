import type { Actor } from '#platform/access/actor.ts';
import type { AnyTx } from '#platform/db/database.ts';
import { onJob, type Handlers } from '#platform/jobs/definitions.ts';
import type { NotificationsDeps } from './context.ts';
import { sendEmail } from './jobs.ts';
import type {
  DeliveryQuery,
  DeliveryRow,
  InboxPage,
  InboxQuery,
  Notice,
  ResendInput,
  ShippedTemplate,
} from './model.ts';
import { abilities } from './policy.ts';
import { shippedTemplates } from './shipped.ts';
import { deliver } from './use-cases/deliver.ts';
import * as inbox from './use-cases/inbox.ts';
import { listDeliveries, resend } from './use-cases/resend.ts';
import { send } from './use-cases/send.ts';
import * as templates from './use-cases/templates.ts';
import * as mailbox from './use-cases/test-mailbox.ts';

export type Notifications = {
  /**
   * Tells somebody something, once per key, inside the caller's transaction. True the first time.
   * @throws Error when template, data and link do not fit: a fault of the calling module.
   */
  send(tx: AnyTx, notice: Notice): Promise<boolean>;
  listInbox(actor: Actor, query: InboxQuery): Promise<InboxPage>;
  countUnread(actor: Actor): Promise<number>;
  /** Repeating it changes nothing. */
  markRead(actor: Actor, messageId: string): Promise<void>;
  markAllRead(actor: Actor, until: Date): Promise<void>;
  listDeliveries(actor: Actor, query: DeliveryQuery): Promise<{ deliveries: DeliveryRow[]; more: boolean }>;
  /** Returns the id of the new delivery; a replay of the request returns the same. */
  resend(actor: Actor, input: ResendInput): Promise<string>;
  listTemplates(actor: Actor): Promise<templates.TemplateLine[]>;
  readTemplate(actor: Actor, key: string): Promise<templates.TemplateView>;
  /** `input` is checked here: `{ key, texts: { vi, en }, reason, requestId }`. Returns the version now in use. */
  changeTemplate(actor: Actor, input: unknown): Promise<number>;
  listTestMail(): Promise<mailbox.TestMail[]>;
  readTestMail(id: string): Promise<mailbox.TestMail>;
  abilities(actor: Actor): ReturnType<typeof abilities>;
  readonly handlers: Handlers;
};

export function createNotifications(deps: NotificationsDeps): Notifications {
  const catalogue: ReadonlyMap<string, ShippedTemplate> = new Map(
    [...shippedTemplates, ...(deps.templates ?? [])].map((template) => [template.key, template]),
  );
  return {
    send: (tx, notice) => send(deps, catalogue, tx, notice),
    listInbox: (actor, query) => inbox.listInbox(deps, actor, query),
    countUnread: (actor) => inbox.countUnread(deps, actor),
    markRead: (actor, messageId) => inbox.markRead(deps, actor, messageId),
    markAllRead: (actor, until) => inbox.markAllRead(deps, actor, until),
    listDeliveries: (actor, query) => listDeliveries(deps, actor, query),
    resend: (actor, input) => resend(deps, actor, input),
    listTemplates: (actor) => templates.listTemplates(deps, catalogue, actor),
    readTemplate: (actor, key) => templates.readTemplate(deps, catalogue, actor, key),
    changeTemplate: (actor, input) => templates.changeTemplate(deps, catalogue, actor, input),
    listTestMail: () => mailbox.listTestMail(deps),
    readTestMail: (id) => mailbox.readTestMail(deps, id),
    abilities,
    handlers: { jobs: [onJob(sendEmail, ({ deliveryId }, context) => deliver(deps, deliveryId, context))] },
  };
}
