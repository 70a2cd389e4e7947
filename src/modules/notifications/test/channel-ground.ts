import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll } from 'vitest';
import { isAppError, statusOf } from '#platform/errors/app-error.ts';
import { aCitizen } from '#platform/testing/actors.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { Citizen } from '#platform/access/actor.ts';
import type { CaseLookUp } from '../chat/reply.ts';
import type { NotificationsDeps } from '../context.ts';
import { startMailCatcher } from '../providers/mail-catcher.ts';
import { startSimulators, type Simulators } from '../providers/simulators.ts';
import { createSmtpMailer } from '../providers/smtp-mailer.ts';
import { createNotificationsRoutes } from '../routes.ts';
import { createNotifications, type Notifications } from '../service.ts';
import type { NotificationsTables } from '../tables.gen.ts';
import { aNotice, withoutChannels } from '../testing.ts';
import { webhookPath } from '../use-cases/channel-settings.ts';

type Row = Record<string, unknown>;

/** Notifications with both simulators on real HTTP, the webhook included. */
export type ChannelGround = {
  readonly test: TestDatabase<NotificationsTables>;
  readonly deps: NotificationsDeps;
  readonly notifications: Notifications;
  readonly simulators: Simulators;
  readonly webhookUrl: string;
  rows: (sql: string, ...values: unknown[]) => Promise<Row[]>;
  /** A citizen who agreed to all channels, with a proved number. */
  reader: (accountId: string, phone: string) => Promise<Citizen>;
  tell: (notice: ReturnType<typeof aNotice>) => Promise<boolean>;
  /** One try of the job of the newest delivery of this message. */
  tryOnce: (key: string, attempt?: number) => Promise<void>;
  /** `channel state reason` of each delivery. */
  trail: (key: string) => Promise<string[]>;
  /** What reached telephones and mailboxes under this key, by channel. */
  arrived: (key: string) => Promise<string[]>;
};

const cases: CaseLookUp = {
  find: async (code) =>
    code === 'H99.50-261123-0001'
      ? { code, procedure: 'Đăng ký khai sinh', state: 'chờ bổ sung giấy tờ', dueAt: new Date('2026-11-25T03:00:00Z'), missing: 'Giấy chứng sinh, gọi 0912345678' }
      : undefined,
  nameFor: async (_code, lastFour) => (lastFour === '0042' ? 'Nguyễn Văn An' : undefined),
};

/** Call it in `beforeAll`. */
export async function openChannelGround(): Promise<ChannelGround> {
  const test = await testDatabase<NotificationsTables>();
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, _request, reply) => reply.status(isAppError(error) ? statusOf[error.kind] : 500).send(String(error)));
  const holder: { notifications?: Notifications } = {};
  const later: Pick<Notifications, 'receiveZaloEvent'> = { receiveZaloEvent: async (call) => holder.notifications?.receiveZaloEvent(call) };
  await app.register(createNotificationsRoutes(later as Notifications));
  const webhookUrl = `${await app.listen({ port: 0, host: '127.0.0.1' })}${webhookPath}`;
  const simulators = await startSimulators(test, webhookUrl);
  const catcher = await startMailCatcher(test);
  const mailer = createSmtpMailer({ url: catcher.url, from: { name: 'Cổng', address: 'a@tinh.vidu.test' } });
  const hosts = { zalo: simulators.zalo.hosts, smsUrl: simulators.sms.url };
  const deps: NotificationsDeps = { ...test, ...withoutChannels, hosts, simulators, cases, baseUrl: 'https://dichvucong.vidu.test', siteName: 'Cổng', mailer, demo: true };
  const notifications = createNotifications(deps);
  holder.notifications = notifications;
  await notifications.seedDemo();
  afterAll(async () => {
    await app.close();
    await simulators.stop();
    mailer.close();
    await catcher.stop();
  });
  return { test, deps, notifications, simulators, webhookUrl, ...verbs(test, notifications) };
}

function verbs(test: TestDatabase<NotificationsTables>, notifications: Notifications) {
  const rows = async (sql: string, ...values: unknown[]): Promise<Row[]> => (await test.owner.query(sql, values)).rows as Row[];
  const deliveries = (key: string): Promise<Row[]> =>
    rows(`select d.* from notifications.delivery d join notifications.message m on m.id = d.message_id where m.key = $1 order by d.number`, key);
  const reader = async (accountId: string, phone: string): Promise<Citizen> => {
    await rows(`insert into notifications.preference (account_id, phone, changed_at) values ($1, $2, now())`, accountId, phone);
    const citizen = aCitizen({ accountId });
    await notifications.savePreferences(citizen, { channels: ['email', 'sms', 'zalo'], first: null, quietFrom: null, quietTo: null, requestId: test.ids.uuid() });
    return citizen;
  };
  const tryOnce = async (key: string, attempt = 1): Promise<void> => {
    const newest = (await deliveries(key)).at(-1);
    const job = newest?.['channel'] === 'email' ? 'notifications.send_email' : 'notifications.send_short';
    const handler = notifications.handlers.jobs?.find((one) => one.job.name === job);
    await handler?.run({ deliveryId: newest?.['id'] }, { attempt, signal: new AbortController().signal });
  };
  const trail = async (key: string): Promise<string[]> =>
    (await deliveries(key)).map(({ channel, state, reason }) => [channel, state, ...(reason === null ? [] : [reason])].map(String).join(' '));
  const arrived = async (key: string): Promise<string[]> =>
    (
      await rows(
        `select channel from (select channel, tracking_id from notifications.caught_message
         union all select 'email', substr(message_id, 2) from notifications.caught_mail cross join generate_series(1, copies)) caught
         where split_part(tracking_id, '.', 1) = left(encode(sha256($1::bytea), 'hex'), 32)`,
        key,
      )
    ).map(({ channel }) => String(channel));
  const tell = (notice: ReturnType<typeof aNotice>): Promise<boolean> => test.db.transaction((tx) => notifications.send(tx, notice));
  return { rows, reader, tell, tryOnce, trail, arrived };
}

export const aNoticeFor = (accountId: string, key: string): ReturnType<typeof aNotice> => aNotice(key, { to: { accountId, email: null, locale: 'vi' } });
