import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import '#platform/http/fastify-types.ts';
import { anonymous, type Actor } from '#platform/access/actor.ts';
import type { AuditRecorder } from '#platform/audit/entry.ts';
import { createWording } from '#platform/errors/wording.ts';
import { addGate } from '#platform/http/gate.ts';
import { addProblemAnswers } from '#platform/http/problems.ts';
import type { Files } from '../files.ts';
import { messages } from '../messages.ts';

/**
 * The routes of the files, and downloads that any signed-in caller may read, behind the real gate.
 * The header `x-test-account` names a citizen.
 */
export async function createFilesApp(files: Files, audit: AuditRecorder): Promise<FastifyInstance> {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addGate(app, async (request) => actorOf(request.headers['x-test-account']));
  addProblemAnswers(app, { wording: createWording(messages), audit });
  await app.register(files.routes);
  app.get<{ Params: { sha256: string }; Querystring: { name?: string; show?: string } }>(
    '/test/files/:sha256',
    { config: { permission: 'signed_in' } },
    (request, reply) => {
      const { name = 'tệp.pdf', show } = request.query;
      const disposition = show === undefined ? 'attachment' : 'inline';
      return files.sendFile(reply, { sha256: request.params.sha256, name, disposition }, request);
    },
  );
  return app;
}

function actorOf(account: string | string[] | undefined): Actor {
  if (typeof account !== 'string') return anonymous;
  const organisation = null;
  return {
    kind: 'citizen',
    accountId: account,
    personalId: null,
    name: 'Nguyễn Văn An',
    assurance: 2,
    organisation,
    sessionId: 's',
  };
}
