/** Money that came into an account. Amounts are đồng. */
export type FedTransaction = {
  /** Reference number of the bank. */
  readonly bankRef: string;
  readonly bookedAt: Date;
  readonly amount: number;
  readonly content: string;
  readonly payer: string | null;
};

export type FedPage = { readonly transactions: readonly FedTransaction[]; readonly cursor: string | null; readonly more: boolean };

/**
 * A feed of what comes into an account.
 * @throws AppError unavailable `payments.feed_away`
 */
export type BankFeed = {
  /** What came after the cursor, oldest first. A page may repeat what an earlier one told. */
  fetch(accountNumber: string, cursor: string | null): Promise<FedPage>;
};
