// Class 08, shutdown, crash, start-up, too many connections (PostgreSQL, Appendix A).
const states = /^(?:08...|57P0[123]|53300)$/u;
const lineErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);

/** True when the database was not there to be asked: a matter of a moment, and nobody's fault. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string') return states.test(code) || lineErrors.has(code) || (code === 'ENOENT' && syscall === 'connect');
  return /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/u.test(error.message);
}
