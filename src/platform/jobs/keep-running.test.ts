import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import { expect, it } from 'vitest';
import { keepRunning } from './keep-running.ts';

type Fake = { readonly runner: Runner; fail(error: Error): void; readonly stopped: () => boolean };

function fakeRunner(): Fake {
  let stopped = false;
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const stop = async (): Promise<void> => {
    stopped = true;
    resolve(undefined);
  };
  return { runner: { promise, stop } as unknown as Runner, fail: reject, stopped: () => stopped };
}

const patient = { onLost: () => undefined, pause: 100 };

it('starts a runner that gave up again after a while, and says why it ended', async () => {
  const fakes = [fakeRunner(), fakeRunner()];
  const lost: unknown[] = [];
  let started = 0;
  const kept = await keepRunning(async () => fakes[started++]!.runner, { onLost: (error) => lost.push(error), pause: 100 });
  fakes[0]!.fail(new Error('the database is gone'));
  await sleep(50);
  expect(lost).toEqual([new Error('the database is gone')]);
  expect(started).toBe(1);
  await expect.poll(() => started).toBe(2);
  await kept.stop();
  expect(fakes[1]!.stopped()).toBe(true);
  await sleep(150);
  expect(started).toBe(2);
});

it('goes on trying while a start fails', async () => {
  const last = fakeRunner();
  const first = fakeRunner();
  let started = 0;
  const start = async (): Promise<Runner> => {
    started += 1;
    if (started === 1) return first.runner;
    if (started < 4) throw new Error('still gone');
    return last.runner;
  };
  const kept = await keepRunning(start, { ...patient, pause: 10 });
  first.fail(new Error('gone'));
  await expect.poll(() => started).toBe(4);
  await kept.stop();
  expect(last.stopped()).toBe(true);
});

it('does not leave behind a runner that was starting while everything was stopped', async () => {
  const fakes = [fakeRunner(), fakeRunner()];
  const slow = Promise.withResolvers<undefined>();
  let started = 0;
  const kept = await keepRunning(async () => {
    const { runner } = fakes[started++]!;
    if (started === 2) await slow.promise;
    return runner;
  }, patient);
  fakes[0]!.fail(new Error('gone'));
  await expect.poll(() => started).toBe(2);
  const stopped = kept.stop();
  slow.resolve(undefined);
  await stopped;
  expect(fakes[1]!.stopped()).toBe(true);
});
