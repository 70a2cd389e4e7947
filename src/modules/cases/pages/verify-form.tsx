import { redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { useText } from '#platform/web/text.tsx';
import { LinkButton, Matter, SearchBox } from '#ui/citizen/index.ts';

export function loader({ url }: LoaderFunctionArgs) {
  const typed = (url.searchParams.get('ma') ?? '').trim();
  return typed === '' ? { typed } : redirect(`/kiem-tra/${encodeURIComponent(typed.slice(0, 80))}`);
}

export default function VerifyForm() {
  const { typed } = useLoaderData<typeof loader>();
  const t = useText('cases');
  return (
    <Matter title={t('verify.title')} lead={t('verify.lead')}>
      <title>{t('verify.title')}</title>
      <SearchBox
        action="/kiem-tra"
        name="ma"
        label={t('verify.code')}
        value={typed}
        button={t('verify.check')}
        hint={t('verify.hint')}
      />
      <h2>{t('verify.fileTitle')}</h2>
      <p>{t('verify.fileLead')}</p>
      <p>
        <LinkButton href="/kiem-tra-chu-ky" look="quiet">
          {t('verify.fileButton')}
        </LinkButton>
      </p>
    </Matter>
  );
}
