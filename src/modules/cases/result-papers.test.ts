import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResultPaper } from './ports.ts';
import { printResult } from './press.ts';
import { resultData, resultPapers } from './result-papers.ts';

const run = promisify(execFile);
let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'dinh-results-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const paperOf = (template: string, fields: ResultPaper['fields']): ResultPaper => ({
  template,
  fields,
  agency: { unitUid: 'u', name: 'Ủy ban nhân dân xã An Hòa', code: 'H99.50', place: 'An Hòa', parentName: '' },
  notation: '12/KS',
  signer: { personUid: 'p', unitUid: 'u', name: 'Hoàng Minh Châu', lines: ['CHỦ TỊCH'] },
  signedAt: new Date('2026-11-23T03:00:00Z'),
  verifyUrl: 'https://xa.example/kiem-tra/ABC',
});

const hostile = '#import "x" $y$ *z* - _a_ [b] @c <d> ' + 'W'.repeat(200);
const row = { name: hostile, title: hostile, fullName: hostile, place: hostile, issuer: hostile, number: hostile, mapSheet: '7', pages: 3, copies: 2, groundArea: 90.5, height: 9, floorCount: 2, floorArea: 1234.5, area: 1200, purpose: 'residential', signers: [{ fullName: hostile, way: 'sign' }] };
const fields = ['fullName', 'motherName', 'fatherResidence', 'brideName', 'groomResidence', 'status', 'purpose', 'requester', 'signedAt', 'businessName', 'mainLine', 'ownerResidence', 'owner', 'site', 'designer', 'obligations', 'note'];

describe.each(Object.keys(resultPapers))('%s', (template) => {
  it('is a sound PDF with nothing filled in, and with hostile text and forty rows', async () => {
    const rows = Array.from({ length: 40 }, () => row);
    const full = { ...Object.fromEntries(fields.map((field) => [field, hostile])), birthDate: '2026-11-02', documents: rows, buildings: rows, parcels: rows, members: rows, otherLines: rows, coOwners: rows };
    for (const [name, values] of [['empty', {}], ['full', full]] as const) {
      const { pdf, spots } = await printResult(paperOf(template, values));
      const file = join(folder, `${template}-${name}.pdf`);
      await writeFile(file, pdf);
      expect((await run('qpdf', ['--check', file])).stdout).toContain('No syntax or stream encoding errors found');
      expect(spots.map((spot) => spot.name)).toEqual(['signer']);
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
      expect(text.normalize('NFC')).toContain('Hoàng Minh Châu');
      if (name === 'full') expect(text).toContain('#import "x" $y$ *z*');
    }
  });
});

describe('resultData', () => {
  it('writes dates, codes, numbers and money as papers do, at any depth', () => {
    const data = resultData(paperOf('household-business', { ownerGender: 'female', ownerBirthDate: '1990-09-02', capital: 100000000, rows: [{ area: 1234567.25, until: '1990' }], empty: null }));
    expect(data).toMatchObject({
      fields: { ownerGender: 'Nữ', ownerBirthDate: '02/09/1990', capital: expect.stringMatching(/^100\.000\.000/u) as string, rows: [{ area: '1.234.567,25', until: '1990' }], empty: null },
      inWords: { ownerBirthDate: 'Ngày hai tháng chín năm một nghìn chín trăm chín mươi' },
      number: '12/KS',
      verifyUrl: 'xa.example/kiem-tra/ABC',
    });
  });
});
