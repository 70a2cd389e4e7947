import type { Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { ShippedTemplate } from './model.ts';
import type { Mailer } from './providers/mailer.ts';
import type { NotificationsTables } from './tables.gen.ts';

export type NotificationsDeps = {
  readonly db: Database<NotificationsTables>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Public origin without a slash at its end, for the links in mails. */
  readonly baseUrl: string;
  /** Name of the site in the footer of mails. */
  readonly siteName: string;
  /** Null where no mail server is configured: messages then reach inboxes only. */
  readonly mailer: Mailer | null;
  readonly demo: boolean;
  /** Wordings besides the shipped ones. */
  readonly templates?: readonly ShippedTemplate[];
};
