import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { manualClock } from './clock.ts';
import { sequentialIds, systemIds } from './ids.ts';

describe('ids', () => {
  it.each([['of the system', systemIds], ['of tests', sequentialIds('a')]])('%s are UUIDs of version 7 and never come twice', (_which, ids) => {
    const made = Array.from({ length: 2000 }, () => ids.uuid());
    expect(new Set(made).size).toBe(2000);
    for (const id of made) expect(z.uuidv7().safeParse(id).success).toBe(true);
  });

  it('sort by the time they were made', async () => {
    const first = systemIds.uuid();
    await new Promise((resolve) => setTimeout(resolve, 3));
    expect(first < systemIds.uuid()).toBe(true);
  });

  it('make tokens of the wanted strength, fit for an address', () => {
    expect(systemIds.token()).toMatch(/^[A-Za-z0-9_-]{43}$/u);
    expect(systemIds.token(12)).toMatch(/^[A-Za-z0-9_-]{16}$/u);
  });

  it('of tests are the same for the same seed only', () => {
    const [a, again, b] = [sequentialIds('a'), sequentialIds('a'), sequentialIds('b')];
    expect([a.uuid(), a.token()]).toEqual([again.uuid(), again.token()]);
    expect(a.uuid()).not.toBe(b.uuid());
  });
});

it('a manual clock stands until it is moved, and hands out dates that nobody else holds', () => {
  const clock = manualClock(new Date('2026-11-23T02:00:00Z'));
  clock.now().setFullYear(1999);
  clock.advance(60_000);
  expect(clock.now().toISOString()).toBe('2026-11-23T02:01:00.000Z');
});
