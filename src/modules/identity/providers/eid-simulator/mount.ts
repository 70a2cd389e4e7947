import type { FastifyPluginAsync } from 'fastify';
import type { EidSimulator } from './simulator.ts';

/** Serves the simulator below the server's own address, at the path of its issuer. Register in demonstration mode only. */
export function eidSimulatorPlugin(simulator: EidSimulator): FastifyPluginAsync {
  const mountPath = new URL(simulator.issuer).pathname.replace(/\/$/, '');
  return async (app) => {
    // The provider reads the raw body itself.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    app.route({
      method: ['GET', 'POST'],
      url: `${mountPath}/*`,
      config: { permission: 'public' },
      handler: (request, reply) => {
        reply.hijack();
        request.raw.url = request.raw.url?.slice(mountPath.length) ?? '/';
        simulator.handle(request.raw, reply.raw);
      },
    });
  };
}
