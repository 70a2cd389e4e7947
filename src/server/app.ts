import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import '#platform/http/fastify-types.ts';
import { authenticatorPath, demoOfficers, demoTotpSecret } from '#demo/locality.ts';
import { systemClock } from '#platform/time/clock.ts';
import { createCaseFileRoutes } from '#modules/cases/index.ts';
import { createPaymentsFileRoutes, simulatorPlugin } from '#modules/payments/index.ts';
import { authenticatorSimulatorPlugin, eidSimulatorPlugin, type EidSimulator } from '#modules/identity/index.ts';
import { addGate, type Authenticate } from '#platform/http/gate.ts';
import { addSecurityHeaders } from '#platform/http/headers.ts';
import { addHealth, type Health } from '#platform/http/health.ts';
import { createLogger } from '#platform/http/logger.ts';
import { addOpenApi } from '#platform/http/openapi.ts';
import { addPages, type PagesBuild } from '#platform/http/page-adapter.ts';
import { addProblemAnswers, answerFrameworkError, recordDenial } from '#platform/http/problems.ts';
import { refuseBrokenText } from '#platform/http/refuse-broken-text.ts';
import { addStaticAssets } from '#platform/http/static-assets.ts';
import type { Locale, Locality, PageRequest } from '#platform/web/page-context.ts';
import type { House } from './compose.ts';
import { moduleRoutes } from './modules.ts';
import { editionOf } from './page-editions.ts';
import { bankSimulatorPath, hubSimulatorPath } from './payments.ts';
import { populationSimulatorPath } from './population.ts';

export type AppParts = {
  readonly house: House;
  readonly baseUrl: string;
  /** The built pages and the folder of their files; without them only the API is served. */
  readonly pages: { readonly build: PagesBuild; readonly clientFolder: string } | undefined;
  readonly authenticate: Authenticate;
  readonly health: Health;
  readonly locality: () => Locality;
  readonly eidSimulator: EidSimulator | undefined;
  /** Origins of the e-ID providers, to which the sign-in form leads. */
  readonly eidOrigins: readonly string[];
};

/** The whole HTTP side in the order in which a request meets it. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { house } = parts;
  const app = Fastify({
    loggerInstance: createLogger(house.config.LOG_LEVEL),
    trustProxy: house.config.TRUST_PROXY,
    bodyLimit: 1_000_000,
    genReqId: () => house.ids.uuid(),
    routerOptions: { maxParamLength: 300 },
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: answerFrameworkError(house.wording),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await addSecurityHeaders(app, { formTargets: [...parts.eidOrigins, ...house.payments.origins], https: parts.baseUrl.startsWith('https:') });
  addGate(app, parts.authenticate);
  refuseBrokenText(app);
  addProblemAnswers(app, { wording: house.wording, audit: house.audit });
  await app.register(rateLimit, { global: true, max: 1200, timeWindow: '1 minute' });
  await app.register(formbody);
  addHealth(app, parts.health);
  await addOpenApi(app);
  await app.register(house.files.routes);
  for (const routes of moduleRoutes(house.modules)) await app.register(routes);
  await app.register(createCaseFileRoutes({ cases: house.modules.cases, files: house.files }));
  await app.register(createPaymentsFileRoutes(house.modules.payments));
  await addHouseSimulators(app, house);
  if (parts.eidSimulator !== undefined) await addDemoSimulators(app, parts.eidSimulator);
  if (parts.pages === undefined) return app;
  await addStaticAssets(app, parts.pages.clientFolder);
  await addPages(app, {
    build: parts.pages.build,
    mode: 'production',
    edition: () => house.modules.procedures.edition(),
    editionOf: editionOf(house.modules.cases, parts.locality),
    pageRequestOf: (request) => pageRequest(parts, request),
  });
  return app;
}

function pageRequest(parts: AppParts, request: FastifyRequest): PageRequest {
  const { house } = parts;
  return {
    actor: request.actor,
    locale: localeOf(request),
    traceId: request.id,
    address: request.ip,
    nonce: request.cspNonce,
    demo: house.config.demo,
    baseUrl: parts.baseUrl,
    locality: parts.locality(),
    services: house.modules,
    now: () => house.clock.now(),
    newRequestId: () => house.ids.uuid(),
    words: house.wording,
    onDenied: (error) => recordDenial(house.audit, request, error),
    cookies: chosenLanguage(request) === undefined ? [] : [`lang=${localeOf(request)}; Path=/; Max-Age=31536000; SameSite=Lax`],
  };
}

/** `?lang=` wins, then the cookie that an earlier choice left; officers' pages are Vietnamese. */
function localeOf(request: FastifyRequest): Locale {
  if (request.url.startsWith('/can-bo')) return 'vi';
  const chosen = chosenLanguage(request) ?? /(?:^|; )lang=(\w+)/u.exec(request.headers.cookie ?? '')?.[1];
  return chosen === 'en' ? 'en' : 'vi';
}

function chosenLanguage(request: FastifyRequest): string | undefined {
  const { lang } = request.query as { lang?: unknown };
  return lang === 'en' || lang === 'vi' ? lang : undefined;
}

/** Only in demonstration mode: the e-ID, and an authenticator app for the printed secret. */
async function addDemoSimulators(app: FastifyInstance, eidSimulator: EidSimulator): Promise<void> {
  await app.register(eidSimulatorPlugin(eidSimulator));
  const accounts = demoOfficers.filter(({ totp }) => totp).map(({ username, name }) => ({ username, displayName: name, secret: demoTotpSecret }));
  await app.register(authenticatorSimulatorPlugin({ demo: true, path: authenticatorPath, clock: systemClock, accounts }));
}

/** Only in demonstration mode, and only for what the configuration does not name. */
async function addHouseSimulators(app: FastifyInstance, { payments: { simulators }, population }: House): Promise<void> {
  if (simulators.hub !== null) await app.register(simulatorPlugin(hubSimulatorPath, simulators.hub.listener));
  if (simulators.bank !== null) await app.register(simulatorPlugin(bankSimulatorPath, simulators.bank.listener));
  if (population.simulator !== null) await app.register(simulatorPlugin(populationSimulatorPath, population.simulator.listener));
}
