import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { LocaleProvider, registerCatalogue } from '#platform/web/text.tsx';
import { signPades } from '../pades/sign.ts';
import { plainPdf } from '../fixtures/sample-pdf.ts';
import { aSigner, testContext, testNow, testTimestamper } from '../testing.ts';
import { validateSignatures } from '../validation/validate.ts';
import { CheckReport } from './check-report.tsx';
import { toPage } from './report-page.ts';
import en from './text.en.json' with { type: 'json' };
import vi from './text.vi.json' with { type: 'json' };

let pdf: Buffer;

beforeAll(async () => {
  registerCatalogue({ vi: { signing: vi }, en: { signing: en } });
  const signer = aSigner({ name: 'Nguyễn Thị <b>Hòa</b>' });
  pdf = (await signPades(plainPdf(), { ...signer, at: testNow, timestamp: testTimestamper(), reason: 'Phê duyệt' }))
    .pdf;
});

async function show(file: Buffer, locale: 'vi' | 'en' = 'vi'): Promise<string> {
  const report = toPage(await validateSignatures(file, testContext()), 'giấy khai sinh.pdf');
  return renderToStaticMarkup(
    <LocaleProvider locale={locale}>
      <CheckReport report={report} />
    </LocaleProvider>,
  );
}

describe('the report page', () => {
  it('says first whether the signatures are valid, then who and when', async () => {
    const html = await show(pdf);
    expect(html).toContain('Chữ ký hợp lệ');
    expect(html).toContain('Phê duyệt');
    expect(html).toContain('23/11/2026 09:00:00');
    expect(html).toContain('toàn bộ tệp');
  });

  it('shows names from certificates as text, never as markup', async () => {
    const html = await show(pdf);
    expect(html).toContain('Nguyễn Thị &lt;b&gt;Hòa&lt;/b&gt;');
    expect(html).not.toContain('<b>Hòa');
  });

  it('gives the reason in plain words when the file was changed', async () => {
    const changed = Buffer.from(pdf);
    changed.write('9', changed.indexOf('200 40 re'));
    expect(await show(changed)).toContain('Nội dung tệp không còn đúng như lúc ký');
    expect(await show(changed, 'en')).toContain('The content is no longer what was signed');
  });

  it('stands for a file without any signature', async () => {
    expect(await show(plainPdf())).toContain('Tệp không có chữ ký số nào');
  });
});
