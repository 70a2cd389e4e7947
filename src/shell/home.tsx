import { useText } from '#platform/web/text.tsx';

/** First page: one question first. */
export default function Home() {
  const t = useText('shell');
  return (
    <>
      <title>{t('home.title')}</title>
      <h1>{t('home.title')}</h1>
    </>
  );
}
