type Answers = Readonly<Record<string, unknown>>;

/** What the answers of an application already say about its result, by the template of the result. */
const drafts: Readonly<Record<string, (answers: Answers) => Answers>> = { 'birth-extract-copy': birthExtract };

/** A first draft of the result, so that the specialist types only what stands in the register. */
export function firstDraft(template: string, answers: Answers): Answers {
  const filled = Object.hasOwn(drafts, template) ? drafts[template]?.(answers) : undefined;
  return Object.fromEntries(Object.entries(filled ?? {}).filter(([, value]) => value !== undefined));
}

/** The person of the extract is the requester or somebody named in the form. */
function birthExtract(answers: Answers): Answers {
  const own = answers['relation'] === 'self';
  return {
    fullName: own ? answers['applicantName'] : answers['subjectName'],
    personalId: own ? answers['applicantPersonalId'] : answers['subjectPersonalId'],
    gender: answers['subjectGender'],
    birthDate: answers['subjectBirthDate'],
    ethnicity: answers['subjectEthnicity'],
    nationality: answers['subjectNationality'],
    registeredAt: answers['registeredAt'],
    registeredOn: answers['registeredOn'],
    entryNumber: answers['entryNumber'],
    bookNumber: answers['bookNumber'],
  };
}
