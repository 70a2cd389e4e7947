import { isRouteErrorResponse } from 'react-router';
import type { PageErrorData } from '#platform/web/page-context.ts';

/** The words that came with a refused request; undefined for what nobody foresaw. */
export function wordsOf(error: unknown): string | undefined {
  if (!isRouteErrorResponse(error)) return undefined;
  const carried: unknown = error.data;
  return typeof carried === 'object' && carried !== null && 'pageError' in carried
    ? (carried as PageErrorData).pageError.words
    : undefined;
}
