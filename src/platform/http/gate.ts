import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '#platform/access/actor.ts';
import { mayAnywhere } from '#platform/access/decide.ts';
import { forbidden } from '#platform/errors/app-error.ts';

/** Finds the actor of a request by its session; must answer `anonymous` for anything it does not know. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor>;

const openTo: Readonly<Record<string, (actor: Actor) => boolean>> = {
  public: () => true,
  signed_in: (actor) => actor.kind !== 'anonymous',
  citizen: (actor) => actor.kind === 'citizen',
  officer: (actor) => actor.kind === 'officer',
};

/** Who calls, whether the call came from our own pages, and whether the route is open to the caller. Deny by default. */
export function addGate(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest('actor');
  app.addHook('onRoute', (route) => {
    if (route.config?.permission === undefined) throw new Error(`${String(route.method)} ${route.url} states no permission`);
  });
  app.addHook('preValidation', async (request) => {
    // An address that does not exist is not found by anybody, which is no refusal.
    if (request.is404) return;
    refuseForeignOrigin(request);
    request.actor = await authenticate(request);
    const permission = request.routeOptions.config.permission ?? 'nobody';
    const open = Object.hasOwn(openTo, permission) ? openTo[permission]?.(request.actor) : mayAnywhere(request.actor, permission);
    if (open !== true) throw refusal(request, permission);
  });
}

function refusal(request: FastifyRequest, permission: string): Error {
  const details = { action: permission, subject: { kind: 'route', id: request.routeOptions.url ?? request.url } };
  if (request.actor.kind === 'anonymous') return forbidden('platform.sign_in_required', details);
  return forbidden('platform.wrong_kind_of_account', details);
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Cookies are SameSite=Lax; this closes what is left (sub-domains, old browsers that do send Origin). */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (safeMethods.has(request.method)) return;
  const origin = request.headers.origin;
  const foreign = origin !== undefined && origin !== 'null' && hostOf(origin) !== request.host;
  if (foreign || origin === 'null' || request.headers['sec-fetch-site'] === 'cross-site') throw forbidden('platform.cross_site');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
