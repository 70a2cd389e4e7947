import { extractText, getDocumentProxy } from 'unpdf';
import { printResult } from '#modules/cases/press.ts';
import { inProcessParty } from '../harness/in-process.ts';
import { aResultPaper } from '../data/result-paper.ts';
import type { Measure } from '../harness/measure.ts';

export const pdf: Measure = {
  name: 'pdf',
  title: 'Print a result',
  unit: 'paper',
  workload: ['The copy of a birth extract (one page, PDF/A-2a, tagged, Vietnamese serif embedded, QR code, places for two signatures) from its data to its bytes, another number and name each time, in one process.'],
  goals: [],
  async setUp() {
    let sample: Uint8Array = new Uint8Array();
    const print = async (number: number): Promise<void> => {
      sample = (await printResult(aResultPaper(number))).pdf;
    };
    return {
      parties: [inProcessParty({ name: 'dinh', words: 'Đình (Typst)', once: print })],
      async check() {
        const { text, totalPages } = await extractText(await getDocumentProxy(Uint8Array.from(sample)), { mergePages: true });
        if (totalPages !== 1 || !text.includes('TRÍCH LỤC')) throw new Error('the paper is not what was asked for');
        return [`One page of ${(sample.length / 1024).toFixed(0)} KB; its text was read back.`];
      },
    };
  },
};
