import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClamdScanner } from './clamd.ts';
import { eicar, startFakeClamd, type FakeClamd } from './testing/fake-clamd.ts';

let clamd: FakeClamd;

beforeAll(async () => {
  clamd = await startFakeClamd();
});
afterAll(() => clamd.stop());

const streamOf = (...chunks: Buffer[]): Readable => Readable.from(chunks, { objectMode: false });

describe('scanning by clamd', () => {
  it('sends every byte and believes the answer', async () => {
    const scanner = createClamdScanner(clamd);
    const big = Buffer.alloc(3_000_000, 7);
    expect(await scanner.scan(streamOf(big, Buffer.from('end')))).toEqual({ finding: null });
    expect(clamd.seen.at(-1)).toEqual(Buffer.concat([big, Buffer.from('end')]));
    expect(await scanner.scan(streamOf(Buffer.from('before'), eicar))).toEqual({ finding: 'Eicar-Test-Signature' });
  });

  it('calls nothing clean without a clear answer', async () => {
    const unavailable = { kind: 'unavailable', code: 'files.store_unavailable' };
    const scanner = createClamdScanner(clamd);
    for (const line of ['INSTREAM size limit exceeded. ERROR', '', 'stream: OK or so', 'UNKNOWN COMMAND']) {
      clamd.answerWith(line);
      await expect(scanner.scan(streamOf(Buffer.from('x')))).rejects.toMatchObject(unavailable);
    }
    clamd.answerWith(null);
    const nobody = createClamdScanner({ host: '127.0.0.1', port: 1 });
    await expect(nobody.scan(streamOf(Buffer.from('x')))).rejects.toMatchObject(unavailable);
  });

  it('does not wait for ever', async () => {
    const { createServer } = await import('node:net');
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const scanner = createClamdScanner({ host: '127.0.0.1', port, timeout: 100 });
    await expect(scanner.scan(streamOf(Buffer.from('x')))).rejects.toMatchObject({ kind: 'unavailable' });
    silent.close();
  });
});
