import type { CaseFile } from '#modules/cases/index.ts';
import { mockCitizens } from '#modules/identity/index.ts';
import type { TestHouse } from './house.ts';
import type { Visitor } from './visitors.ts';

export const procedureCode = '2.000635';

export type Answers = Readonly<Record<string, unknown>>;

/** A complete and true application of a mock citizen for a copy of their own birth extract. */
export function answersOf(subject: string, changes: Answers = {}): Answers {
  const citizen = mockCitizens.find((candidate) => candidate.subject === subject);
  if (citizen === undefined) throw new Error(`there is no mock citizen ${subject}`);
  return {
    applicantName: citizen.fullName,
    applicantPersonalId: citizen.personalNumber,
    applicantResidence: citizen.address ?? 'Xã An Hòa, tỉnh Bình Minh',
    applicantPhone: citizen.phone,
    relation: 'self',
    subjectBirthDate: citizen.birthDate.split('/').reverse().join('-'),
    subjectGender: citizen.gender === 'Nam' ? 'male' : 'female',
    subjectEthnicity: 'Kinh',
    subjectNationality: 'Việt Nam',
    registeredAt: 'UBND xã An Hòa cũ',
    copies: 2,
    declaration: true,
    ...changes,
  };
}

/** A complete draft of the result. */
export const resultFields: Answers = {
  fullName: 'Nguyễn Văn An',
  gender: 'male',
  birthDate: '1988-03-14',
  birthPlace: 'Trạm y tế xã An Hòa',
  ethnicity: 'Kinh',
  nationality: 'Việt Nam',
  registeredAt: 'UBND xã An Hòa cũ',
  entryNumber: '45',
  registeredOn: '1988-04-02',
};

export const leastWords = 'Đề nghị bổ sung bản chụp giấy tờ tùy thân còn hạn.';

/** The people of one commune who walk a case through the house, and the steps they take. */
export type CaseStory = {
  readonly citizen: Visitor;
  readonly clerk: Visitor;
  readonly specialist: Visitor;
  readonly leader: Visitor;
  submit(changes?: Answers): Promise<CaseFile>;
  accepted(): Promise<CaseFile>;
  proposed(): Promise<CaseFile>;
  /** Numbered and waiting for the job that makes the signatures. */
  signed(): Promise<CaseFile>;
  /** Signed, stored and waiting for the fee. */
  issued(): Promise<CaseFile>;
};

export async function openCaseStory(at: TestHouse, subject = 'mp-nguyen-van-an'): Promise<CaseStory> {
  const { cases } = at.house.modules;
  const people = {
    citizen: await at.citizen(subject),
    clerk: await at.officer('motcua'),
    specialist: await at.officer('tuphap'),
    leader: await at.officer('chutich'),
  };
  const act = (file: CaseFile): { requestId: string; caseId: string } => ({ requestId: at.house.ids.uuid(), caseId: file.id });
  const story: CaseStory = {
    ...people,
    submit: async (changes = {}) =>
      cases.submit(await people.citizen.actor(), { requestId: at.house.ids.uuid(), unitUid: at.unit('an-hoa'), procedureCode, answers: answersOf(subject, changes) }),
    accepted: async () => cases.accept(await people.clerk.actor(), act(await story.submit())),
    proposed: async () => cases.proposeResult(await people.specialist.actor(), { ...act(await story.accepted()), fields: resultFields }),
    signed: async () => cases.signResult(await people.leader.actor(), act(await story.proposed())),
    async issued() {
      const { id } = await story.signed();
      await at.drainJobs();
      return (await cases.getCase(await people.clerk.actor(), id)).file;
    },
  };
  return story;
}
