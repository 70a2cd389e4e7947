import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { checkInInput, issueInput, localCallsInput, localTicketsInput } from './model.ts';
import { requireDevice } from './require-device.ts';
import { createScreenRoutes } from './routes-screen.ts';
import type { Hall } from './service.ts';

const estimate = z.union([z.object({ low: z.number(), high: z.number() }), z.object({ unknown: z.enum(['no_counter', 'too_few']) })]);
const group = z.object({ id: z.uuid(), code: z.string(), name: z.string(), waiting: z.number(), open: z.boolean(), estimate });
const ticket = z.object({
  ...{ label: z.string(), state: z.string(), priority: z.string().nullable(), groupName: z.string(), centreName: z.string(), address: z.string() },
  ...{ counterNumber: z.number().nullable(), ahead: z.number(), estimate, issuedAt: z.iso.datetime(), url: z.string() },
});
const lease = z.object({ id: z.uuid(), groupId: z.uuid(), groupCode: z.string(), day: z.string(), first: z.number(), last: z.number(), used: z.array(z.number()) });

// The gate knows accounts only; `requireDevice` asks for the token of the device.
const byToken = { permission: 'public' };

/** `/api/v1/hall`: what kiosks and call screens ask. */
export function createHallRoutes(hall: Hall): FastifyPluginAsyncZod {
  return async (app) => {
    const deviceOf = requireDevice(app, hall);
    app.get('/api/v1/hall/kiosk', { config: byToken, schema: { tags: ['hall'], summary: 'Nhóm quầy và số người chờ, cho ki-ốt', response: { 200: z.object({ today: z.string(), groups: z.array(group) }) } } }, async (request) => {
      const { today, groups } = await hall.readKiosk(deviceOf(request));
      return { today, groups: [...groups] };
    });
    app.post('/api/v1/hall/kiosk/tickets', { config: byToken, schema: { tags: ['hall'], summary: 'Lấy số ở ki-ốt', body: issueInput, response: { 200: ticket } } }, (request) =>
      hall.issueAtKiosk(deviceOf(request), request.body),
    );
    app.post('/api/v1/hall/kiosk/check-ins', { config: byToken, schema: { tags: ['hall'], summary: 'Nhận lịch hẹn ở ki-ốt', body: checkInInput, response: { 200: ticket } } }, (request) =>
      hall.checkIn(deviceOf(request), request.body),
    );
    app.post('/api/v1/hall/kiosk/leases', { config: byToken, schema: { tags: ['hall'], summary: 'Các dải số ki-ốt giữ để cấp khi mất mạng', response: { 200: z.array(lease) } } }, async (request) =>
      (await hall.refreshLeases(deviceOf(request))).map((held) => ({ ...held, used: [...held.used] })),
    );
    const outcome = z.object({ requestId: z.uuid(), outcome: z.enum(['added', 'known', 'refused']) });
    app.post('/api/v1/hall/kiosk/local-tickets', { config: byToken, schema: { tags: ['hall'], summary: 'Gửi lại các số đã cấp khi mất mạng', body: localTicketsInput, response: { 200: z.array(outcome) } } }, (request) =>
      hall.receiveLocalTickets(deviceOf(request), request.body),
    );
    app.post('/api/v1/hall/screen/local-calls', { config: byToken, schema: { tags: ['hall'], summary: 'Gửi lại các lượt gọi khi mất mạng', body: localCallsInput, response: { 200: z.object({ added: z.number() }) } } }, async (request) => ({
      added: await hall.receiveLocalCalls(deviceOf(request), request.body),
    }));
    await app.register(createScreenRoutes(hall));
  };
}
