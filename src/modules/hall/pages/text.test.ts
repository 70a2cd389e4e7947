import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import english from './text.en.json' with { type: 'json' };
import vietnamese from './text.vi.json' with { type: 'json' };

function keysOf(texts: object, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) => (typeof value === 'object' ? keysOf(value as object, `${prefix}${key}.`) : [`${prefix}${key}`]));
}

describe('texts of the pages', () => {
  const known = keysOf(vietnamese);

  it('exist for every key in use', async () => {
    const names = (await readdir(import.meta.dirname, { recursive: true })).filter((name) => /(?<!\.test)\.tsx?$/u.test(name));
    const sources = await Promise.all(names.map((name) => readFile(join(import.meta.dirname, name), 'utf8')));
    const used = sources.flatMap((source) => [...source.matchAll(/\bt\('([\w.-]+)'/gu)].map(([, key]) => key ?? ''));
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter((key) => !known.includes(key))).toEqual([]);
  });

  it('are English for exactly the pages of citizens', () => {
    expect(keysOf(english)).toEqual(known.filter((key) => /^(wait|halls|book|booking|ticket)\./u.test(key)));
  });
});
