import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { AuditRecorder } from '#platform/audit/entry.ts';
import type { Database } from '#platform/db/database.ts';
import type { EventRegistry } from '#platform/jobs/registry.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import * as numbering from '#modules/numbering/index.ts';
import type { Config } from './config.ts';

export type ModuleDeps = {
  readonly config: Config;
  readonly db: Database<unknown>;
  readonly audit: AuditRecorder;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly registry: EventRegistry;
  readonly baseUrl: string;
  readonly secretKey: Buffer;
};

export type Modules = { readonly numbering: numbering.Numbering };

/** Creates every module in the order of the plan: each may use only earlier ones. */
export function createModules(deps: ModuleDeps): Modules {
  return { numbering: numbering.createNumbering({ db: deps.db.for(), clock: deps.clock }) };
}

/** The HTTP API of every module. */
export function moduleRoutes(modules: Modules): FastifyPluginAsyncZod[] {
  return [numbering.createNumberingRoutes(modules.numbering)];
}

export const moduleMessages = [numbering.messages];
