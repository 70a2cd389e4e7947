import { formatDateTime } from '#platform/text/dates.ts';
import { useText } from '#platform/web/text.tsx';
import { Notice } from '#ui/citizen/feedback.tsx';

/** Shown once to the administrator; a form sent twice has no password to show. */
export function TemporaryPasswordNotice({ password, usableUntil }: { password: string | null; usableUntil: string }) {
  const t = useText('identity');
  if (password === null) return <Notice tone="due">{t('temporary.shownBefore')}</Notice>;
  return (
    <Notice tone="done" title={t('temporary.title')} live>
      <p>
        <code>{password}</code>
      </p>
      <p>{t('temporary.text', { until: formatDateTime(new Date(usableUntil)) })}</p>
    </Notice>
  );
}
