import { describe, expect, it } from 'vitest';
import type { Device, KeptApplication } from './kept.ts';
import { sendQueue } from './send.ts';

const bytes = new Blob([new Uint8Array(10)]);
const paper = { id: 'p', code: 'GT', name: 'giấy tờ.jpg', mediaType: 'image/jpeg', size: 10, bytes, address: null, sha256: null };
const application: KeptApplication = {
  ...{ id: 'r1', procedureCode: '2.000635', procedureName: 'Trích lục', unitUid: 'u', answers: { name: 'An' }, papers: [paper] },
  ...{ state: 'queued', outcome: null, changedAt: '2026-11-22T00:00:00Z' },
};

function openDevice(...kept: KeptApplication[]): Device {
  const all = new Map(kept.map((one) => [one.id, one]));
  return {
    ...{ listForms: async () => [], keepForm: async () => undefined, dropApplication: async () => undefined, dropAll: async () => undefined },
    listApplications: async () => [...all.values()].sort((one, other) => other.changedAt.localeCompare(one.changedAt)),
    findApplication: async (id) => all.get(id),
    keepApplication: async (one) => void all.set(one.id, one),
  };
}

type Step = (request: Request) => Response | Promise<Response>;

/** A server that answers its steps in turn and remembers what it was sent. */
function serverOf(...steps: Step[]): { send: typeof fetch; seen: string[]; bodies: string[] } {
  const [seen, bodies]: [string[], string[]] = [[], []];
  const send: typeof fetch = async (input, init) => {
    const request = new Request(new URL(input instanceof Request ? input.url : input, 'http://xa.example'), init);
    seen.push(`${request.method} ${new URL(request.url).pathname}${request.headers.has('upload-offset') ? `@${String(request.headers.get('upload-offset'))}` : ''}`);
    const step = steps.shift();
    if (step === undefined) throw new TypeError('no line');
    bodies.push(await request.clone().text());
    return step(request);
  };
  return { send, seen, bodies };
}

const created: Step = () => new Response(null, { status: 201, headers: { location: '/api/v1/files/uploads/1' } });
const taken: Step = () => new Response(null, { status: 204 });
const stored: Step = () => Response.json({ state: 'finished', problem: null, file: { sha256: 'ab', mediaType: 'image/jpeg' } });
const filed: Step = () => Response.json({ id: 'c1', code: 'H99-1' }, { status: 201 });
const cut: Step = () => Promise.reject(new TypeError('cut'));
const now = (): Date => new Date('2026-11-22T01:00:00Z');

describe('the queue of a device', () => {
  it('sends papers, then the application, and keeps nothing personal afterwards', async () => {
    const device = openDevice(application);
    const server = serverOf(created, taken, stored, filed);
    expect(await sendQueue(device, server.send, now)).toBe('sent_all');
    expect(await device.findApplication('r1')).toMatchObject({ state: 'done', answers: {}, papers: [], outcome: { kind: 'sent', code: 'H99-1' } });
    expect(JSON.parse(server.bodies.at(-1) ?? '')).toMatchObject({ requestId: 'r1', papers: [{ code: 'GT', sha256: 'ab' }] });
  });

  it('goes on where the line was cut: in the middle of a paper, and after a lost answer, under the same request id', async () => {
    const device = openDevice(application);
    expect(await sendQueue(device, serverOf(created, cut).send, now)).toBe('no_line');
    const half: Step = () => new Response(null, { status: 200, headers: { 'upload-offset': '4' } });
    const second = serverOf(half, taken, stored, cut);
    expect(await sendQueue(device, second.send, now)).toBe('no_line');
    expect(second.seen.slice(0, 2)).toEqual(['HEAD /api/v1/files/uploads/1', 'PATCH /api/v1/files/uploads/1@4']);
    const third = serverOf(filed);
    expect(await sendQueue(device, third.send, now)).toBe('sent_all');
    expect(third.seen).toEqual(['POST /api/v1/cases']);
    expect(JSON.parse(third.bodies[0] ?? '')).toMatchObject({ requestId: 'r1' });
  });

  it('waits when the session is over or the server is away, with everything kept', async () => {
    for (const [status, outcome] of [[401, 'signed_out'], [503, 'no_line'], [429, 'no_line']] as const) {
      const device = openDevice({ ...application, papers: [] });
      expect(await sendQueue(device, serverOf(() => new Response('{}', { status })).send, now)).toBe(outcome);
      expect(await device.findApplication('r1')).toMatchObject({ state: 'queued', answers: { name: 'An' } });
    }
  });

  it('shows why the server refused, keeps what was typed and sends the others', async () => {
    const later = { ...application, id: 'r2', papers: [], changedAt: '2026-11-22T00:30:00Z' };
    const device = openDevice({ ...application, papers: [] }, later);
    const refused: Step = () => Response.json({ detail: 'Còn chỗ phải sửa.', problems: [{ path: 'name', message: 'Nhập tên.' }] }, { status: 422 });
    expect(await sendQueue(device, serverOf(refused, filed).send, now)).toBe('sent_all');
    expect(await device.findApplication('r1')).toMatchObject({ state: 'done', answers: { name: 'An' }, outcome: { kind: 'refused', problems: [{ path: 'name' }] } });
    expect(await device.findApplication('r2')).toMatchObject({ outcome: { kind: 'sent' } });
  });
});
