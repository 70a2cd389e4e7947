import type { ReactNode } from 'react';
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

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Frame({ data, children }: { data: Data | undefined; children: ReactNode }) {
  const t = useText('shell');
  const path = useLocation().pathname;
  const item = (href: string, key: string) => ({ href, label: t(key), current: path === href || path.startsWith(`${href}/`) });
  const user = data?.userName ?? null;
  return (
    <CitizenPage
      localityName={data?.locality.name ?? t('site.name')}
      portalName={data?.locality.portalName ?? t('site.portal')}
      locale={useLocale()}
      nav={[item('/thu-tuc', 'nav.procedures'), item('/ho-so', 'nav.myCases'), item('/tra-cuu', 'nav.track'), item('/kiem-tra', 'nav.verify')]}
      user={user === null ? null : { name: user, href: '/tai-khoan' }}
      signIn={item('/dang-nhap', 'nav.signIn')}
      signOut={{ action: '/dang-xuat', fields: <RequestIdField /> }}
      locales={[
        { href: '?lang=vi', label: 'Tiếng Việt', lang: 'vi' },
        { href: '?lang=en', label: 'English', lang: 'en' },
      ]}
      footer={data?.locality.contact}
      footerLinks={[...(user === null ? [] : [item('/thong-bao', 'nav.notices')]), item('/xep-hang', 'nav.hall'), item('/can-bo', 'nav.officers'), ...(data?.demo === true ? [item('/hop-thu-thu-nghiem', 'nav.testMail')] : [])]}
    >
      {children}
    </CitizenPage>
  );
}

export default function CitizenLayout() {
  return (
    <Frame data={useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  );
}

/** A failing page keeps the frame, so that the reader is not lost. */
export function ErrorBoundary({ error, loaderData }: { error: unknown; loaderData?: Data }) {
  return (
    <Frame data={loaderData}>
      <ErrorPage error={error} />
    </Frame>
  );
}
