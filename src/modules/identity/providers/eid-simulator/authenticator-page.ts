import { generate } from 'otplib';
import type { FastifyPluginAsync } from 'fastify';
import type { Clock } from '#platform/time/clock.ts';
import { choicePageStyleHash, simulatedPage } from './choice-page.ts';

/** A demonstration account whose authenticator application is played by a page. */
export type SimulatedAuthenticator = {
  readonly username: string;
  readonly displayName: string;
  readonly secret: string;
};

export type AuthenticatorOptions = {
  /** Must be true: outside demonstration mode nothing may show codes. */
  readonly demo: boolean;
  readonly path: string;
  readonly clock: Clock;
  readonly accounts: readonly SimulatedAuthenticator[];
};

/** Shows the current codes of the demonstration accounts, so that visitors need no telephone. */
export function authenticatorSimulatorPlugin(options: AuthenticatorOptions): FastifyPluginAsync {
  if (!options.demo) throw new Error('The authenticator simulator exists in demonstration mode only');
  return async (app) => {
    app.get(options.path, { config: { permission: 'public' }, schema: { hide: true } }, async (_request, reply) => {
      const seconds = Math.floor(options.clock.now().getTime() / 1000);
      const rows = await Promise.all(options.accounts.map((account) => rowOf(account, seconds)));
      const left = 30 - (seconds % 30);
      const body = `<p>Trang này đóng vai ứng dụng xác thực trên điện thoại của các tài khoản trình diễn. Mã còn hiệu lực ${left} giây; tải lại trang để lấy mã mới.</p><ul>${rows.join('')}</ul>`;
      reply.header(
        'content-security-policy',
        `default-src 'none'; style-src ${choicePageStyleHash}; frame-ancestors 'none'`,
      );
      return reply.type('text/html; charset=utf-8').send(simulatedPage('Mã xác thực', body));
    });
  };
}

async function rowOf(account: SimulatedAuthenticator, epoch: number): Promise<string> {
  const code = await generate({ secret: account.secret, epoch });
  // Names come from the demonstration data of the program itself, not from visitors.
  return `<li><p><strong>${account.displayName}</strong>${account.username}</p><p><code>${code}</code></p></li>`;
}
