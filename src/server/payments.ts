import { randomBytes } from 'node:crypto';
import {
  createBankSimulator,
  createHttpHub,
  createHubSimulator,
  createSepayFeed,
  feedSettings,
  hubSettings,
  type BankFeed,
  type BankSimulator,
  type CollectingUnits,
  type HubSimulator,
  type PaymentHub,
} from '#modules/payments/index.ts';
import type { Organization } from '#modules/organization/index.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Config } from './config.ts';

export const hubSimulatorPath = '/mo-phong/thanh-toan';
export const bankSimulatorPath = '/mo-phong/ngan-hang';

export type PaymentParts = {
  readonly hub: PaymentHub | null;
  readonly feed: BankFeed | null;
  /** In demonstration mode, for what the configuration does not name. */
  readonly simulators: { readonly hub: HubSimulator | null; readonly bank: BankSimulator | null };
  /** Origins to which a payer is led. */
  readonly origins: readonly string[];
};

/** The payment hub and the bank feed of the configuration; in demonstration mode simulators below our own address. */
export function openPayments(config: Config, baseUrl: string, clock: Clock): PaymentParts {
  const hub = config.PAYMENT_HUB === null ? null : hubSettings.parse(config.PAYMENT_HUB);
  const feed = config.BANK_FEED === null ? null : feedSettings.parse(config.BANK_FEED);
  const demoHub = hub === null && config.demo ? { url: `${baseUrl}${hubSimulatorPath}`, merchant: 'trinh-dien', secret: secret() } : null;
  const demoFeed = feed === null && config.demo ? { url: `${baseUrl}${bankSimulatorPath}`, token: secret() } : null;
  const hubInUse = hub ?? demoHub;
  const feedInUse = feed ?? demoFeed;
  return {
    hub: hubInUse === null ? null : createHttpHub(hubInUse, clock),
    feed: feedInUse === null ? null : createSepayFeed(feedInUse),
    simulators: {
      hub: demoHub === null ? null : createHubSimulator({ demo: config.demo, settings: demoHub, clock }),
      bank: demoFeed === null ? null : createBankSimulator({ demo: config.demo, settings: demoFeed, clock }),
    },
    origins: hub === null ? [] : [hub.payOrigin ?? new URL(hub.url).origin],
  };
}

const secret = (): string => randomBytes(24).toString('base64url');

/** Units that collect: the agencies that receive cases. */
export function collectingUnits(organization: Organization): CollectingUnits {
  return {
    async collector(unitUid, at) {
      const unit = await organization.unit(unitUid, toLocalDate(at));
      return { name: unit?.fullName ?? '', place: (unit?.shortName ?? '').replace(/^(?:xã|phường|đặc khu|thị trấn|tỉnh|thành phố)\s+/iu, '') };
    },
    async list(at) {
      const forest = await organization.unitTree(toLocalDate(at));
      return [...forest.byUid.values()].filter(({ kind, level }) => kind === 'agency' && level === 'commune').map(({ uid, fullName }) => ({ uid, name: fullName }));
    },
  };
}
