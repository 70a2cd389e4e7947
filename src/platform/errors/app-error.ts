/** The kinds of failure a caller can act on; each maps to one HTTP status (see `statusOf`). */
export type ErrorKind = 'not_found' | 'forbidden' | 'invalid' | 'conflict' | 'rate_limited' | 'unavailable';

/** Values that fill the message template of an error code, and field problems of a form. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

// A brand, not `instanceof`: the server and the bundled pages load this file as two modules.
const brand = 'dinh.AppError';

/**
 * The one error that domain code throws. `code` is stable and namespaced (`cases.already_accepted`);
 * words are added only at the edge, from the module's `messages.ts`.
 */
export class AppError extends Error {
  readonly brand = brand;
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, code: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(`${kind}: ${code}`, options);
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

/** True for an AppError from either module graph. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && 'brand' in error && error.brand === brand;
}

/** HTTP status (RFC 9110) for each kind. */
export const statusOf: Readonly<Record<ErrorKind, number>> = {
  not_found: 404,
  forbidden: 403,
  invalid: 422,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
};

export const notFound = (code: string, details?: ErrorDetails): AppError => new AppError('not_found', code, details);
export const forbidden = (code: string, details?: ErrorDetails): AppError => new AppError('forbidden', code, details);
export const invalid = (code: string, details?: ErrorDetails): AppError => new AppError('invalid', code, details);
export const conflict = (code: string, details?: ErrorDetails): AppError => new AppError('conflict', code, details);
export const unavailable = (code: string, details?: ErrorDetails): AppError => new AppError('unavailable', code, details);
