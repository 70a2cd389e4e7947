import { shortTexts } from '../channels/short-texts.ts';
import { settingSchemas } from '../channels/settings.ts';
import type { NotificationsDeps } from '../context.ts';
import { demoChannels, demoPendingKind, demoTemplateId } from '../providers/simulators.ts';
import * as store from '../store/channel-settings.ts';
import { putRefreshToken } from '../store/zalo-token.ts';
import { secretContext } from './live-channels.ts';
import { refreshContext } from './zalo-token.ts';

/** Gives a demonstration without settings those that its simulators know; repeating it changes nothing. */
export async function seedDemo(deps: NotificationsDeps): Promise<void> {
  if (!deps.demo) return;
  const { sms, zalo } = demoChannels;
  const { firstRefreshToken, appSecret, oaSecret, appId, oaId } = zalo;
  const settings = [
    { channel: 'sms', content: settingSchemas.sms.parse({ enabled: true, brandName: sms.brandName }), secrets: { apiKey: sms.apiKey } },
    { channel: 'zalo', content: settingSchemas.zalo.parse({ enabled: true, appId, oaId }), secrets: { appSecret, oaSecret } },
  ] as const;
  const at = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    await store.lockSettings(tx.q);
    if ((await store.listCurrent(tx.q)).length > 0) return;
    for (const { channel, content, secrets } of settings) {
      const sealed = deps.vault.seal(JSON.stringify(secrets), secretContext(channel));
      await store.insertSetting(tx.q, { channel, version: 1, content, secrets: sealed, reason: 'Dữ liệu trình diễn', at, by: 'demo', requestId: deps.ids.uuid() });
    }
    await putRefreshToken(tx.q, appId, { refresh: deps.vault.seal(firstRefreshToken, refreshContext(appId)), at });
    for (const { key, zalo: text } of shortTexts.values()) {
      const approval = key === demoPendingKind ? 'pending' : 'approved';
      await store.upsertTemplate(tx.q, { channel: 'zalo', key, externalId: demoTemplateId(key), text, approval, at, by: 'demo' });
    }
  });
}
