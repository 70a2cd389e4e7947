/** Names one movement on an account; case and spaces of the bank's number do not matter. */
export function bankKey(accountNumber: string, bankRef: string): string {
  return `bank:${accountNumber}:${bankRef.toUpperCase().replace(/\s/gu, '')}`;
}
