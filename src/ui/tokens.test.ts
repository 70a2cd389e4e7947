import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const css = read('./tokens.css');

/** Colours of the first block whose selector is the given text. */
function colours(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const light = colours(':root');
const themes: [string, ReadonlyMap<string, string>][] = [
  ['light', light],
  ['dark', new Map([...light, ...colours(":root[data-theme='dark']")])],
];

describe.each(themes)('%s colours', (_, theme) => {
  const of = (name: string): string => theme.get(name) ?? '';
  it.each(['paper', 'surface', 'sunken', 'field', 'tile-soft'])('body text reaches 7:1 on %s', (ground) => {
    expect(contrast(of('ink'), of(ground))).toBeGreaterThanOrEqual(7);
  });
  it.each([
    ['ink-2', ['paper', 'surface', 'sunken', 'field', 'tile-soft']],
    ['tile', ['paper', 'surface', 'tile-soft']],
    ['tile-strong', ['paper', 'surface']],
    ['on-tile', ['tile', 'tile-strong']],
    ['jade', ['jade-soft', 'paper', 'surface']],
    ['amber', ['amber-soft', 'paper', 'surface']],
    ['late', ['late-soft', 'paper', 'surface', 'tile-soft']],
    ['info', ['info-soft']],
    ['bar-ink', ['bar', 'bar-field']],
    ['bar-ink-2', ['bar', 'bar-field']],
    ['focus', ['bar']],
  ])('%s reaches 4.5:1 on each of its grounds', (text, grounds) => {
    for (const ground of grounds) expect(contrast(of(text), of(ground)), ground).toBeGreaterThanOrEqual(4.5);
  });
  it('borders of fields and the focus ring reach 3:1', () => {
    expect(contrast(of('line-strong'), of('field'))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('line-strong'), of('surface'))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('focus'), of('focus-ring'))).toBeGreaterThanOrEqual(3);
  });
});

describe('the dark theme', () => {
  it('is the same by wish of the system and by wish of the reader', () => {
    expect(colours(":root:not([data-theme='light'])")).toEqual(colours(":root[data-theme='dark']"));
  });
});

describe('weight', () => {
  it('keeps the citizen style sheet below 8 KB brotli', () => {
    const imports = [...read('./citizen.css').matchAll(/@import '(.+?)'/g)].map((match) => read(match[1] ?? ''));
    expect(imports).toHaveLength(6);
    expect(brotliCompressSync(imports.join('\n')).length).toBeLessThan(8 * 1024);
  });
});
