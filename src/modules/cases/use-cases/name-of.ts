import { parseCaseCode } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import * as caseFiles from '../store/case-files.ts';

/**
 * The applicant's name, for whoever knows the last four digits of the telephone or identity number in the case;
 * otherwise undefined, also when there is no such case. Callers must limit the tries: there are ten thousand.
 */
export async function nameOf(deps: CasesDeps, typedCode: string, lastFour: string): Promise<string | undefined> {
  const code = parseCaseCode(typedCode);
  const file = code === undefined ? undefined : await caseFiles.findCaseByCode(deps.db.q, code);
  if (file === undefined || !/^\d{4}$/u.test(lastFour)) return undefined;
  const known = [file.applicantPhone, file.applicantPersonalId].map((number) => number?.replace(/\D/gu, '') ?? '');
  return known.some((number) => number.length >= 9 && number.endsWith(lastFour)) ? file.applicantName : undefined;
}
