import { request as httpRequest } from 'node:http';
import type { TusClient } from './tus-client.ts';

/** Sends the first bytes of a PATCH over a bare connection, then breaks it (or leaves it open until the server dies). */
export async function sendAndHangUp(
  address: URL,
  bytes: Buffer,
  how: { account: string; send: number; hold?: boolean },
): Promise<void> {
  const request = httpRequest(address, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      'content-length': bytes.length,
      'x-test-account': how.account,
    },
  });
  const closed = new Promise<void>((resolve) => request.once('close', resolve));
  request.on('error', () => undefined);
  await new Promise<void>((resolve) => request.write(bytes.subarray(0, how.send), () => resolve()));
  if (how.hold !== true) setTimeout(() => request.destroy(), 150);
  await closed;
}

/** The offset once it has reached `least` and stands still. */
export async function waitForOffset(client: TusClient, address: string, least: number): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const upload = (await (await client.send('GET', address)).json()) as { received: number };
    if (upload.received >= least) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return ((await (await client.send('GET', address)).json()) as { received: number }).received;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the upload does not move');
}
