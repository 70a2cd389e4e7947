import '#platform/http/fastify-types.ts';
import type { FastifyRequest } from 'fastify';
import { forbidden } from '#platform/errors/app-error.ts';
import { deviceToken } from './model.ts';
import type { Device } from './policy.ts';
import type { Hall } from './service.ts';

/** Whoever asks must carry the token of a paired device; its routes are open to nobody else, whatever their account. */
export async function requireDevice(hall: Hall, request: FastifyRequest): Promise<Device> {
  const device = await hall.deviceOf(deviceToken(request.headers.cookie));
  if (device === null) throw forbidden('hall.device_unknown', { action: 'hall.device', subject: { kind: 'route', id: request.routeOptions.url ?? '' } });
  return device;
}
