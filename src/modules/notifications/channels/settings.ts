import { z } from 'zod';
import { channels } from './route.ts';

const hour = z.coerce.number().int().min(0).max(23);
const order = z.array(z.enum(channels)).max(3).refine((list) => new Set(list).size === list.length);

/** Rules for all channels of the locality. */
export const generalSettings = z.object({
  /** No SMS or Zalo in these hours; Zalo refuses 22 to 6 on its own (OP§12, -133). */
  quiet: z.object({ from: hour, to: hour }).default({ from: 22, to: 6 }),
  order: order.default([...channels]),
  /** Kinds of message with an order of their own. */
  orders: z.record(z.string().max(100), order).default({}),
  /** Legal ground for telling people without an account at the number in their form; empty: they are told by e-mail only. */
  contactBasis: z.string().trim().max(500).default(''),
});
export type GeneralSettings = z.infer<typeof generalSettings>;

const name = z.string().regex(/^[\w.-]{1,40}$/u);
const codes = z.array(z.string().max(20)).max(50);

/**
 * How an SMS aggregator is spoken to. Every one has its own names for the same things: a POST of JSON, a key in a header
 * or in the body, an answer with a code. The default is what our own simulator speaks.
 */
export const smsWire = z.object({
  key: z.object({ in: z.enum(['header', 'body']), name, prefix: z.string().max(20) }).default({ in: 'header', name: 'authorization', prefix: 'Bearer ' }),
  fields: z.object({ brand: name, phone: name, text: name, requestId: name }).default({ brand: 'from', phone: 'to', text: 'text', requestId: 'requestId' }),
  /** Fields sent as they are, such as a message type. */
  constants: z.record(name, z.string().max(100)).default({}),
  answer: z.object({ code: name, id: name }).default({ code: 'code', id: 'messageId' }),
  codes: z
    .object({ taken: codes, retry: codes, badPhone: codes })
    .default({ taken: ['0'], retry: ['busy'], badPhone: ['bad_phone'] }),
  /** The aggregator knows a repeated requestId: then an unanswered request may be repeated. */
  recognisesRepeats: z.boolean().default(true),
});
export type SmsWire = z.infer<typeof smsWire>;

const dailyLimit = z.coerce.number().int().min(0).max(10_000_000);

export const smsSettings = z.object({
  enabled: z.boolean().default(false),
  brandName: z.string().trim().max(11).default(''),
  url: z.union([z.literal(''), z.url({ protocol: /^https$/u })]).default(''),
  accents: z.boolean().default(false),
  dailyLimit: dailyLimit.default(2000),
  wire: smsWire.default(() => smsWire.parse({})),
});
export type SmsSettings = z.infer<typeof smsSettings>;

const digits = z.string().trim().regex(/^\d{0,30}$/u);

export const zaloSettings = z.object({
  enabled: z.boolean().default(false),
  appId: digits.default(''),
  oaId: digits.default(''),
  dailyLimit: dailyLimit.default(500),
});
export type ZaloSettings = z.infer<typeof zaloSettings>;

export type Settings = { readonly general: GeneralSettings; readonly sms: SmsSettings; readonly zalo: ZaloSettings };

export const settingSchemas = { general: generalSettings, sms: smsSettings, zalo: zaloSettings } as const;
export type SettingName = keyof typeof settingSchemas;

/** Secrets of a channel by name. Zalo: the app secret renews tokens, the OA secret signs webhooks; they are different. */
export const secretNames = { general: [], sms: ['apiKey'], zalo: ['appSecret', 'oaSecret', 'refreshToken'] } as const satisfies Record<SettingName, readonly string[]>;
