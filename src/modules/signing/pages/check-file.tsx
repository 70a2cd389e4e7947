import { useActionData, type ActionFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Button, ButtonRow, Details, ErrorSummary, FileInput, Matter, PostForm } from '#ui/citizen/index.ts';
import type { Signing } from '../index.ts';
import { CheckReport } from './check-report.tsx';
import { readUpload } from './read-upload.ts';
import { uploadLimit } from './upload-limit.ts';
import { toPage, type ReportPage } from './report-page.ts';

type Answer = { readonly report: ReportPage | null; readonly error: 'missing' | 'too_large' | null };

export async function action({ context, request }: ActionFunctionArgs): Promise<Answer> {
  const upload = await readUpload(request, 'file');
  if (upload.kind !== 'file') return { report: null, error: upload.kind };
  const report = await pageContext(context).service<Signing>('signing').validatePdf(upload.bytes);
  return { report: toPage(report, upload.name), error: null };
}

/** Anyone can have a file checked: who signed, when, and whether it was changed. Works without a script. */
export default function CheckFile() {
  const answer = useActionData<typeof action>();
  const t = useText('signing');
  const error = answer?.error ? t(`check.${answer.error}`, { limit: uploadLimit }) : null;
  return (
    <Matter
      title={answer?.report ? t('check.result') : t('check.title')}
      lead={answer?.report ? undefined : t('check.lead')}
      back={{ href: '/kiem-tra' }}
    >
      <title>{t('check.title')}</title>
      {error && <ErrorSummary errors={[{ name: 'file', message: error }]} />}
      {answer?.report && <CheckReport report={answer.report} />}
      <PostForm action="/kiem-tra-chu-ky" multipart>
        <FileInput
          name="file"
          label={answer?.report ? t('check.again') : t('check.file')}
          hint={t('check.hint')}
          error={error}
          accept=".pdf,application/pdf"
          maxBytes={uploadLimit * 1024 * 1024}
        />
        <ButtonRow>
          <Button>{t('check.submit')}</Button>
        </ButtonRow>
      </PostForm>
      <Details summary={t('check.how')}>
        <p>{t('check.howText')}</p>
      </Details>
    </Matter>
  );
}
