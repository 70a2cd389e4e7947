import type { Kysely } from 'kysely';
import { parsePhone } from '#platform/text/phone.ts';
import { planRoute, type Channel, type Target } from '../channels/route.ts';
import type { Settings } from '../channels/settings.ts';
import { shortTexts } from '../channels/short-texts.ts';
import type { Notice } from '../model.ts';
import { listCurrent } from '../store/channel-settings.ts';
import { currentConsents, findPreference, noPreference } from '../store/preferences.ts';
import type { NotificationsTables } from '../tables.gen.ts';
import { settingsFrom } from './live-channels.ts';

type Queries = Kysely<NotificationsTables>;

/**
 * The ways to a reader besides the inbox. SMS and Zalo need a kind of message that has short words, and the reader's
 * consent for a number that he proved; somebody without an account is told at the number in his form only when the
 * locality names its legal ground (Law 91/2025, Art. 19).
 */
export async function routeTo(q: Queries, notice: Pick<Notice, 'to' | 'template'>): Promise<Target[]> {
  const settings = settingsFrom(await listCurrent(q));
  const { accountId = null, email = null, phone = null } = notice.to;
  const preference = accountId === null ? noPreference : await findPreference(q, accountId);
  const open = accountId === null ? openToStrangers(settings) : opened(await currentConsents(q, accountId));
  const inUse = (channel: Channel): boolean => channel === 'email' || (settings[channel].enabled && shortTexts.has(notice.template));
  return planRoute({
    order: settings.general.orders[notice.template] ?? settings.general.order,
    first: preference.first,
    open: new Set([...open].filter(inUse)),
    addresses: { email, phone: accountId === null ? readable(phone) : preference.phone },
  });
}

function openToStrangers({ general }: Settings): readonly Channel[] {
  return general.contactBasis === '' ? ['email'] : ['zalo', 'sms', 'email'];
}

/** Mail goes to the address that the form asked for, until somebody says no; a telephone needs a yes. */
function opened(consents: ReadonlyMap<Channel, boolean>): readonly Channel[] {
  return (['zalo', 'sms', 'email'] as const).filter((channel) => consents.get(channel) ?? channel === 'email');
}

function readable(phone: string | null): string | null {
  const parsed = phone === null ? null : parsePhone(phone);
  return parsed?.kind === 'mobile' ? parsed.e164 : null;
}
