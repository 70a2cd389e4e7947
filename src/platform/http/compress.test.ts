import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compress } from './compress.ts';

const page = Buffer.from('<p>Xã An Hòa trả kết quả đúng hẹn.</p>'.repeat(100));

describe('compress', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['br;q=1.0, gzip;q=0.8', 'br'],
    ['gzip', 'gzip'],
    ['gzip;q=1.0', 'gzip'],
    ['gzip, br;q=0', 'gzip'],
    ['br;q=0.0, gzip;q=0', undefined],
    ['deflate', undefined],
    ['identity', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('takes for %j the encoding %j', (accepted, encoding) => {
    expect(compress(page, accepted).encoding).toBe(encoding);
  });

  it('leaves short bodies alone: the frame would weigh more', () => {
    const short = Buffer.from('{"status":"alive"}');
    expect(compress(short, 'br, gzip')).toEqual({ body: short, encoding: undefined });
  });

  it('gives back every byte', () => {
    const bytes = fc.uint8Array({ minLength: 600, maxLength: 5000 });
    fc.assert(
      fc.property(bytes, fc.constantFrom('br', 'gzip', 'identity'), (raw, accepted) => {
        const { body, encoding } = compress(Buffer.from(raw), accepted);
        const plain = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
        expect(plain.equals(raw)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
