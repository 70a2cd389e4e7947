import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import english from './text.en.json' with { type: 'json' };
import vietnamese from './text.vi.json' with { type: 'json' };

function keysOf(texts: object, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value as object, `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}

async function usedKeys(): Promise<string[]> {
  const names = await readdir(import.meta.dirname, { recursive: true });
  const sources = await Promise.all(
    names.filter((name) => name.endsWith('.tsx')).map((name) => readFile(join(import.meta.dirname, name), 'utf8')),
  );
  return sources.flatMap((source) =>
    [...source.matchAll(/\bt\((?:[^'"`()]*\?\s*)?'([\w.]+)'(?:\s*:\s*'([\w.]+)')?/g)].flatMap(([, one, other]) =>
      [one, other].filter((key) => key !== undefined),
    ),
  );
}

describe('texts of the pages', () => {
  const known = keysOf(vietnamese);

  it('exist for every key in use', async () => {
    expect((await usedKeys()).filter((key) => !known.includes(key))).toEqual([]);
  });

  it('are English for exactly the pages of citizens', () => {
    const citizen = known.filter((key) => /^(signIn|signInReturn|account|sessions)\./.test(key));
    expect(keysOf(english)).toEqual(citizen);
  });
});
