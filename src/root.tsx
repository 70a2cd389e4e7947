import './catalogue.ts';
import type { ReactNode } from 'react';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdContext } from '#platform/web/request-id.tsx';
import { LocaleProvider } from '#platform/web/text.tsx';
import { ErrorPage } from './shell/error-page.tsx';

export function loader({ context }: LoaderFunctionArgs) {
  const { locale, nonce, traceId, newRequestId } = pageContext(context);
  return { locale, nonce, traceId, requestId: newRequestId() };
}

/** The document. Pages without `handle.hydrate` ship no framework script at all. */
export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root');
  const hydrate = useMatches().some((match) => (match.handle as { hydrate?: boolean } | undefined)?.hydrate === true);
  const locale = root?.locale ?? 'vi';
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider locale={locale}>
          <RequestIdContext value={root?.requestId ?? ''}>{children}</RequestIdContext>
        </LocaleProvider>
        {hydrate ? (
          <>
            <ScrollRestoration nonce={root?.nonce} />
            <Scripts nonce={root?.nonce} />
          </>
        ) : (
          <script type="module" src="/enhance.js" />
        )}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: { error: unknown }) {
  return <ErrorPage error={error} />;
}
