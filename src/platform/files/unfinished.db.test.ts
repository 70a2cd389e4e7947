import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createFiles } from './files.ts';
import { createDiskStore } from './storage/disk-store.ts';
import type { FilesTables } from './tables.gen.ts';
import { sendAndHangUp, waitForOffset } from './testing/broken-line.ts';
import { createFilesApp } from './testing/files-app.ts';
import { aJpeg, aPdf } from './testing/samples.ts';
import { createTusClient } from './testing/tus-client.ts';

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const MiB = 1024 * 1024;

describe('unfinished uploads', () => {
  let test: TestDatabase<FilesTables>;
  let folder: string;
  beforeAll(async () => {
    test = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'dinh-up-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are thrown away when they expire, bytes and all', async () => {
    const files = createFiles({ ...test, store: createDiskStore(folder) });
    const app = await createFilesApp(files, test.audit);
    const client = createTusClient(await app.listen({ port: 0, host: '127.0.0.1' }), 'an');
    const address = await client.begin('a.pdf', 5000);
    await client.patch(address, 0, Buffer.alloc(100, 65));
    const kept = await client.upload('b.jpg', await aJpeg());
    expect(kept.answer.status).toBe(204);
    test.clock.advance(25 * 3_600_000);
    expect((await client.send('HEAD', address)).status).toBe(404);
    await files.handlers.schedules?.[0]?.run({ attempt: 1, signal: new AbortController().signal });
    const { rows } = await test.owner.query('select name, state from files.upload where owner_id = $1', ['an']);
    expect(rows).toEqual([{ name: 'b.jpg', state: 'finished' }]);
    expect(await readdir(join(folder, address.replace('/api/v1/files/', '')))).toEqual([]);
    await app.close();
  });

  it('survive kill -9 of the server in the middle', async () => {
    const bytes = aPdf('killed', 4_500_000);
    const first = await startProcess(test.ownerUrl, folder);
    const client = createTusClient(first.origin, 'binh');
    const address = await client.begin('a.pdf', bytes.length);
    const sending = sendAndHangUp(new URL(address, first.origin), bytes, {
      account: 'binh',
      send: 3_400_000,
      hold: true,
    });
    await waitForOffset(client, address, 2 * MiB);
    first.process.kill('SIGKILL');
    await sending;
    const second = await startProcess(test.ownerUrl, folder);
    const again = createTusClient(second.origin, 'binh');
    const offset = await again.offset(address);
    expect(offset).toBeGreaterThanOrEqual(2 * MiB);
    expect((await again.patch(address, offset, bytes.subarray(offset))).status).toBe(204);
    const download = await again.send('GET', `/test/files/${sha(bytes)}`);
    expect(sha(Buffer.from(await download.arrayBuffer()))).toBe(sha(bytes));
    second.process.kill('SIGKILL');
  });
});

async function startProcess(url: string, folder: string): Promise<{ origin: string; process: ChildProcess }> {
  const child = spawn(
    process.execPath,
    [new URL('./testing/upload-server.ts', import.meta.url).pathname, url, folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { origin: line.toString().trim(), process: child };
}
