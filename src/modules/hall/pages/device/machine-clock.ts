/** The clock of the machine in milliseconds since 1970; the server bounds whatever it is told by it. */
export function clock(): number {
  // eslint-disable-next-line no-restricted-syntax -- a browser has no injected clock
  return Date.now();
}
