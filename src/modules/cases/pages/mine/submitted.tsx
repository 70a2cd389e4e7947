import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatPhone } from '#platform/text/phone.ts';
import { useText } from '#platform/web/text.tsx';
import { CopyButton, LinkButton, Matter, Panel, PrintButton, QrImage } from '#ui/citizen/index.ts';
import stylesheet from '../cases.css?url';
import { openOwnCase } from './own-case.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader(args: LoaderFunctionArgs) {
  const { view, page } = await openOwnCase(args);
  const { id, code, procedureName, applicantPhone, state } = view.file;
  return {
    id,
    code,
    procedureName,
    phone: applicantPhone === null ? null : formatPhone(applicantPhone),
    agencyName: view.agency.name,
    trackUrl: `${page.baseUrl}/tra-cuu/${code}`,
    waiting: state === 1,
  };
}

/** The acknowledgement: the code to keep, and what happens next. */
export default function Submitted() {
  const item = useLoaderData<typeof loader>();
  const t = useText('cases');
  return (
    <Matter>
      <title>{t('mine.submitted.title')}</title>
      <Panel title={t('mine.submitted.title')} code={item.code}>
        {t('mine.submitted.code')}
      </Panel>
      <p>{item.procedureName}</p>
      <p>
        <CopyButton text={item.code} label={t('mine.submitted.copy')} />
      </p>
      <h2>{t('mine.submitted.next')}</h2>
      <ol>
        <li>{t('mine.submitted.checked', { agency: item.agencyName })}</li>
        <li>{t('mine.submitted.accepted')}</li>
        <li>
          {item.phone === null ? t('mine.submitted.missing') : t('mine.submitted.missingCall', { phone: item.phone })}
        </li>
        <li>{t('mine.submitted.result')}</li>
      </ol>
      <h2>{t('mine.submitted.follow')}</h2>
      <p>{t('mine.submitted.followNote')}</p>
      <QrImage text={item.trackUrl} label={t('mine.submitted.qr', { code: item.code })} caption={item.code} />
      <p>
        <LinkButton href={`/ho-so/${item.id}`}>{t('mine.submitted.open')}</LinkButton> <PrintButton />
      </p>
    </Matter>
  );
}
