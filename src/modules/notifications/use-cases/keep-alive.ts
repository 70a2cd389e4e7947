import type { NotificationsDeps } from '../context.ts';
import { openChannels } from './live-channels.ts';
import { keepTokenAlive } from './zalo-token.ts';

/** Daily: what would end when nobody uses it. */
export async function keepChannelsAlive(deps: NotificationsDeps): Promise<void> {
  const { zalo } = await openChannels(deps);
  if (zalo !== null) await keepTokenAlive(deps, zalo);
}
