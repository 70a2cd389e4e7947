import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createHttpRegister } from './http-register.ts';
import type { PopulationRegister, Question } from './model.ts';
import { createRegisterSimulator } from './simulator.ts';

const token = 'token-of-the-test';
const person = { personalId: '099088000101', fullName: 'Nguyễn Văn An', birthDate: '1988-03-14', residence: 'Thôn Đông, xã An Hòa, tỉnh Bình Minh' };
const simulator = createRegisterSimulator({ demo: true, settings: { token }, people: [person] });
const server = createServer(simulator.listener);
let url: string;
let register: PopulationRegister;

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  register = createHttpRegister({ url, token });
});
beforeEach(() => simulator.setAway(false));
afterAll(() => server.close());

const question: Question = { requestId: '0190a000-0000-7000-8000-000000000001', purpose: 'Kiểm tra', legalBase: 'NĐ 118/2025/NĐ-CP', ...person };
const ask = (changes: Partial<Question> = {}) => register.compare({ ...question, ...changes });

it('tells a match, whatever the case and the spaces', async () => {
  expect(await ask({ fullName: ' NGUYỄN  VĂN AN ' })).toEqual({ outcome: 'match', differing: [] });
});

it('tells only the fields that differ and were asked for', async () => {
  expect(await ask({ fullName: 'Nguyễn Văn Ân' })).toEqual({ outcome: 'mismatch', differing: [{ field: 'fullName', registered: 'Nguyễn Văn An' }] });
  expect(await ask({ birthDate: '1988-03-15' })).toEqual({ outcome: 'mismatch', differing: [{ field: 'birthDate', registered: '1988-03-14' }] });
  expect(await ask({ residence: null })).toEqual({ outcome: 'match', differing: [] });
  expect(await ask({ residence: 'Thôn Đông, xã cũ' })).toMatchObject({ differing: [{ field: 'residence' }] });
});

it('tells nobody anything of a stranger, and nothing without a ground', async () => {
  expect(await ask({ fullName: 'Trần Văn Lạ', birthDate: '2000-01-01' })).toEqual({ outcome: 'no_information', differing: [] });
  expect(await ask({ personalId: '099088000999' })).toEqual({ outcome: 'no_information', differing: [] });
  expect(await ask({ legalBase: '' })).toEqual({ outcome: 'insufficient_grounds', differing: [] });
});

it('is unavailable when it is away, when the token is wrong, when nobody listens, and when the answer is another one', async () => {
  simulator.setAway(true);
  expect(await ask()).toEqual({ outcome: 'unavailable' });
  simulator.setAway(false);
  expect(await createHttpRegister({ url, token: 'another-token' }).compare(question)).toEqual({ outcome: 'unavailable' });
  expect(await createHttpRegister({ url: 'http://127.0.0.1:1', token }).compare(question)).toEqual({ outcome: 'unavailable' });
  expect(await ask({ personalId: '12' })).toEqual({ outcome: 'unavailable' });
  const liar = createServer((_request, response) => response.end(JSON.stringify({ maYeuCau: '0190a000-0000-7000-8000-000000000009', ketQua: '1', khacBiet: [] })));
  await new Promise<void>((ready) => liar.listen(0, '127.0.0.1', ready));
  const lied = await createHttpRegister({ url: `http://127.0.0.1:${(liar.address() as AddressInfo).port}`, token }).compare(question);
  liar.close();
  expect(lied).toEqual({ outcome: 'unavailable' });
});

it('has no simulator outside demonstration mode', () => {
  expect(() => createRegisterSimulator({ demo: false, settings: { token }, people: [] })).toThrow(/demonstration/u);
});
