/** A mail ready to be sent. `localId` becomes the left part of its Message-ID. */
export type OutgoingMail = {
  readonly localId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly locale: string;
};

/** `refused`: the server will never take this mail to this address; `answer` holds its codes, no address. */
export type MailOutcome = { readonly taken: true } | { readonly taken: false; readonly answer: string };

/** Hands mail to a server. Must not be called inside a transaction. */
export type Mailer = {
  /** @throws AppError unavailable `notifications.mail_unavailable` (details: `cause`) when it may work later. */
  send(mail: OutgoingMail): Promise<MailOutcome>;
  close(): void;
};
