import type pg from 'pg';
import { createWording, type Wording } from '#platform/errors/wording.ts';
import { openChangeFeed } from '#platform/db/change-feed.ts';
import { createDatabase, type Database } from '#platform/db/database.ts';
import type { AuditRecorder } from '#platform/audit/entry.ts';
import { createEventRegistry, type EventRegistry } from '#platform/jobs/registry.ts';
import { createAuditHandlers } from '#platform/audit/handlers.ts';
import { writeAnchor } from '#platform/audit/seal-format.ts';
import type { Files } from '#platform/files/files.ts';
import { systemClock, type Clock } from '#platform/time/clock.ts';
import { systemIds, type Ids } from '#platform/time/ids.ts';
import type { Config } from './config.ts';
import { openFiles } from './files.ts';
import { openMail } from './mail.ts';
import { openMessaging } from './messaging.ts';
import { openPayments, type PaymentParts } from './payments.ts';
import { openPopulation, type PopulationParts } from './population.ts';
import { createModules, moduleMessages, type ModuleDeps, type Modules } from './modules.ts';

/** Everything that lives as long as the process. */
export type House = {
  readonly config: Config;
  readonly modules: Modules;
  readonly files: Files;
  readonly audit: AuditRecorder;
  readonly wording: Wording;
  readonly registry: EventRegistry;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ownerPool: pg.Pool;
  readonly db: Database<unknown>;
  readonly payments: PaymentParts;
  readonly population: PopulationParts;
  close(): Promise<void>;
};

export type HouseParts = {
  readonly config: Config;
  readonly pool: pg.Pool;
  readonly ownerPool: pg.Pool;
  readonly baseUrl: string;
  readonly secretKey: Buffer;
  readonly eidProviders: ModuleDeps['eidProviders'];
  readonly clock?: Clock;
  /** Told of every seal of the audit trail, `number:hash`, to be kept elsewhere. */
  readonly onSealed?: (anchor: string) => void;
  readonly ids?: Ids;
};

/** Builds the platform and all modules; nothing is started yet. */
export async function compose(parts: HouseParts): Promise<House> {
  const clock = parts.clock ?? systemClock;
  const ids = parts.ids ?? systemIds;
  const registry = createEventRegistry();
  const database = createDatabase<unknown>({ pool: parts.pool, clock, ids, consumersOf: registry.consumersOf });
  const files = openFiles(parts.config, { db: database.for(), clock, ids });
  registry.add(createAuditHandlers({ db: database.for(), clock, onSealed: (anchor) => parts.onSealed?.(writeAnchor(anchor)) }));
  const mail = await openMail(parts.config, { db: database.for(), clock, ids });
  const messaging = await openMessaging(parts.config, { db: database.for(), clock, ids });
  const payments = openPayments(parts.config, parts.baseUrl, clock);
  const population = openPopulation(parts.config, parts.baseUrl);
  const changes = openChangeFeed(parts.ownerPool);
  const modules = createModules({ ...parts, changes, payments, population: population.register, files, mailer: mail.mailer, messaging, db: database, audit: database, clock, ids, registry });
  const wording = createWording(...moduleMessages);
  const close = async (): Promise<void> => {
    await changes.stop();
    await mail.stop();
    await messaging.stop();
    await database.close();
    await parts.ownerPool.end();
  };
  return { config: parts.config, modules, files, audit: database, wording, registry, clock, ids, ownerPool: parts.ownerPool, db: database, payments, population, close };
}
