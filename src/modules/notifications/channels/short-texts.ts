import { z } from 'zod';
import records from './short-texts.json' with { type: 'json' };

const shortText = z.object({
  key: z.string(),
  state: z.object({ vi: z.string(), en: z.string() }),
  sms: z.string(),
  zalo: z.string(),
});

export type ShortText = z.infer<typeof shortText>;

/** Short wordings that come with the program, by kind of message. A kind without one goes by inbox and e-mail only. */
export const shortTexts: ReadonlyMap<string, ShortText> = new Map(
  z.array(shortText).parse(records).map((text) => [text.key, text]),
);
