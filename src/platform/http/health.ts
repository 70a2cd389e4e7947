import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Health = {
  /** True once the first page can be served. */
  ready(): Promise<boolean>;
};

/** `/healthz` (alive), `/readyz` (may take traffic), `/metrics` (Prometheus text, for loopback and monitoring only). */
export function addHealth(app: FastifyInstance, health: Health): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'dinh_http_request_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.15, 0.3, 1, 3],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) };
    seconds.observe(labels, reply.elapsedTime / 1000);
    request.log.debug({ req: request, res: reply, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
  const hidden = { config: { permission: 'public', rateLimit: false }, schema: { hide: true } } as const;
  app.get('/healthz', hidden, async () => ({ status: 'alive' }));
  app.get('/readyz', hidden, async (_request, reply) => {
    const ready = await health.ready().catch(() => false);
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'starting' });
  });
  app.get('/metrics', hidden, async (request, reply) => {
    // Figures of load tell an attacker when to strike; a proxy in front must not forward this path.
    if (!/^(127\.|::1$|::ffff:127\.)/u.test(request.socket.remoteAddress ?? '')) return reply.status(404).send();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
