import { hash } from 'node:crypto';
import type { Locale } from './model.ts';
import type { OutgoingMail } from './providers/mailer.ts';

export type MailContent = {
  readonly key: string;
  readonly number: number;
  readonly address: string;
  readonly locale: Locale;
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  readonly linkLabel: string | null;
};

export type MailFrame = { readonly baseUrl: string; readonly siteName: string };

const footers: Readonly<Record<Locale, (siteName: string) => string>> = {
  vi: (siteName) =>
    `Thư tự động của ${siteName}, xin không trả lời thư này. Cơ quan nhà nước không bao giờ hỏi mật khẩu hay mã OTP qua thư.`,
  en: (siteName) =>
    `Automatic message of ${siteName}; please do not reply. Public agencies never ask for passwords or one-time codes by mail.`,
};

/** The mail in plain text and simple HTML. The same delivery always gets the same Message-ID, so that a repeat is recognised. */
export function writeMail(content: MailContent, frame: MailFrame): OutgoingMail {
  const url = content.link === null ? null : `${frame.baseUrl}${content.link}`;
  const footer = footers[content.locale](frame.siteName);
  const link = url === null ? [] : [`${content.linkLabel ?? url}: ${url}`];
  const paragraphs = content.body.split(/\n{2,}/u);
  const htmlLink = url === null ? [] : [`<a href="${escape(url)}">${escape(content.linkLabel ?? url)}</a>`];
  const htmlParts = [
    ...paragraphs.map((text) => escape(text).replaceAll('\n', '<br>')),
    ...htmlLink,
    `<small>${escape(footer)}</small>`,
  ];
  return {
    localId: localIdOf(content.key, content.number),
    to: content.address,
    subject: content.title,
    text: [...paragraphs, ...link, `-- \n${footer}`].join('\n\n'),
    html: `<!doctype html><html lang="${content.locale}"><meta charset="utf-8"><title>${escape(content.title)}</title><body>${htmlParts.map((part) => `<p>${part}</p>`).join('\n')}</body></html>`,
    locale: content.locale,
  };
}

/** Left part of the Message-ID. Derived from the key, which itself may hold ids that do not belong in a mail. */
export function localIdOf(key: string, number: number): string {
  return `${hash('sha256', key, 'hex').slice(0, 32)}.${number}`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => entities[sign] ?? sign);
}
