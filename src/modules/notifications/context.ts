import type { Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { Vault } from '#platform/secrets/vault.ts';
import type { CaseLookUp } from './chat/reply.ts';
import type { ShippedTemplate } from './model.ts';
import type { Mailer } from './providers/mailer.ts';
import type { Simulators } from './providers/simulators.ts';
import type { ZaloHosts } from './providers/zalo/zalo.ts';
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
  /** Seals keys and tokens of the channels at rest. */
  readonly vault: Vault;
  /** Where Zalo is; and the SMS aggregator, when it is not the one of the settings. */
  readonly hosts: { readonly zalo: ZaloHosts; readonly smsUrl: string | null };
  /** What the chat of the official account may tell of cases; null: nothing. */
  readonly cases: CaseLookUp | null;
  /** Demonstration only: what plays the readers' telephones. */
  readonly simulators: Simulators | null;
  readonly demo: boolean;
  /** Wordings besides the shipped ones. */
  readonly templates?: readonly ShippedTemplate[];
};
