import type { Actor } from '#platform/access/actor.ts';
import { AppError, invalid, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { parseCaseCode, type CaseFile } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import * as caseFiles from '../store/case-files.ts';
import { countWrongTry, lockTries } from '../store/name-tries.ts';

/**
 * The applicant's name, for whoever knows the last four digits of the telephone or identity number in the case;
 * otherwise undefined, also when there is no such case. Callers must limit the tries: there are ten thousand.
 */
export async function nameOf(deps: CasesDeps, typedCode: string, lastFour: string): Promise<string | undefined> {
  const file = await findByTypedCode(deps, typedCode);
  return file !== undefined && knows(file, lastFour) ? file.applicantName : undefined;
}

/** More wrong answers than this a day and case are guessing. */
const mostWrongTries = 5;

/**
 * The same for the public page, with its own limit: five wrong tries a day for each case, whoever asks.
 * @throws AppError invalid `cases.last_four_wrong`, rate_limited `cases.too_many_tries`, not_found `cases.not_found`
 */
export async function revealName(deps: CasesDeps, actor: Actor, asked: { code: string; lastFour: string }): Promise<string> {
  const file = await findByTypedCode(deps, asked.code);
  if (file === undefined) throw notFound('cases.not_found');
  const at = { caseId: file.id, day: toLocalDate(deps.clock.now()) };
  const verdict = await deps.db.transaction(async (tx) => {
    if ((await lockTries(tx.q, at)) >= mostWrongTries) return 'too_many' as const;
    const right = knows(file, asked.lastFour.trim());
    // Thrown inside, the count would be rolled back with everything else.
    if (!right) await countWrongTry(tx.q, at);
    const detail = { code: file.code, right };
    tx.audit({ actor, action: 'cases.name_asked', subject: { kind: 'case', id: file.id }, unitUid: file.unitUid, detail, purpose: 'Tra cứu hồ sơ' });
    return right ? ('right' as const) : ('wrong' as const);
  });
  if (verdict === 'too_many') throw new AppError('rate_limited', 'cases.too_many_tries');
  if (verdict === 'wrong') throw invalid('cases.last_four_wrong');
  return file.applicantName;
}

async function findByTypedCode(deps: CasesDeps, typedCode: string): Promise<CaseFile | undefined> {
  const code = parseCaseCode(typedCode);
  return code === undefined ? undefined : caseFiles.findCaseByCode(deps.db.q, code);
}

function knows(file: CaseFile, lastFour: string): boolean {
  if (!/^\d{4}$/u.test(lastFour)) return false;
  const known = [file.applicantPhone, file.applicantPersonalId].map((number) => number?.replace(/\D/gu, '') ?? '');
  return known.some((number) => number.length >= 9 && number.endsWith(lastFour));
}
