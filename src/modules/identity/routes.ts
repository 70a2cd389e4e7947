import '#platform/http/fastify-types.ts';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound } from '#platform/errors/app-error.ts';
import type { Identity } from './service.ts';

const me = z.object({
  kind: z.enum(['citizen', 'officer']),
  accountId: z.string(),
  name: z.string(),
  sessionId: z.string(),
  position: z.string().nullable(),
  unit: z.string().nullable(),
  organisation: z.object({ taxCode: z.string(), name: z.string() }).nullable(),
});

const session = z.object({
  uid: z.string(),
  current: z.boolean(),
  method: z.string(),
  address: z.string(),
  device: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
});

const tags = ['identity'];

/** `/api/v1/identity`: the own account and sessions, and the options for the browser's passkey dialogue. */
export function createIdentityRoutes(identity: Identity): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/identity/me',
      { config: { permission: 'signed_in' }, schema: { tags, summary: 'Người đang đăng nhập', response: { 200: me } } },
      (request) => describeActor(request),
    );
    app.get(
      '/api/v1/identity/sessions',
      {
        config: { permission: 'signed_in' },
        schema: { tags, summary: 'Các phiên đăng nhập của tôi', response: { 200: z.array(session) } },
      },
      (request) => identity.listOwnSessions(request.actor),
    );
    app.delete(
      '/api/v1/identity/sessions/:uid',
      {
        config: { permission: 'signed_in' },
        schema: {
          tags,
          summary: 'Kết thúc một phiên đăng nhập của tôi',
          params: z.object({ uid: z.uuid() }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        await identity.revokeOwnSession(request.actor, request.params.uid);
        return reply.status(204).send(null);
      },
    );
    addPasskeyRoutes(app, identity);
  };
}

/** Called by the sign-in pages before there is a session, hence public; without a sign-in under way they answer an error. */
function addPasskeyRoutes(app: Parameters<FastifyPluginAsyncZod>[0], identity: Identity): void {
  const who = (request: FastifyRequest) =>
    request.actor.kind === 'officer'
      ? { actor: request.actor }
      : { pendingToken: identity.cookies.pending.read(request.headers.cookie) };
  const options = z.record(z.string(), z.unknown());
  app.post(
    '/api/v1/identity/passkeys/registration-options',
    {
      config: { permission: 'public' },
      schema: { tags, summary: 'Tùy chọn WebAuthn để đăng ký khóa truy cập', response: { 200: options } },
    },
    async (request) => ({ ...(await identity.startPasskey(who(request))) }),
  );
  app.post(
    '/api/v1/identity/passkeys/authentication-options',
    {
      config: { permission: 'public' },
      schema: { tags, summary: 'Tùy chọn WebAuthn để xác nhận bằng khóa truy cập', response: { 200: options } },
    },
    async (request) => ({ ...(await identity.passkeyChallenge(who(request))) }),
  );
}

function describeActor({ actor }: FastifyRequest): z.infer<typeof me> {
  if (actor.kind === 'citizen') {
    const { kind, accountId, name, sessionId, organisation } = actor;
    return { kind, accountId, name, sessionId, organisation, position: null, unit: null };
  }
  if (actor.kind !== 'officer') throw notFound('identity.session_not_found');
  const { kind, accountId, name, sessionId, positionName, unitName } = actor;
  return { kind, accountId, name, sessionId, organisation: null, position: positionName, unit: unitName };
}
