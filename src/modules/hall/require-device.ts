import '#platform/http/fastify-types.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { forbidden } from '#platform/errors/app-error.ts';
import { deviceToken } from './model.ts';
import type { Device } from './policy.ts';
import type { Hall } from './service.ts';

/**
 * Closes every route of the plugin to whoever carries no token of a paired device, before anything else is looked at;
 * accounts open nothing here. Returns the way to learn which device asks.
 */
export function requireDevice(app: Pick<FastifyInstance, 'addHook'>, hall: Hall): (request: FastifyRequest) => Device {
  const known = new WeakMap<FastifyRequest, Device>();
  const refuse = (request: FastifyRequest): never => {
    throw forbidden('hall.device_unknown', { action: 'hall.device', subject: { kind: 'route', id: request.routeOptions.url ?? '' } });
  };
  app.addHook('preValidation', async (request) => {
    const device = await hall.deviceOf(deviceToken(request.headers.cookie));
    known.set(request, device ?? refuse(request));
  });
  return (request) => known.get(request) ?? refuse(request);
}
