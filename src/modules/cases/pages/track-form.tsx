import { redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { useText } from '#platform/web/text.tsx';
import { ErrorSummary, Matter, SearchBox } from '#ui/citizen/index.ts';
import { parseCaseCode } from '../model.ts';

/** A code typed here leads to the case itself, so that the address can be kept and shared. */
export function loader({ url }: LoaderFunctionArgs) {
  const typed = url.searchParams.get('ma') ?? '';
  const code = parseCaseCode(typed);
  if (code !== undefined) return redirect(`/tra-cuu/${code}`);
  return { typed: typed.slice(0, 80) };
}

export default function TrackForm() {
  const { typed } = useLoaderData<typeof loader>();
  const t = useText('cases');
  return (
    <Matter title={t('track.title')} lead={t('track.lead')}>
      <title>{t('track.title')}</title>
      {typed === '' ? null : <ErrorSummary errors={[{ name: 'ma', message: t('track.wrongCode') }]} />}
      <SearchBox
        action="/tra-cuu"
        name="ma"
        label={t('track.code')}
        value={typed}
        placeholder="H15.50.05-261121-0042"
        button={t('track.show')}
        hint={t('track.hint')}
      />
    </Matter>
  );
}
