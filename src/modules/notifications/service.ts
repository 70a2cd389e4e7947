import type { Actor } from '#platform/access/actor.ts';
import type { AnyTx } from '#platform/db/database.ts';
import { onJob, type Handlers } from '#platform/jobs/definitions.ts';
import type { NotificationsDeps } from './context.ts';
import * as jobs from './jobs.ts';
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
import * as settings from './use-cases/channel-settings.ts';
import * as chat from './use-cases/chat.ts';
import { deliver } from './use-cases/deliver.ts';
import { deliverShort } from './use-cases/deliver-short.ts';
import * as inbox from './use-cases/inbox.ts';
import { keepChannelsAlive } from './use-cases/keep-alive.ts';
import * as phones from './use-cases/phone-check.ts';
import * as preferences from './use-cases/preferences.ts';
import { listDeliveries, resend } from './use-cases/resend.ts';
import { seedDemo } from './use-cases/seed-demo.ts';
import { send } from './use-cases/send.ts';
import * as templates from './use-cases/templates.ts';
import * as mailbox from './use-cases/test-mailbox.ts';
import * as testMessages from './use-cases/test-messages.ts';

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
  /** What the demonstration sent by SMS and Zalo, and the chat with its official account. */
  listTestMessages(): Promise<testMessages.TestMessage[]>;
  /** A visitor of the demonstration writes to the official account. */
  writeToOfficialAccount(text: string): Promise<void>;
  readPreferences(actor: Actor): Promise<preferences.PreferencesView>;
  /** `input` is checked here: `{ channels, first, quietFrom, quietTo, requestId }`. */
  savePreferences(actor: Actor, input: unknown): Promise<void>;
  /** `{ phone, requestId }`: sends a one-time code. */
  beginPhoneCheck(actor: Actor, input: unknown): Promise<void>;
  /** `{ code }`. */
  confirmPhone(actor: Actor, input: unknown): Promise<void>;
  readChannels(actor: Actor): Promise<settings.ChannelsView>;
  /** `{ channel, content, secrets, reason, requestId }`. */
  changeSetting(actor: Actor, input: unknown): Promise<void>;
  /** `{ channel, key, externalId, text, approval }`. */
  changeChannelTemplate(actor: Actor, input: unknown): Promise<void>;
  /** Asks Zalo which templates it has approved. */
  syncApprovals(actor: Actor): Promise<void>;
  /** @throws AppError invalid for anything not signed by Zalo just now. */
  receiveZaloEvent(call: chat.WebhookCall): Promise<void>;
  /** Demonstration only: settings that the simulators know, once. */
  seedDemo(): Promise<void>;
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
    ...channelVerbs(deps, catalogue),
    handlers: handlersOf(deps),
  };
}

type ChannelVerb = 'listTestMessages' | 'writeToOfficialAccount' | 'readPreferences' | 'savePreferences' | 'beginPhoneCheck' | 'confirmPhone' | 'readChannels' | 'changeSetting' | 'changeChannelTemplate' | 'syncApprovals' | 'receiveZaloEvent' | 'seedDemo';

function channelVerbs(deps: NotificationsDeps, catalogue: templates.Catalogue): Pick<Notifications, ChannelVerb> {
  return {
    listTestMessages: () => testMessages.listTestMessages(deps),
    writeToOfficialAccount: (text) => testMessages.writeToOfficialAccount(deps, text),
    readPreferences: (actor) => preferences.readPreferences(deps, actor),
    savePreferences: (actor, input) => preferences.savePreferences(deps, actor, input),
    beginPhoneCheck: (actor, input) => phones.beginPhoneCheck(deps, actor, input),
    confirmPhone: (actor, input) => phones.confirmPhone(deps, actor, input),
    readChannels: (actor) => settings.readChannels(deps, catalogue, actor),
    changeSetting: (actor, input) => settings.changeSetting(deps, actor, input),
    changeChannelTemplate: (actor, input) => settings.changeChannelTemplate(deps, catalogue, actor, input),
    syncApprovals: (actor) => settings.syncApprovals(deps, actor),
    seedDemo: () => seedDemo(deps),
    receiveZaloEvent: (call) => chat.receiveZaloEvent(deps, call),
  };
}

function handlersOf(deps: NotificationsDeps): Handlers {
  return {
    jobs: [
      onJob(jobs.sendEmail, ({ deliveryId }, context) => deliver(deps, deliveryId, context)),
      onJob(jobs.sendShort, ({ deliveryId }, context) => deliverShort(deps, deliveryId, context)),
      onJob(jobs.sendPhoneCode, ({ accountId }, context) => phones.deliverPhoneCode(deps, accountId, context)),
      onJob(jobs.answerChat, ({ msgId }, context) => chat.answer(deps, msgId, context)),
    ],
    schedules: [{ name: 'notifications.keep_zalo_token', cron: '40 20 * * *', run: () => keepChannelsAlive(deps) }],
  };
}
