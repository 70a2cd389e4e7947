import { createHash, sign as signNatively } from 'node:crypto';
import { existsSync } from 'node:fs';
import { printResult } from '#modules/cases/press.ts';
import { pdfsig } from '#modules/signing/fixtures/judges.ts';
import { signPades } from '#modules/signing/pades/sign.ts';
import { aSigner, testNow, type TestSigner } from '#modules/signing/testing.ts';
import { aResultPaper } from '../data/result-paper.ts';
import { inProcessParty } from '../harness/in-process.ts';
import { atLeastPart, type Measure } from '../harness/measure.ts';

export const sign: Measure = {
  name: 'sign',
  title: 'Sign a result',
  unit: 'signature',
  workload: [
    'PAdES B-B on the printed result: the file is parsed, a revision with field, signature dictionary and CMS (signer’s certificate and its issuer) is appended; no stamp, no timestamp; RSA-2048 and P-256.',
    'The floor: SHA-256 of the file and one native signature.',
  ],
  goals: [atLeastPart('rsa-2048', 'bare-rsa-2048', 0.4), atLeastPart('p-256', 'bare-p-256', 0.4)],
  async setUp() {
    const paper = Buffer.from((await printResult(aResultPaper(1))).pdf);
    const signers = { 'rsa-2048': aSigner({ kind: 'rsa-2048' }), 'p-256': aSigner({ kind: 'ec-p256' }) };
    const last = new Map<string, Buffer>();
    const ours = (name: keyof typeof signers) =>
      inProcessParty({ name, words: `Đình, ${name}`, once: async () => void last.set(name, await signOnce(paper, signers[name])) });
    const bare = (name: keyof typeof signers) =>
      inProcessParty({ name: `bare-${name}`, words: `SHA-256 and native ${name}`, once: () => signNatively('sha256', createHash('sha256').update(paper).digest(), signers[name].key) });
    return {
      parties: [ours('rsa-2048'), bare('rsa-2048'), ours('p-256'), bare('p-256')],
      check: async () => [...last].map(([name, pdf]) => judged(name, pdf)),
    };
  },
};

async function signOnce(pdf: Buffer, { provider, certificate }: TestSigner): Promise<Buffer> {
  return (await signPades(pdf, { provider, certificate, at: testNow })).pdf;
}

/** Another program must call the last file of each key whole. */
function judged(name: string, pdf: Buffer): string {
  if (!existsSync('/usr/bin/pdfsig')) throw new Error('pdfsig is missing: apt-get install poppler-utils');
  if (!pdfsig(pdf).includes('Signature is Valid')) throw new Error(`pdfsig does not accept the signature of ${name}`);
  return `pdfsig calls a file signed with ${name} valid.`;
}
