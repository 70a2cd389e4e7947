import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { addOpenApi } from '#platform/http/openapi.ts';
import { moduleRoutes, type Modules } from '#server/modules.ts';

/** `docs/openapi.json`; routes only close over their service, so none is needed to describe them. */
export async function openApiDocument(): Promise<string> {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await addOpenApi(app);
  const nothing = new Proxy({}, { get: () => nothing }) as unknown as Modules;
  for (const routes of moduleRoutes(nothing)) await app.register(routes);
  await app.ready();
  const document = JSON.stringify(app.swagger(), null, 2);
  await app.close();
  return `${document}\n`;
}
