import { quietUntil } from '../channels/quiet.ts';
import type { Verdict } from '../channels/route.ts';
import type { NotificationsDeps } from '../context.ts';
import type { ZaloVerdict } from '../providers/zalo/zalo.ts';
import type { ZaloConnection } from './live-channels.ts';
import { currentToken, renewToken } from './zalo-token.ts';

const zaloNight = { from: 22, to: 6 };

/** Asks Zalo with a good token; one that Zalo refuses is renewed, once. */
export async function withToken(deps: NotificationsDeps, connection: ZaloConnection, call: (token: string) => Promise<ZaloVerdict>): Promise<Verdict> {
  let token = await currentToken(deps, connection);
  for (let turn = 0; turn < 2; turn += 1) {
    if (token === 'missing') return { kind: 'fail_over', reason: 'not_connected' };
    if (token === 'away') return { kind: 'retry', reason: 'unreachable token' };
    const verdict = await call(token.token);
    if (verdict.kind === 'night') return { kind: 'later', at: quietUntil(deps.clock.now(), [zaloNight]) ?? soon(deps), reason: verdict.reason };
    if (verdict.kind !== 'token') return verdict;
    token = await renewToken(deps, connection, token.generation);
  }
  return { kind: 'fail_over', reason: 'misconfigured token' };
}

/** Zalo's clock says night where ours does not. */
function soon({ clock }: NotificationsDeps): Date {
  return new Date(clock.now().getTime() + 600_000);
}
