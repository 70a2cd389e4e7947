import { isRouteErrorResponse } from 'react-router';
import type { PageErrorData } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';

/** The last resort: says what happened in plain words and where to go. */
export function ErrorPage({ error }: { error: unknown }) {
  const t = useText('shell');
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const known = [403, 404, 409, 413, 422, 429, 503].includes(status) ? String(status) : '500';
  return (
    <section className="matter error-page">
      <title>{t(`error.${known}.title`)}</title>
      <h1>{t(`error.${known}.title`)}</h1>
      <p>{wordsOf(error) ?? t(`error.${known}.advice`)}</p>
      <p>
        <a href="/">{t('error.home')}</a>
      </p>
    </section>
  );
}

function wordsOf(error: unknown): string | undefined {
  if (!isRouteErrorResponse(error)) return undefined;
  const carried: unknown = error.data;
  if (typeof carried !== 'object' || carried === null || !('pageError' in carried)) return undefined;
  return (carried as PageErrorData).pageError.words;
}
