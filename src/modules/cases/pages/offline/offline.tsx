import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import type { Procedures } from '#modules/procedures/index.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { CitizenPage, Matter, Notice } from '#ui/citizen/index.ts';
import citizenStyles from '#ui/citizen.css?url';
import type { Cases } from '../../index.ts';
import stylesheet from '../cases.css?url';
import { Fill } from './fill.tsx';
import { Overview } from './overview.tsx';
import { keepPage, useDevice } from './use-device.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: citizenStyles },
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'manifest', href: '/manifest.webmanifest' },
];

const neverChanges = () => () => undefined;

/** Nothing of the person: this page is kept on devices that others may use. */
export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const [found, agencies] = await Promise.all([page.service<Procedures>('procedures').search(''), page.service<Cases>('cases').listAgencies()]);
  return {
    locality: page.locality,
    procedures: found.filter((one) => one.route === 'local').map(({ code, name }) => ({ code, name: name.vi })),
    agencies: agencies.map(({ unitUid, name }) => ({ unitUid, name })),
  };
}

/** Filling in without a line: forms and applications kept on this device, sent once when the line is back. */
export default function OfflinePage() {
  const { locality, procedures, agencies } = useLoaderData<typeof loader>();
  const t = useText('cases');
  const locale = useLocale();
  const onDevice = useDevice();
  const [openId, setOpenId] = useState<string | null>(null);
  // A page loaded again goes on with the application in its address; the server cannot know it.
  const wanted = useSyncExternalStore(neverChanges, () => location.hash.slice(1), () => '');
  useEffect(() => void keepPage().catch(() => undefined), []);
  const open = (id: string | null): void => {
    history.replaceState(null, '', id === null ? location.pathname : `#${id}`);
    setOpenId(id ?? '');
    scrollTo(0, 0);
  };
  const application = onDevice.applications.find((one) => one.id === (openId ?? wanted) && one.state === 'draft');
  const form = onDevice.forms.find((one) => one.code === application?.procedureCode);
  const home = { href: '/', label: t('offline.home') };
  return (
    <CitizenPage localityName={locality.name} portalName={locality.portalName} locale={locale} nav={[{ href: '/ngoai-tuyen', label: t('offline.nav'), current: true }]} signIn={home}>
      {application !== undefined && form !== undefined ? (
        <Fill key={application.id} application={application} form={form} onDevice={onDevice} close={() => open(null)} />
      ) : (
        <Matter title={t('offline.title')} lead={t('offline.lead')}>
          <title>{t('offline.title')}</title>
          <noscript>
            <Notice tone="due" title={t('offline.needsScript')} />
          </noscript>
          <Overview onDevice={onDevice} procedures={procedures} agencies={agencies} open={open} />
        </Matter>
      )}
    </CitizenPage>
  );
}
