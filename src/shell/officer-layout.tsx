import { Outlet, redirect, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { ErrorPage } from './error-page.tsx';

export const handle = { hydrate: true };

export function loader({ context, request }: LoaderFunctionArgs) {
  const { actor, locality } = pageContext(context);
  if (actor.kind !== 'officer') {
    const url = new URL(request.url);
    return redirect(`/can-bo/dang-nhap?tiep=${encodeURIComponent(url.pathname + url.search)}`);
  }
  return { locality, officer: { name: actor.name, position: actor.positionName, unit: actor.unitName } };
}

export default function OfficerLayout() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: { error: unknown }) {
  return <ErrorPage error={error} />;
}
