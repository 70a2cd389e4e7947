import { z } from 'zod';

const id = z.coerce.string().min(1).max(64);

/** The events of the webhook that matter here; others are acknowledged and left alone. */
const event = z.object({
  app_id: id,
  event_name: z.string().max(60),
  timestamp: z.coerce.string().regex(/^\d{10,16}$/u),
  sender: z.object({ id }).optional(),
  message: z.object({ msg_id: id, text: z.string().max(5000).optional(), tracking_id: z.string().max(100).optional() }).optional(),
});

export type ZaloEvent = z.infer<typeof event>;

/** Ids of Zalo do not fit into a number; where they come as numbers, their digits are kept. */
function keepLongIds(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const tooLong = typeof value === 'number' && !Number.isSafeInteger(value) && context?.source !== undefined;
  return tooLong ? context.source : value;
}

/** Reads a body; undefined for anything that is no event. */
export function readEvent(rawBody: string): ZaloEvent | undefined {
  try {
    const parsed = event.safeParse(JSON.parse(rawBody, keepLongIds));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** When the event happened; Zalo writes milliseconds. */
export function momentOfEvent({ timestamp }: ZaloEvent): Date {
  return new Date(Number(timestamp));
}
