import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readEvent } from './events.ts';
import { isSignedBy } from './signature.ts';
import { tokenCodes, verdictOfCode } from './codes.ts';

const secrets = { appId: '1000000000000000001', oaSecret: 'oa-secret' };
// Spaces and order as they came: nothing may be parsed and written again before the check.
const rawBody = '{ "event_name" : "user_send_text",\n"app_id":1000000000000000001,"timestamp":"1795309543760","sender":{"id":"30000000000000003"},"message":{"msg_id":"a1","text":"xin ch\\u00e0o"}}';
const timestamp = '1795309543760';
const mac = createHash('sha256').update(`1000000000000000001${rawBody}${timestamp}oa-secret`).digest('hex');

describe('a signature of the webhook', () => {
  it('is the plain SHA-256 of application, raw body, timestamp and OA secret', () => {
    for (const header of [mac, `mac=${mac}`, ` mac=${mac.toUpperCase()} `]) expect(isSignedBy(secrets, { rawBody, timestamp, header })).toBe(true);
  });

  it('fails for another body, time, secret or form, and without a secret', () => {
    const sent = { rawBody, timestamp, header: mac };
    expect(isSignedBy(secrets, { ...sent, rawBody: JSON.stringify(JSON.parse(rawBody)) })).toBe(false);
    expect(isSignedBy(secrets, { ...sent, timestamp: '1795309543761' })).toBe(false);
    expect(isSignedBy({ ...secrets, oaSecret: 'app-secret' }, sent)).toBe(false);
    for (const header of ['', 'mac=', mac.slice(1), `${mac}0`, 'mac=zz']) expect(isSignedBy(secrets, { ...sent, header })).toBe(false);
    expect(isSignedBy({ ...secrets, oaSecret: '' }, sent)).toBe(false);
  });
});

it('an event keeps ids that are no numbers of JavaScript', () => {
  expect(readEvent(rawBody)).toMatchObject({ app_id: '1000000000000000001', message: { text: 'xin chào' } });
  expect(readEvent('{"app_id":1,"event_name":"follow","timestamp":"x"}')).toBeUndefined();
  expect(readEvent('no json')).toBeUndefined();
});

it('codes of Zalo are repeated, given up or handed to the next channel', () => {
  const documented = [-100, -101, -102, -103, -104, -105, -106, -107, -108, -109, -110, -111, -112, -113, -114, -115, -116, -117, -118, -119, -131, -132, -144, -147];
  const kinds = new Map(documented.map((code) => [code, verdictOfCode(code).kind]));
  expect([...kinds].filter(([, kind]) => kind === 'retry').map(([code]) => code)).toEqual([-100]);
  expect([...kinds].filter(([, kind]) => kind === 'give_up').map(([code]) => code)).toEqual([-108]);
  expect([...kinds.values()].filter((kind) => kind === 'fail_over')).toHaveLength(documented.length - 2);
  expect([...tokenCodes]).toEqual([-124, -216]);
});
