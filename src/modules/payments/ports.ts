import type { AuditRecorder } from '#platform/audit/entry.ts';
import type { AnyTx, Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { BankFeed } from './providers/bank/feed.ts';
import type { PaymentHub } from './providers/hub/hub.ts';
import type { PaymentsTables } from './tables.gen.ts';

export type Numbers = {
  allocate(tx: AnyTx, input: { unitUid: string; kind: string; subjectKind: string; subjectId: string }): Promise<{ number: number; year: number }>;
};

/** Names and places of collecting units, for papers and pages. */
export type Units = {
  collector(unitUid: string, at: Date): Promise<{ readonly name: string; readonly place: string }>;
  /** Units that may have an account, in the order of the chart. */
  list(at: Date): Promise<readonly { readonly uid: string; readonly name: string }[]>;
};

export type PaymentsDeps = {
  readonly db: Database<PaymentsTables>;
  readonly audit: AuditRecorder;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly baseUrl: string;
  readonly numbers: Numbers;
  readonly units: Units;
  /** Null where the locality has none. */
  readonly hub: PaymentHub | null;
  readonly feed: BankFeed | null;
};
