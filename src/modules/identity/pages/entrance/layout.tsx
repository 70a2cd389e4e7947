import { Outlet, useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { CitizenPage } from '#ui/citizen/citizen-page.tsx';
import stylesheet from '#ui/citizen.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export function loader({ context }: LoaderFunctionArgs) {
  return { locality: pageContext(context).locality };
}

/** The frame of the pages on which officers sign in: the house's name, nothing to distract. */
export default function EntranceLayout() {
  const { locality } = useLoaderData<typeof loader>();
  const t = useText('identity');
  return (
    <CitizenPage
      localityName={locality.name}
      portalName={t('entrance.desk')}
      nav={[]}
      footer={locality.contact}
      footerLinks={[{ href: '/', label: t('entrance.citizens') }]}
    >
      <Outlet />
    </CitizenPage>
  );
}
