import { expect, it } from 'vitest';
import { isOutage } from './outage.ts';

const error = (message: string, facts: object = {}): Error => Object.assign(new Error(message), facts);

it.each([
  error('connect ECONNREFUSED /run/.s.PGSQL.5432', { code: 'ECONNREFUSED' }),
  error('connect ENOENT /run/.s.PGSQL.5432', { code: 'ENOENT', syscall: 'connect' }),
  error('the database system is starting up', { code: '57P03' }),
  error('terminating connection due to unexpected postmaster exit', { code: '57P01' }),
  error('connection failure', { code: '08006' }),
  error('Connection terminated unexpectedly'),
])('%s is an outage', (given) => {
  expect(isOutage(given)).toBe(true);
});

it.each([
  error('no such file', { code: 'ENOENT', syscall: 'open' }),
  error('duplicate key', { code: '23505' }),
  error('canceling statement due to statement timeout', { code: '57014' }),
  error('Connection terminated is what the citizen wrote', { code: '22P02' }),
  error('something else'),
  'ECONNREFUSED',
  undefined,
])('%s is none', (given) => {
  expect(isOutage(given)).toBe(false);
});
