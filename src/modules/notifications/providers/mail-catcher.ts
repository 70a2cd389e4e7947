import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import { insertCaught } from '../store/caught-mail.ts';
import type { NotificationsTables } from '../tables.gen.ts';

export type MailCatcherDeps = { readonly db: Database<NotificationsTables>; readonly clock: Clock; readonly ids: Ids };

export type MailCatcher = { readonly url: string; stop(): Promise<void> };

/** Addresses that the demonstration's server refuses, to show what undeliverable mail looks like. */
const refusedLocalPart = /^khong-ton-tai/u;

/** A real SMTP server on the loopback that keeps all mail for the page of the test mailbox. Demonstration only. */
export async function startMailCatcher(deps: MailCatcherDeps): Promise<MailCatcher> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: 1_000_000,
    logger: false,
    onRcptTo: ({ address }, _session, callback) => {
      const refused = refusedLocalPart.test(address);
      callback(refused ? Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 }) : null);
    },
    onData: (stream, session, callback) => {
      const recipient = session.envelope.rcptTo.map(({ address }) => address).join(', ');
      keep(deps, stream, recipient).then(() => callback(null), callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // A client that goes away mid-sentence must not end the process.
  server.on('error', () => undefined);
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise((resolve) => void server.close(resolve)) };
}

async function keep(
  { db, clock, ids }: MailCatcherDeps,
  stream: SMTPServerDataStream,
  recipient: string,
): Promise<void> {
  const mail = await PostalMime.parse(await buffer(stream));
  const caught = {
    id: ids.uuid(),
    messageId: mail.messageId ?? ids.uuid(),
    recipient,
    subject: mail.subject ?? '',
    body: mail.text ?? '',
    receivedAt: clock.now(),
  };
  await db.transaction((tx) => insertCaught(tx.q, caught));
}
