import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { CopyButton, Details, LinkButton, Matter, Notice, SummaryList } from '#ui/citizen/index.ts';
import type { Cases } from '../index.ts';
import stylesheet from './cases.css?url';
import { dateTime } from './case-words.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const found = await pageContext(context)
    .service<Cases>('cases')
    .verify(params['code'] ?? '');
  const revoked = found.revoked === null ? null : { at: found.revoked.at.toISOString(), reason: found.revoked.reason };
  return { ...found, signedAt: found.signedAt.toISOString(), revoked };
}

/** What a paper of ours says about itself: genuine, or revoked, and how to check the file at home. */
export default function Verify() {
  const found = useLoaderData<typeof loader>();
  const t = useText('cases');
  return (
    <Matter
      title={found.revoked === null ? t('verify.genuine') : t('verify.revoked')}
      caption={t('verify.title')}
      back={{ href: '/kiem-tra' }}
    >
      <title>{t('verify.title')}</title>
      {found.revoked === null ? (
        <Notice tone="done" title={t('verify.genuineTitle')}>
          {t('verify.genuineNote')}
        </Notice>
      ) : (
        <Notice tone="late" title={t('verify.revokedTitle', { at: dateTime(found.revoked.at) })}>
          {found.revoked.reason}
        </Notice>
      )}
      <SummaryList
        rows={[
          { label: t('verify.notation'), value: found.notation },
          { label: t('verify.procedure'), value: found.procedureName },
          { label: t('verify.person'), value: found.maskedName },
          { label: t('verify.agency'), value: found.agencyName },
          { label: t('verify.signer'), value: `${found.signerName} (${found.signerLines.join(' ')})` },
          { label: t('verify.signedAt'), value: dateTime(found.signedAt) },
        ]}
      />
      <Details summary={t('verify.offline')}>
        <p>{t('verify.offlineLead')}</p>
        <p className="hash">
          <code>{found.sha256}</code>
        </p>
        <CopyButton text={found.sha256} label={t('verify.copyHash')} />
      </Details>
      <p>
        <LinkButton href="/kiem-tra-chu-ky" look="quiet">
          {t('verify.fileButton')}
        </LinkButton>
      </p>
    </Matter>
  );
}
