import { sampleDefinition } from '#platform/forms/sample-definition.ts';
import { validate } from '#platform/forms/validate.ts';
import { CitizenPage, Matter } from '../citizen/index.ts';
import { EForm, EFormSummary } from '../eform/index.ts';
import type { ReactNode } from 'react';
import type { Sample } from './citizen-samples.tsx';

const today = '2026-11-23';
const codeLists = { provinces: [{ value: '01', label: 'Thành phố Hà Nội' }] };
const files = { 'file-aaaa1111': { name: 'giay-chung-sinh.pdf', size: 120_000 } };

const answers = {
  applicant: {
    fullName: 'Nguyễn Văn An',
    personalId: '001090000042',
    birthDate: { day: '27', month: '13', year: '1990' },
    phone: '+84912345678',
  },
  relation: 'other',
  copies: '2',
  companions: [{ name: 'Trần Thị Bích', adult: true }, { papers: [{ number: 'b' }, {}] }],
  photos: ['file-aaaa1111'],
  proof: 'file-aaaa1111',
  truth: 'true',
};

function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <CitizenPage localityName="Xã An Hòa" portalName="Cổng dịch vụ công" nav={[]}>
      <Matter title={title} caption="Bản sao trích lục hộ tịch" back={{ href: '?' }}>
        {children}
      </Matter>
    </CitizenPage>
  );
}

function Step({ step }: { step: string }) {
  const { problems } = validate(sampleDefinition, answers, {
    today,
    step,
    shown: new Set(),
    codeLists: { provinces: new Set(['01']) },
  });
  return (
    <Page title="Tờ khai">
      <EForm
        definition={sampleDefinition}
        step={step}
        values={answers}
        problems={problems}
        today={today}
        codeLists={codeLists}
        files={files}
        draftKey="sample"
        fields={<input type="hidden" name="requestId" value="1" />}
      />
    </Page>
  );
}

function Summary() {
  const fixed = {
    ...answers,
    applicant: { ...answers.applicant, birthDate: '1990-03-27' },
    companions: [{ name: 'Trần Thị Bích', adult: true }],
  };
  const verdict = validate(sampleDefinition, fixed, { today });
  return (
    <Page title="Kiểm tra trước khi nộp">
      <EFormSummary
        definition={sampleDefinition}
        {...verdict}
        codeLists={codeLists}
        files={files}
        stepHref={(step) => `?buoc=${step}`}
      />
    </Page>
  );
}

export const eformSamples: readonly Sample[] = [
  { name: 'eform-people', page: <Step step="people" /> },
  { name: 'eform-need', page: <Step step="need" /> },
  { name: 'eform-papers', page: <Step step="papers" /> },
  { name: 'eform-summary', page: <Summary /> },
];
