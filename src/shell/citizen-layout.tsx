import { Outlet, useLoaderData, useLocation, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useLocale, useText } from '#platform/web/text.tsx';
import { CitizenPage } from '#ui/citizen/citizen-page.tsx';
import stylesheet from '#ui/citizen.css?url';
import { ErrorPage } from './error-page.tsx';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export function loader({ context }: LoaderFunctionArgs) {
  const { actor, locality, demo } = pageContext(context);
  return { locality, demo, userName: actor.kind === 'citizen' ? actor.name : null };
}

export default function CitizenLayout() {
  const { locality, userName } = useLoaderData<typeof loader>();
  const t = useText('shell');
  const path = useLocation().pathname;
  const item = (href: string, key: string) => ({ href, label: t(key), current: path === href || (href !== '/' && path.startsWith(`${href}/`)) });
  return (
    <CitizenPage
      localityName={locality.name}
      portalName={locality.portalName}
      locale={useLocale()}
      nav={[item('/thu-tuc', 'nav.procedures'), item('/ho-so', 'nav.myCases'), item('/tra-cuu', 'nav.track'), item('/kiem-tra', 'nav.verify')]}
      user={userName === null ? null : { name: userName, href: '/tai-khoan' }}
      signIn={item('/dang-nhap', 'nav.signIn')}
      signOut={{ action: '/dang-xuat', fields: <RequestIdField /> }}
      locales={[
        { href: '?lang=vi', label: 'Tiếng Việt', lang: 'vi' },
        { href: '?lang=en', label: 'English', lang: 'en' },
      ]}
      footer={locality.contact}
      footerLinks={[item('/can-bo', 'nav.officers')]}
    >
      <Outlet />
    </CitizenPage>
  );
}

/** A failing page keeps the frame, so that the reader is not lost. */
export function ErrorBoundary({ error }: { error: unknown }) {
  const t = useText('shell');
  return (
    <CitizenPage localityName={t('site.name')} portalName={t('site.portal')} nav={[]}>
      <ErrorPage error={error} />
    </CitizenPage>
  );
}
