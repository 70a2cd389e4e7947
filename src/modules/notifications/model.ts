import { z } from 'zod';
import { cleanLine, cleanParagraphs } from '#platform/text/clean.ts';
import type { Channel } from './channels/route.ts';
import { findBraceProblem, fillText, wordsOf, type Locale, type Placeholder } from './template-text.ts';

export type { Locale, Placeholder } from './template-text.ts';

/** The words of one template in one language. */
export type TemplateText = { readonly title: string; readonly body: string; readonly linkLabel: string };
export type TemplateTexts = Readonly<Record<Locale, TemplateText>>;

/** A template as it comes with the program: version 1. */
export type ShippedTemplate = {
  /** Named like the fact it tells: `cases.accepted`. */
  readonly key: string;
  readonly vi: string;
  readonly placeholders: readonly Placeholder[];
  readonly texts: TemplateTexts;
};

/** The wording in use. */
export type Template = ShippedTemplate & { readonly version: number };

/** What a module wants to tell somebody. */
export type Notice = {
  /** What is told, once and for all: `cases.accepted:<case id>`. A second send under the same key does nothing. */
  readonly key: string;
  readonly to: {
    readonly accountId?: string | null;
    readonly email?: string | null;
    /** As typed in the form; used for readers without an account only, the others prove their number themselves. */
    readonly phone?: string | null;
    readonly locale: Locale;
  };
  readonly template: string;
  /** A value for each placeholder of the template. */
  readonly data: Readonly<Record<string, string>>;
  /** Path of the page that it is about. */
  readonly link?: string;
  /** Unit that looks after mail that cannot be delivered. */
  readonly unitUid?: string;
};

export type InboxMessage = {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  readonly linkLabel: string | null;
  readonly createdAt: string;
  readonly read: boolean;
};

export type InboxPage = { readonly messages: readonly InboxMessage[]; readonly unread: number; readonly more: boolean };

export const deliveryStates = ['queued', 'sent', 'failed', 'undeliverable'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A message on its way as officers see it; the address is masked. */
export type DeliveryRow = {
  readonly id: string;
  readonly number: number;
  readonly channel: Channel;
  readonly title: string;
  readonly address: string;
  readonly unitUid: string | null;
  readonly state: DeliveryState;
  /** A word, and what the server answered: `refused 550 5.1.1`. */
  readonly reason: string | null;
  readonly attempts: number;
  readonly queuedAt: string;
  readonly settledAt: string | null;
  readonly receivedAt: string | null;
  readonly mayResend: boolean;
};

/** The words of the consent that a citizen gives; a change of the words is a new version (Law 91/2025). */
export const consentText = { version: '2026-11-22' } as const;

export const pageSize = 20;

const page = z.coerce.number().int().min(1).max(10_000).default(1);
const emptyIsNull = (value: unknown): unknown => (value === '' || value === undefined ? null : value);

export const inboxQuery = z.object({ page });
export type InboxQuery = z.infer<typeof inboxQuery>;

export const deliveryQuery = z.object({
  page,
  state: z.preprocess(emptyIsNull, z.enum(deliveryStates).nullable()).default(null),
});
export type DeliveryQuery = z.infer<typeof deliveryQuery>;

export const resendInput = z.object({ deliveryId: z.uuid(), requestId: z.uuid() });
export type ResendInput = z.infer<typeof resendInput>;

const line = z.string().transform(cleanLine);
const text = z.object({
  title: line.pipe(z.string().min(5, 'notifications.title_too_short').max(150)),
  body: z.string().transform(cleanParagraphs).pipe(z.string().min(20, 'notifications.body_too_short').max(2000)),
  linkLabel: line.pipe(z.string().min(2).max(60)),
});

export const templateChange = z.object({
  key: z.string().min(1).max(100),
  texts: z.object({ vi: text, en: text }),
  reason: line.pipe(z.string().min(5, 'notifications.reason_too_short').max(500)),
  requestId: z.uuid(),
});

export type TextProblem = {
  readonly path: string;
  readonly code: 'notifications.unknown_placeholder' | 'notifications.unbalanced_braces';
  readonly name: string;
};

/** Placeholders that a wording uses but the template does not have, and braces without a partner. */
export function findTextProblems(placeholders: readonly Placeholder[], texts: TemplateTexts): TextProblem[] {
  const problems: TextProblem[] = [];
  for (const locale of ['vi', 'en'] as const) {
    for (const part of ['title', 'body', 'linkLabel'] as const) {
      const problem = findBraceProblem(texts[locale][part], placeholders);
      const path = `texts.${locale}.${part}`;
      if (problem === 'unbalanced') problems.push({ path, code: 'notifications.unbalanced_braces', name: '' });
      else if (problem !== null)
        problems.push({ path, code: 'notifications.unknown_placeholder', name: problem.unknown });
    }
  }
  return problems;
}

/** A template filled for one reader. @throws Error when the data do not fit the template. */
export function writeMessage(template: Template, notice: Pick<Notice, 'data' | 'to'>): TemplateText {
  const values = wordsOf(template.placeholders, notice.data, notice.to.locale);
  const { title, body, linkLabel } = template.texts[notice.to.locale];
  return { title: fillText(title, values), body: fillText(body, values), linkLabel: fillText(linkLabel, values) };
}

/** The newest changed wording when it still fits what the program fills in, otherwise the shipped one. */
export function templateInUse(
  shipped: ShippedTemplate,
  changed: { version: number; texts: TemplateTexts } | undefined,
): Template {
  const fits = changed !== undefined && findTextProblems(shipped.placeholders, changed.texts).length === 0;
  return fits ? { ...shipped, ...changed } : { ...shipped, version: 1 };
}

const oneUuid = z.uuid();

/** Ids come from addresses and forms too: anything else would be a fault of the database's making. */
export function isUuid(id: string): boolean {
  return oneUuid.safeParse(id).success;
}

const oneAddress = z.email().max(254);

/** An address that a mail server could take; anything else is never handed to one. */
export function isEmailAddress(address: string): boolean {
  return oneAddress.safeParse(address).success;
}

/** A page of this site; anything else could send people elsewhere. */
export function isOwnPath(link: string): boolean {
  return /^\/(?![/\\])[^\s\\]*$/u.test(link);
}
