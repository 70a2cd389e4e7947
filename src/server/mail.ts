import { createSmtpMailer, startMailCatcher, type Mailer, type NotificationsTables } from '#modules/notifications/index.ts';
import type { Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { Config } from './config.ts';

export type Mail = { readonly mailer: Mailer | null; stop(): Promise<void> };

const none: Mail = { mailer: null, stop: async () => undefined };

/** The locality's mail server; in demonstration mode a real SMTP server of our own that keeps what it gets for a page. */
export async function openMail(config: Config, deps: { db: Database<NotificationsTables>; clock: Clock; ids: Ids }): Promise<Mail> {
  const from = { name: 'Cổng dịch vụ công', address: config.MAIL_FROM };
  if (config.SMTP_URL !== undefined) return { ...none, mailer: createSmtpMailer({ url: config.SMTP_URL, from }) };
  if (!config.demo) return none;
  const catcher = await startMailCatcher(deps);
  return { mailer: createSmtpMailer({ url: catcher.url, from }), stop: () => catcher.stop() };
}
