import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { AuditRecorder } from '#platform/audit/entry.ts';
import type { ChangeFeed } from '#platform/db/change-feed.ts';
import type { Database } from '#platform/db/database.ts';
import type { EventRegistry } from '#platform/jobs/registry.ts';
import { systemClock, type Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import * as calendar from '#modules/calendar/index.ts';
import * as cases from '#modules/cases/index.ts';
import * as desk from '#modules/desk/index.ts';
import * as hall from '#modules/hall/index.ts';
import * as feedback from '#modules/feedback/index.ts';
import * as identity from '#modules/identity/index.ts';
import * as notifications from '#modules/notifications/index.ts';
import * as numbering from '#modules/numbering/index.ts';
import * as organization from '#modules/organization/index.ts';
import * as payments from '#modules/payments/index.ts';
import * as population from '#modules/population/index.ts';
import * as procedures from '#modules/procedures/index.ts';
import * as signing from '#modules/signing/index.ts';
import type { Files } from '#platform/files/files.ts';
import { createVaultFor } from '#platform/secrets/vault.ts';
import { messages as auditMessages } from '#platform/audit/messages.ts';
import { messages as renderMessages } from '#platform/render/messages.ts';
import { messages as textMessages } from '#platform/text/messages.ts';
import { messages as fileMessages } from '#platform/files/messages.ts';
import { messages as jobMessages } from '#platform/jobs/messages.ts';
import { createJobQueue, permissions as jobPermissions } from '#platform/jobs/queue.ts';
import { agenciesForCases, deadlinesForCases, proceduresForCases, signaturesForCases } from './case-parts.ts';
import { feedbackParts } from './feedback-parts.ts';
import { peopleForCases } from './case-people.ts';
import { readersForCases } from './case-readers.ts';
import { casesForChat } from './chat-cases.ts';
import type { Config } from './config.ts';
import { collectingUnits } from './payments.ts';
import { outsideOfProcedures } from './procedure-parts.ts';
import { tokensOf } from './tokens.ts';

export type ModuleDeps = {
  readonly config: Config;
  readonly db: Database<unknown>;
  readonly audit: AuditRecorder;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly registry: EventRegistry;
  readonly baseUrl: string;
  readonly secretKey: Buffer;
  readonly eidProviders: readonly identity.EidProvider[];
  readonly files: Files;
  readonly mailer: notifications.Mailer | null;
  /** Changes of other processes. */
  readonly changes: ChangeFeed;
  readonly population: population.PopulationRegister | null;
  readonly payments: Pick<payments.PaymentsDeps, 'hub' | 'feed'>;
  readonly messaging: Pick<notifications.NotificationsDeps, 'hosts' | 'simulators'>;
};

export type Modules = ReturnType<typeof createModules>;

/** Front doors in the order of the plan. */
const doors = [organization, identity, calendar, numbering, signing, notifications, procedures, payments, population, cases, hall, feedback, desk];

/** Creates every module in the order of the plan: each may use only earlier ones. */
export function createModules(deps: ModuleDeps) {
  const ground = createGround(deps);
  const services = createServices(deps, ground);
  const { clock, ids, audit, baseUrl } = deps;
  const modules = {
    ...ground,
    ...services,
    hall: hall.createHall({ db: deps.db.for(), clock, ids, baseUrl, calendar: ground.calendar, procedures: services.procedures }),
    feedback: feedback.createFeedback({ db: deps.db.for(), clock, ids, audit, notices: services.notifications, ...feedbackParts({ ...ground, cases: services.cases }) }),
    desk: desk.createDesk({ db: deps.db.for(), clock }),
    jobs: createJobQueue({ db: deps.db }),
  };
  for (const { handlers } of [modules.identity, modules.signing, modules.notifications, modules.payments, modules.cases, modules.hall, deps.files]) deps.registry.add(handlers);
  return modules;
}

type Ground = ReturnType<typeof createGround>;

/** What every service stands on: units, people, time, numbers, signatures. */
function createGround(deps: ModuleDeps) {
  const { clock, ids, audit, secretKey, baseUrl } = deps;
  const organizationModule = organization.createOrganization({ db: deps.db.for(), audit, clock, ids });
  return {
    organization: organizationModule,
    identity: createIdentityModule(deps, organizationModule),
    calendar: calendar.createCalendar({ db: deps.db.for(), clock, ids, organization: organizationModule }),
    numbering: numbering.createNumbering({ db: deps.db.for(), clock }),
    signing: signing.createSigning({ db: deps.db.for(), clock, ids, secretKey, baseUrl, tokens: tokensOf(deps.config) }),
  };
}

/** Public services from the catalogue to the case; what stands earlier asks cases only once they exist. */
function createServices(deps: ModuleDeps, ground: Ground) {
  const { clock, ids, audit, baseUrl } = deps;
  const shared = { clock, ids, audit, baseUrl };
  const notificationsModule = createNotificationsModule(deps, () => casesModule);
  const outside = outsideOfProcedures({ ...ground, cases: (): cases.Cases => casesModule });
  const proceduresModule = procedures.createProcedures({ db: deps.db.for(), clock, ids, outside });
  const paymentsModule = payments.createPayments({ db: deps.db.for(), ...shared, numbers: ground.numbering, units: collectingUnits(ground.organization), ...deps.payments });
  const casesModule: cases.Cases = cases.createCases({
    db: deps.db.for(),
    ...shared,
    procedures: proceduresForCases(proceduresModule, clock),
    deadlines: deadlinesForCases(ground.calendar, proceduresModule),
    agencies: agenciesForCases(ground.organization),
    numbers: ground.numbering,
    notices: notificationsModule,
    fees: paymentsModule,
    papers: deps.files,
    signatures: signaturesForCases(ground.signing),
    people: peopleForCases({ ...ground, clock }),
    population: deps.population,
    readers: readersForCases({ ...ground, db: deps.db }),
  });
  return { notifications: notificationsModule, procedures: proceduresModule, payments: paymentsModule, cases: casesModule };
}

function createNotificationsModule(deps: ModuleDeps, casesOf: () => cases.Cases): notifications.Notifications {
  const { clock, ids, baseUrl, mailer, messaging } = deps;
  return notifications.createNotifications({
    db: deps.db.for(),
    ...{ clock, ids, baseUrl, mailer },
    siteName: 'Cổng dịch vụ công',
    demo: deps.config.demo,
    vault: createVaultFor(deps.secretKey, 'dinh.notifications'),
    ...{ hosts: messaging.hosts, simulators: messaging.simulators },
    cases: casesForChat(casesOf),
  });
}

function createIdentityModule(deps: ModuleDeps, organizationModule: organization.Organization): identity.Identity {
  const { clock, ids, audit, baseUrl, secretKey, eidProviders } = deps;
  return identity.createIdentity({
    db: deps.db.for(),
    ...{ clock, ids, audit, baseUrl, secretKey, eidProviders, changes: deps.changes },
    organization: organizationModule,
    issuerName: 'Đình',
    permissionCatalogue: () => allPermissions,
  });
}

/** The HTTP API of every module. */
export function moduleRoutes(modules: Modules): FastifyPluginAsyncZod[] {
  return [
    calendar.createCalendarRoutes(modules.calendar),
    identity.createIdentityRoutes(modules.identity),
    numbering.createNumberingRoutes(modules.numbering),
    organization.createOrganizationRoutes({ organization: modules.organization, clock: systemClock }),
    signing.createSigningRoutes(modules.signing),
    notifications.createNotificationsRoutes(modules.notifications),
    procedures.createProceduresRoutes(modules.procedures),
    payments.createPaymentsRoutes(modules.payments),
    cases.createCasesRoutes(modules.cases),
    cases.createProcessRoutes(modules.cases),
    hall.createHallRoutes(modules.hall),
    feedback.createFeedbackRoutes(modules.feedback),
    desk.createDeskRoutes(modules.desk),
  ];
}

const allPermissions = [...doors.flatMap((door) => [...door.permissions]), ...jobPermissions];

export const permissionsOfDoors: readonly string[] = allPermissions.map((permission) => permission.key);

export const moduleMessages: readonly Readonly<Record<string, string>>[] = [
  ...doors.map((door) => door.messages),
  fileMessages,
  jobMessages,
  renderMessages,
  textMessages,
  auditMessages,
];
