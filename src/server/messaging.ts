import { startSimulators, webhookPath, zaloHosts, type NotificationsDeps, type NotificationsTables } from '#modules/notifications/index.ts';
import type { Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { Config } from './config.ts';

export type Messaging = Pick<NotificationsDeps, 'hosts' | 'simulators'> & { stop(): Promise<void> };

/** Where SMS and Zalo messages go: to the providers of the settings; in demonstration mode to simulators of our own. */
export async function openMessaging(config: Config, deps: { db: Database<NotificationsTables>; clock: Clock; ids: Ids }): Promise<Messaging> {
  if (!config.demo) return { hosts: { zalo: zaloHosts, smsUrl: null }, simulators: null, stop: async () => undefined };
  const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST.replace('0.0.0.0', '127.0.0.1');
  const simulators = await startSimulators(deps, `http://${host}:${config.PORT}${webhookPath}`);
  return { hosts: { zalo: simulators.zalo.hosts, smsUrl: simulators.sms.url }, simulators, stop: simulators.stop };
}
