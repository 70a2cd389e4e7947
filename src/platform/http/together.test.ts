import { expect, test } from 'vitest';
import { together } from './together.ts';

/** A look-up that is answered by hand. */
function byHand() {
  const asked: { keys: readonly string[]; answer: (found: Record<string, string>) => void; fail: (error: Error) => void }[] = [];
  const lookUp = (keys: readonly string[]): Promise<ReadonlyMap<string, string>> =>
    new Promise((resolve, reject) => asked.push({ keys, answer: (found) => resolve(new Map(Object.entries(found))), fail: reject }));
  return { asked, read: together(lookUp) };
}

test('asks at once, and for all who come meanwhile together', async () => {
  const { asked, read } = byHand();
  const first = read('a');
  const later = [read('b'), read('c'), read('b'), read('a')];
  expect(asked.map(({ keys }) => keys)).toEqual([['a']]);
  asked[0]?.answer({ a: 'old' });
  expect(await first).toBe('old');
  await expect.poll(() => asked.length).toBe(2);
  // The second question for "a" came after the first look-up had begun: it must not get its answer.
  expect(asked[1]?.keys).toEqual(['b', 'c', 'a']);
  asked[1]?.answer({ a: 'new', b: 'B' });
  expect(await Promise.all(later)).toEqual(['B', undefined, 'B', 'new']);
});

test('tells a failure to those who shared it, and goes on', async () => {
  const { asked, read } = byHand();
  const failing = read('a');
  const waiting = read('b');
  asked[0]?.fail(new Error('away'));
  await expect(failing).rejects.toThrow('away');
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.answer({ b: 'B' });
  expect(await waiting).toBe('B');
  const again = read('c');
  await expect.poll(() => asked.length).toBe(3);
  asked[2]?.answer({});
  expect(await again).toBeUndefined();
});

test('bounds one look-up', async () => {
  const { asked, read } = byHand();
  const all = Array.from({ length: 301 }, (_, number) => read(String(number)));
  const sizes: number[] = [];
  for (let number = 0; number < 3; number++) {
    await expect.poll(() => asked.length).toBe(number + 1);
    const { keys = [], answer } = asked[number] ?? {};
    sizes.push(keys.length);
    answer?.(Object.fromEntries(keys.map((key) => [key, key])));
  }
  expect(sizes).toEqual([1, 200, 100]);
  expect((await Promise.all(all)).every((value, number) => value === String(number))).toBe(true);
});
