import { isAppError } from '#platform/errors/app-error.ts';

/** The code with which work was refused, or `no error`. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  return isAppError(error) ? error.code : String(error);
}
