import { createTransport } from 'nodemailer';
import { forbidInTransaction } from '#platform/db/database.ts';
import { unavailable } from '#platform/errors/app-error.ts';
import type { Mailer, MailOutcome } from './mailer.ts';

export type SmtpOptions = {
  /** `smtp://user:password@host:587` (STARTTLS where offered) or `smtps://…`. */
  readonly url: string;
  readonly from: { readonly name: string; readonly address: string };
};

/** Mail by SMTP (RFC 5321) to the server of the locality. */
export function createSmtpMailer({ url, from }: SmtpOptions): Mailer {
  const transport = createTransport(transportOptions(new URL(url)));
  const domain = from.address.split('@').at(-1) ?? 'localhost';
  return {
    async send(mail) {
      forbidInTransaction('Mailer.send');
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: `<${mail.localId}@${domain}>`,
          // RFC 3834: holiday answers must not come back to a machine.
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
        });
        return { taken: true };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function transportOptions(url: URL) {
  const secure = url.protocol === 'smtps:';
  const auth =
    url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } };
  return {
    host: url.hostname.replace(/^\[|\]$/gu, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...auth,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    // The words of a mail must not be able to name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

type SmtpError = {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
};

/** Only an answer 5xx to the recipient or to the mail itself is for good; wrong passwords and lost lines are ours to mend. */
function outcomeOf(error: unknown): MailOutcome {
  const { code = 'unknown', responseCode, response = '', command = '' } = error as SmtpError;
  const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE' || command.startsWith('RCPT') || command === 'DATA';
  if (aboutTheMail && responseCode !== undefined && responseCode >= 500) {
    // The rest of the answer often repeats the address.
    const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/u.exec(response)?.[1];
    return { taken: false, answer: [responseCode, enhanced].filter((part) => part !== undefined).join(' ') };
  }
  throw unavailable('notifications.mail_unavailable', {
    cause: responseCode === undefined ? code : `${code} ${responseCode}`,
  });
}
