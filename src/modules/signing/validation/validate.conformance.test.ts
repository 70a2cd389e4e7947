import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { appendRevision, assemblePdf, plainPdf, typstPdf } from '../fixtures/sample-pdf.ts';
import { signPades, timestampDocument } from '../pades/sign.ts';
import { aSigner, testContext, testNow, testTimestamper, type TestSigner } from '../testing.ts';
import { validateSignatures } from './validate.ts';
import type { ValidationReport } from './report.ts';

const context = testContext();
const timestamp = testTimestamper();
let chair: TestSigner;
let commune: TestSigner;
let signed: Buffer;

beforeAll(async () => {
  chair = aSigner({ kind: 'rsa-2048' });
  commune = aSigner({ name: 'ỦY BAN NHÂN DÂN XÃ AN ĐÌNH' });
  const first = await signPades(typstPdf(), { ...chair, at: testNow, timestamp });
  signed = (await signPades(first.pdf, { ...commune, at: testNow, timestamp })).pdf;
});

const codesOf = (report: ValidationReport): string[] =>
  [...report.findings, ...report.signatures.flatMap((signature) => signature.findings)].map(({ code }) => code);

describe('a file signed by the person and then the agency', () => {
  it('passes with both signers in order, at level B-T', async () => {
    const report = await validateSignatures(signed, context);
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(
      report.signatures.map(({ signer, level, coversWholeFile, laterChanges }) => [
        signer?.name,
        level,
        coversWholeFile,
        laterChanges,
      ]),
    ).toEqual([
      ['Nguyễn Văn Khởi', 'B-T', false, ['signature']],
      ['ỦY BAN NHÂN DÂN XÃ AN ĐÌNH', 'B-T', true, []],
    ]);
  });

  it('still passes after a document timestamp', async () => {
    const report = await validateSignatures(await timestampDocument(signed, testNow, timestamp), context);
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(report.signatures[0]?.laterChanges).toEqual(['signature', 'timestamp']);
  });
});

describe('a changed file never passes', () => {
  it('with one byte changed, anywhere', async () => {
    const step = Math.floor(signed.length / 700);
    const passed: number[] = [];
    for (let at = 0; at < signed.length; at += step) {
      const changed = Buffer.from(signed);
      // 0x20 turns hexadecimal digits from small to capital: the change that hides best.
      changed[at] = (changed[at] ?? 0) ^ ([0x20, 0x01, 0x0a, 0xff][(at / step) % 4] ?? 1);
      if ((await validateSignatures(changed, context)).verdict === 'TOTAL-PASSED') passed.push(at);
    }
    expect(passed).toEqual([]);
  }, 120_000);

  it('with bytes taken out, put in or cut off, anywhere', async () => {
    const edit = fc.record({ at: fc.nat(signed.length), remove: fc.nat(40), insert: fc.uint8Array({ maxLength: 40 }) });
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, remove, insert }) => {
        const changed = Buffer.concat([signed.subarray(0, at), insert, signed.subarray(at + remove)]);
        fc.pre(!changed.equals(signed));
        expect((await validateSignatures(changed, context)).verdict).not.toBe('TOTAL-PASSED');
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it.each([1, 2, 100, 5000, 30_000])('cut off by %i bytes', async (missing) => {
    const report = await validateSignatures(signed.subarray(0, signed.length - missing), context);
    expect(report.verdict).not.toBe('TOTAL-PASSED');
  });

  it('with only a line end or a comment behind the end', async () => {
    for (const tail of ['\n\n\n', ' ', '% comment\n', '\n%%EOF\n']) {
      expect((await validateSignatures(Buffer.concat([signed, Buffer.from(tail)]), context)).verdict).not.toBe(
        'TOTAL-PASSED',
      );
    }
  });
});

describe('a revision added by somebody else', () => {
  let plain: Buffer;
  beforeAll(async () => {
    plain = (await signPades(plainPdf({ extra: '/Group 50 0 R' }), { ...commune, at: testNow, timestamp })).pdf;
    expect((await validateSignatures(plain, context)).verdict).toBe('TOTAL-PASSED');
  });

  const page = '/Type/Page/Parent 2 0 R/Rotate 0/Resources<<>>/Contents 5 0 R/Group 50 0 R';
  const catalog = '/Type/Catalog/Pages 2 0 R/AcroForm <</Fields [6 0 R]/SigFlags 3>>';
  const freeText = '<</Type/Annot/Subtype/FreeText/Rect[0 0 500 500]/Contents(Khac)>>';
  const widget = '/Type/Annot/Subtype/Widget/FT/Sig/T(X)/F 132/Rect[0 0 0 0]/P 3 0 R';
  const attacks: readonly [string, Record<number, string>][] = [
    ['other page content', { 5: '<</Length 3>>\nstream\n0 g\nendstream' }],
    [
      'another page',
      {
        2: '<</Type/Pages/Kids[3 0 R 4 0 R 20 0 R]/Count 3/MediaBox[0 0 595 842]>>',
        20: '<</Type/Page/Parent 2 0 R/Resources<<>>>>',
      },
    ],
    ['pages in another order', { 2: '<</Type/Pages/Kids[4 0 R 3 0 R]/Count 2/MediaBox[0 0 595 842]>>' }],
    ['a note over the text', { 3: `<<${page}/Annots [6 0 R 20 0 R]>>`, 20: freeText }],
    ['the signature removed from the page', { 3: `<<${page}>>` }],
    ['a script on opening', { 1: `<<${catalog}/OpenAction<</S/JavaScript/JS(app.alert)>>>>` }],
    ['other page labels', { 1: `<<${catalog}/PageLabels<</Nums[0<</S/r>>]>>>>` }],
    ['an object that was only referred to', { 50: '<</S/Transparency>>' }],
    ['another key in the signature field', { 6: `<<${widget}/V 7 0 R/AA<<>>>>` }],
    [
      'a text field',
      {
        1: '<</Type/Catalog/Pages 2 0 R/AcroForm <</Fields [6 0 R 20 0 R]/SigFlags 3>>>>',
        20: '<</FT/Tx/T(Y)/V(Khac)>>',
      },
    ],
    [
      'a signature field with an action',
      {
        1: '<</Type/Catalog/Pages 2 0 R/AcroForm <</Fields [6 0 R 20 0 R]/SigFlags 3>>>>',
        20: `<<${widget}/V 21 0 R/A<</S/Launch>>>>`,
        21: '<</Type/Sig>>',
      },
    ],
    [
      'fields generated anew by the reader',
      { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm <</Fields [6 0 R]/SigFlags 3/NeedAppearances true>>>>' },
    ],
    ['the signature forgotten', { 1: '<</Type/Catalog/Pages 2 0 R>>' }],
    ['a key given twice', { 1: `<<${catalog}/AcroForm<</Fields[]>>>>` }],
  ];

  it.each(attacks)('is found out: %s', async (_name, objects) => {
    const report = await validateSignatures(appendRevision(plain, objects), context);
    expect(report.verdict).not.toBe('TOTAL-PASSED');
  });

  it('names what changed', async () => {
    const report = await validateSignatures(
      appendRevision(plain, { 5: '<</Length 3>>\nstream\n0 g\nendstream' }),
      context,
    );
    expect(report).toMatchObject({ verdict: 'FAILED', subIndication: 'FORMAT_FAILURE' });
    expect(report.signatures[0]?.findings).toContainEqual({
      code: 'changed_after_signing',
      details: { what: 'object 5' },
    });
  });

  it('is found out even when the forger signs it with a good certificate', async () => {
    const forged = appendRevision(plain, { 5: '<</Length 3>>\nstream\n0 g\nendstream' });
    const { pdf } = await signPades(forged, { ...chair, at: testNow, timestamp });
    const report = await validateSignatures(pdf, context);
    expect(report.signatures.map(({ verdict }) => verdict)).toEqual(['FAILED', 'TOTAL-PASSED']);
    expect(report.verdict).toBe('FAILED');
  });

  it('may not make objects vanish by a smaller size', async () => {
    const report = await validateSignatures(appendRevision(plain, { 60: 'null' }, 5), context);
    expect(report.verdict).not.toBe('TOTAL-PASSED');
  });
});

describe('hostile files', () => {
  it('end with a verdict, quickly', async () => {
    const deep = Buffer.from(`%PDF-1.7\n${'['.repeat(200_000)}\nstartxref\n9\n%%EOF\n`);
    const nested = assemblePdf([
      `<</Type/Catalog/Pages 2 0 R/AcroForm ${'<</K '.repeat(5000)}>>`,
      '<</Type/Pages/Kids[]>>',
    ]);
    const prevLoop = assemblePdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]>>'], '/Prev 9');
    const selfLength = assemblePdf([
      '<</Type/Catalog/Pages 2 0 R/AcroForm 3 0 R>>',
      '<</Type/Pages/Kids[]>>',
      '<</Length 3 0 R>>\nstream\nx\nendstream',
    ]);
    const fieldLoop = assemblePdf([
      '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>',
      '<</Type/Pages/Kids[]>>',
      '<</FT/Sig/T(a)/Kids[3 0 R]>>',
    ]);
    const many = Buffer.from(
      `%PDF-1.7\nxref\n0 999999999\n${'0000000000 65535 f \n'.repeat(1000)}trailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`,
    );
    const start = performance.now();
    for (const file of [
      Buffer.alloc(0),
      Buffer.from('%PDF-1.7'),
      deep,
      nested,
      prevLoop,
      selfLength,
      fieldLoop,
      many,
    ]) {
      expect((await validateSignatures(file, context)).verdict).not.toBe('TOTAL-PASSED');
    }
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('of random bytes behind a header never crash it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes, Buffer.from('\nstartxref\n9\n%%EOF\n')]);
        expect((await validateSignatures(file, context)).verdict).not.toBe('TOTAL-PASSED');
      }),
      { numRuns: 300 },
    );
  });

  it('without any signature are said to have none', async () => {
    const report = await validateSignatures(typstPdf(), context);
    expect(report).toMatchObject({ verdict: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
    expect(codesOf(report)).toEqual(['no_signature']);
  });
});
