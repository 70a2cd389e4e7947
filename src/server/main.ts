import { demoAccountLines } from '#demo/accounts.ts';
import { isAppError } from '#platform/errors/app-error.ts';
import { createWording } from '#platform/errors/wording.ts';
import { messages as embeddedMessages } from '#platform/db/embedded/messages.ts';
import { readConfig } from './config.ts';
import { startServer } from './start.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const server = await startServer(readConfig(process.env, process.argv.slice(2)), say);
  if (server.demo) for (const line of demoAccountLines()) say(line);
  say(`\nSẵn sàng: ${server.url}`);
  // The launcher script asks its child to end; a second signal must not cut the first short.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop().then(() => process.exit(0)));
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exit(1);
}

function wordsOf(error: unknown): string {
  if (isAppError(error)) return createWording(embeddedMessages)(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
