import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ReactElement } from 'react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { ServerRouter, type EntryContext, type RouterContextProvider } from 'react-router';
import { pageRequestKey } from '#platform/web/page-context.ts';

// The server runs from source and the pages from a bundle: two module graphs. The key must come from the bundle.
export { pageRequestKey };

// eslint-disable-next-line max-params -- React Router calls it with these five.
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { nonce } = context.get(pageRequestKey);
  const page = <ServerRouter context={routerContext} url={request.url} nonce={nonce} />;
  const html = hydrates(routerContext) ? await renderWithData(page, nonce) : `<!DOCTYPE html>${renderToString(page)}`;
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Response(html, { status, headers });
}

function hydrates({ staticHandlerContext }: EntryContext): boolean {
  return staticHandlerContext.matches.some(({ route }) => (route.handle as { hydrate?: boolean } | undefined)?.hydrate === true);
}

/** A hydrated page carries its data behind suspended parts; a plain string would leave them out and the browser would wait for ever. */
function renderWithData(page: ReactElement, nonce: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(page, {
      nonce,
      onAllReady: () => resolve(text(pipe(new PassThrough()))),
      onError: reject,
    });
  });
}
