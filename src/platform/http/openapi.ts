import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { apiPage } from './api-page.ts';

/** OpenAPI 3.1 at `/api/openapi.json`, and the same for people at `/api/docs`. Register before any route. */
export async function addOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Đình', version: '1', description: 'Giao diện lập trình của nền tảng Đình. Lỗi theo RFC 9457.' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'dinh_session' } } },
    },
    transform: jsonSchemaTransform,
  });
  const open = { config: { permission: 'public' }, schema: { hide: true } } as const;
  app.get('/api/openapi.json', open, () => app.swagger());
  app.get('/api/docs', open, (_request, reply) => reply.type('text/html; charset=utf-8').send(apiPage(app.swagger())));
}
