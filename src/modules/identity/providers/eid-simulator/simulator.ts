import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { choicePage, choicePageStyleHash, lostPage } from './choice-page.ts';
import { mockCitizens, type MockCitizen } from './mock-citizens.ts';
import { simulatorSettings, type SimulatorClient } from './settings.ts';

/** A running e-ID simulator: one Node request listener for everything below the issuer's path. */
export type EidSimulator = {
  readonly issuer: string;
  /** Serves a request whose `url` is relative to the issuer's path. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
};

export type EidSimulatorOptions = {
  /** Must be true. A locality outside demonstration mode has no simulator, whatever else is configured. */
  readonly demo: boolean;
  /** Absolute URL under which browsers reach the simulator; its path is the mount path. */
  readonly issuer: string;
  readonly client: SimulatorClient;
  readonly citizens?: readonly MockCitizen[];
};

const interactionPath = '/chon-cong-dan/';
const bodyLimit = 4096;

/** Builds a real OpenID provider (authorization code, PKCE required) whose only login method is choosing an invented person. */
export async function createEidSimulator(options: EidSimulatorOptions): Promise<EidSimulator> {
  if (!options.demo) throw new Error('The e-ID simulator exists in demonstration mode only');
  const citizens = options.citizens ?? mockCitizens;
  const mountPath = new URL(options.issuer).pathname.replace(/\/$/, '');
  const settings = await simulatorSettings(options.client, citizens, `${mountPath}${interactionPath}`);
  const provider = new Provider(options.issuer, settings);
  // Behind the server the listener sees plain HTTP even when the browser uses HTTPS.
  provider.proxy = new URL(options.issuer).protocol === 'https:';
  const serveProtocol = provider.callback();
  const redirectOrigins = [...new Set(options.client.redirectUris.map((uri) => new URL(uri).origin))];

  function handle(request: IncomingMessage, response: ServerResponse): void {
    // Set for oidc-provider, which derives its absolute URLs from the difference of the two.
    Object.assign(request, { originalUrl: `${mountPath}${request.url ?? '/'}` });
    if (!request.url?.startsWith(interactionPath)) {
      void serveProtocol(request, response);
      return;
    }
    serveChoice(provider, request, response, { citizens, mountPath, redirectOrigins }).catch(() =>
      sendPage(response, 400, lostPage(), redirectOrigins),
    );
  }

  return { issuer: options.issuer, handle };
}

type ChoiceSettings = {
  readonly citizens: readonly MockCitizen[];
  readonly mountPath: string;
  readonly redirectOrigins: readonly string[];
};

async function serveChoice(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  settings: ChoiceSettings,
): Promise<void> {
  await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    const page = choicePage(settings.citizens, `${settings.mountPath}${request.url ?? ''}`);
    sendPage(response, 200, page, settings.redirectOrigins);
    return;
  }
  const subject = new URLSearchParams(await readBody(request)).get('subject');
  const citizen = settings.citizens.find((candidate) => candidate.subject === subject);
  const result = citizen
    ? { login: { accountId: citizen.subject, acr: `LoA${citizen.assurance}`, remember: false } }
    : { error: 'access_denied', error_description: 'The person cancelled' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > bodyLimit) throw new Error('Body too large');
  }
  return body;
}

function sendPage(response: ServerResponse, status: number, html: string, redirectOrigins: readonly string[]): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // Browsers apply form-action to the redirect after the post, so the client's origin must be named.
    'content-security-policy': `default-src 'none'; style-src ${choicePageStyleHash}; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${redirectOrigins.join(' ')}`,
    // Not no-referrer: browsers would then post with "Origin: null", which the server refuses.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}

/** Runs a simulator on its own loopback listener (tests, development). */
export async function listenEidSimulator(options: Omit<EidSimulatorOptions, 'issuer'> & { port?: number }): Promise<{
  issuer: string;
  close(): Promise<void>;
}> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const simulator = await createEidSimulator({ ...options, issuer: `http://127.0.0.1:${port}` });
  server.on('request', simulator.handle);
  return {
    issuer: simulator.issuer,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
