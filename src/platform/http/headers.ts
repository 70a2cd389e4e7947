import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { randomPiece } from '#platform/time/random.ts';

export type HeaderOptions = {
  /** Origins to which a sign-in form may lead (the e-ID provider); browsers apply form-action to redirects too. */
  readonly formTargets: readonly string[];
  /** Sends HSTS only when the public address is https. */
  readonly https: boolean;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Nonce of this answer's content security policy. */
    cspNonce: string;
  }
}

/** Strict policy for every answer: no outside requests, no inline scripts, no framing by others (OWASP ASVS 14.4). */
export async function addSecurityHeaders(app: FastifyInstance, options: HeaderOptions): Promise<void> {
  app.decorateRequest('cspNonce', '');
  app.addHook('onRequest', async (request) => {
    request.cspNonce = randomPiece(16).toString('base64');
  });
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: options.https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'sameorigin' },
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(self), geolocation=(), microphone=(), payment=()');
    reply.header('x-request-id', request.id);
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', policy(request.cspNonce, request.url, options));
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}

function policy(nonce: string, url: string, options: HeaderOptions): string {
  const lines = [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `worker-src 'self'`,
    `frame-src 'self'`,
    `frame-ancestors 'self'`,
    `base-uri 'none'`,
    `form-action 'self'${options.formTargets.map((origin) => ` ${origin}`).join('')}`,
  ];
  // The officers' component library writes style attributes (positions of popovers); citizen pages never do.
  if (url.startsWith('/can-bo')) lines.push(`style-src-attr 'unsafe-inline'`);
  return lines.join('; ');
}
