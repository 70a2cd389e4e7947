import { Outlet, redirect, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import stylesheet from '#ui/officer.css?url';
import casesStylesheet from '../cases.css?url';
import { wordsOf } from '../words-of.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'stylesheet', href: casesStylesheet },
];

/** Officers only; the stack has a frame of its own, made for a phone. */
export function loader({ context, url }: LoaderFunctionArgs) {
  if (pageContext(context).actor.kind !== 'officer')
    throw redirect(`/can-bo/dang-nhap?tiep=${encodeURIComponent(url.pathname + url.search)}`);
  return null;
}

export default function LeaderLayout() {
  return <Outlet />;
}

/** Says what happened and how to get back to work. */
export function ErrorBoundary({ error }: { error: unknown }) {
  const t = useText('cases');
  return (
    <div className="leader">
      <main className="leader-matter" id="main">
        <title>{t('leader.failed')}</title>
        <h1>{t('leader.failed')}</h1>
        <p>{wordsOf(error) ?? t('leader.failedNote')}</p>
        <p>
          <a href="/can-bo">{t('leader.desk')}</a>
        </p>
      </main>
    </div>
  );
}
