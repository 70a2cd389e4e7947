import { shortTexts } from '../channels/short-texts.ts';
import type { SimulatorDeps } from './simulator-parts.ts';
import { startSmsSimulator, type SmsSimulator } from './sms/simulator.ts';
import type { SimulatedTemplate } from './zalo/simulator-options.ts';
import { startZaloSimulator, type ZaloSimulator } from './zalo/simulator.ts';

/** Both channels on the loopback; demonstration and tests only. */
export type Simulators = { readonly zalo: ZaloSimulator; readonly sms: SmsSimulator; stop: () => Promise<void> };

/** What the demonstration registered at both; fictional, and known to everybody. */
export const demoChannels = {
  sms: { brandName: 'BINHMINH', apiKey: 'khoa-sms-trinh-dien' },
  zalo: {
    appId: '1000000000000000001',
    appSecret: 'khoa-ung-dung-trinh-dien',
    oaId: '2000000000000000002',
    oaSecret: 'khoa-oa-trinh-dien',
    firstRefreshToken: 'ma-lam-moi-dau-tien-trinh-dien',
  },
} as const;

/** Id at the simulator of the template of a kind of message. */
export function demoTemplateId(key: string): string {
  return String(900_001 + [...shortTexts.keys()].indexOf(key));
}

/** The kind whose template waits for approval, so that visitors see what happens then. */
export const demoPendingKind = 'cases.stopped';

/** Starts both. `webhookUrl` is where readers' words to the official account go. */
export async function startSimulators(deps: SimulatorDeps, webhookUrl: string): Promise<Simulators> {
  const templates = new Map(
    [...shortTexts.values()].map(({ key, zalo }): [string, SimulatedTemplate] => {
      const parameters = zalo.split('\n').map((line) => line.split('=')[0] ?? '');
      return [demoTemplateId(key), { status: key === demoPendingKind ? 'PENDING_REVIEW' : 'ENABLE', parameters }];
    }),
  );
  const { zalo: app, sms: account } = demoChannels;
  const zalo = await startZaloSimulator({ ...deps, app, templates, webhookUrl });
  const sms = await startSmsSimulator({ ...deps, ...account });
  return { zalo, sms, stop: async () => void (await Promise.all([zalo.stop(), sms.stop()])) };
}
