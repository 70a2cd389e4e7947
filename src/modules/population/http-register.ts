import { z } from 'zod';
import { forbidInTransaction } from '#platform/db/database.ts';
import { comparedFields, wireAnswer, wireNames, type Answer, type PopulationRegister, type Question, type WireAnswer, type WireQuestion } from './model.ts';

export const registerSettings = z.object({ url: z.url(), token: z.string().min(8) });
export type RegisterSettings = z.infer<typeof registerSettings>;

/** An officer waits for the answer. */
const patience = 5_000;

const outcomes = { '1': 'match', '2': 'mismatch', '3': 'no_information', '4': 'insufficient_grounds' } as const;

/** Asks a register over HTTP as README.md describes it; whatever goes wrong on the way is `unavailable`. */
export function createHttpRegister({ url, token }: RegisterSettings): PopulationRegister {
  return {
    async compare(question) {
      forbidInTransaction('the population register');
      const body = onWire(question);
      try {
        const response = await fetch(`${url.replace(/\/$/u, '')}/v1/doi-chieu`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
          redirect: 'error',
          signal: AbortSignal.timeout(patience),
        });
        const answer = response.ok ? wireAnswer.safeParse(await response.json()) : undefined;
        // An answer to another question must not be taken for this person's.
        return answer?.success === true && answer.data.maYeuCau === question.requestId ? answerOf(answer.data, body) : { outcome: 'unavailable' };
      } catch {
        return { outcome: 'unavailable' };
      }
    },
  };
}

function onWire(question: Question): WireQuestion {
  const { requestId, purpose, legalBase, fullName, birthDate, personalId, residence } = question;
  return {
    ...{ maYeuCau: requestId, mucDich: purpose, canCuPhapLy: legalBase },
    ...{ hoVaTen: fullName, ngaySinh: birthDate.replaceAll('-', ''), soDinhDanh: personalId },
    ...(residence === null ? {} : { noiThuongTru: residence }),
  };
}

/** Only what was asked for is taken over, even from a register that tells more. */
function answerOf({ ketQua, khacBiet }: WireAnswer, asked: WireQuestion): Answer {
  const outcome = outcomes[ketQua];
  const fields = outcome === 'mismatch' ? comparedFields.filter((field) => asked[wireNames[field]] !== undefined) : [];
  const differing = fields.flatMap((field) => {
    const found = khacBiet.find(({ truong }) => truong === wireNames[field]);
    return found === undefined ? [] : [{ field, registered: field === 'birthDate' ? dayOf(found.giaTri) : found.giaTri }];
  });
  return { outcome, differing };
}

const dayOf = (digits: string): string => digits.replace(/^(\d{4})(\d{2})(\d{2})$/u, '$1-$2-$3');
