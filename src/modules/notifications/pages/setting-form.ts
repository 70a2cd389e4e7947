import type { ChannelsView } from '../index.ts';

export type Part = 'general' | 'sms' | 'zalo';
type Values = Readonly<Record<string, string>>;

/** The settings as form fields. */
export function valuesOf(part: Part, { general, sms, zalo }: ChannelsView['settings']): Values {
  if (part === 'zalo') return { enabled: String(zalo.enabled), appId: zalo.appId, oaId: zalo.oaId, dailyLimit: String(zalo.dailyLimit) };
  if (part === 'sms') {
    const { enabled, brandName, url, accents, dailyLimit, wire } = sms;
    return { enabled: String(enabled), brandName, url, accents: String(accents), dailyLimit: String(dailyLimit), wire: JSON.stringify(wire, null, 2) };
  }
  const { quiet, order, orders, contactBasis } = general;
  const lines = Object.entries(orders).map(([key, list]) => `${key} = ${list.join(', ')}`);
  return { quietFrom: String(quiet.from), quietTo: String(quiet.to), order: order.join(', '), orders: lines.join('\n'), contactBasis };
}

const listOf = (text: string): string[] =>
  text
    .split(/[\s,→]+/u)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '');

/** The form fields as settings, to be judged by the module; `problem` when the exchange pattern is no JSON. */
export function contentOf(part: Part, values: Values): { content: Record<string, unknown>; problem: string | null } {
  const { enabled, appId, oaId, dailyLimit, brandName, url, accents, wire = '' } = values;
  const on = enabled === 'true';
  if (part === 'zalo') return { content: { enabled: on, appId, oaId, dailyLimit }, problem: null };
  if (part === 'general') return { content: generalOf(values), problem: null };
  const content = { enabled: on, brandName, url, accents: accents === 'true', dailyLimit };
  try {
    return { content: { ...content, wire: JSON.parse(wire) as unknown }, problem: null };
  } catch {
    return { content, problem: 'Khuôn trao đổi phải là JSON đúng mẫu.' };
  }
}

function generalOf({ quietFrom, quietTo, order = '', orders = '', contactBasis }: Values): Record<string, unknown> {
  const lines = orders.split('\n').filter((line) => line.includes('='));
  const byKind = lines.map((line): [string, string[]] => {
    const [key = '', list = ''] = line.split('=');
    return [key.trim(), listOf(list)];
  });
  return { quiet: { from: quietFrom, to: quietTo }, order: listOf(order), orders: Object.fromEntries(byKind), contactBasis };
}

/** Secrets as typed: `secret.apiKey` → `apiKey`. */
export function secretsIn(values: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (name.startsWith('secret.') ? [[name.slice('secret.'.length), value]] : [])));
}
