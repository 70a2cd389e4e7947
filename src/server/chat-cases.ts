import type { Cases, Tracking } from '#modules/cases/index.ts';
import type { CaseLookUp, ChatCase } from '#modules/notifications/index.ts';
import { isAppError } from '#platform/errors/app-error.ts';

/** What the chat of the official account may tell of cases. Cases are created after notifications, hence the function. */
export function casesForChat(cases: () => Pick<Cases, 'track' | 'nameOf'>): CaseLookUp {
  return {
    async find(code) {
      const found = await cases()
        .track(code)
        .catch((error: unknown) => {
          if (!isAppError(error) || error.kind !== 'not_found') throw error;
          return undefined;
        });
      return found && chatCase(found);
    },
    nameFor: (code, lastFour) => cases().nameOf(code, lastFour),
  };
}

const plainStates: Readonly<Record<number, string>> = {
  1: 'đã gửi, chờ cơ quan kiểm tra',
  2: 'đã được tiếp nhận',
  3: 'không được tiếp nhận',
  4: 'đang xử lý',
  5: 'chờ bổ sung giấy tờ',
  6: 'chờ nộp tiền',
  7: 'đã rút theo yêu cầu',
  8: 'đã dừng xử lý',
  9: 'đã có kết quả, mời đến nhận',
  10: 'đã trả kết quả',
};

const awaitingSupplement = 5;

function chatCase({ code, procedureName, state, dueAt, finishedAt, steps }: Tracking): ChatCase {
  const asked = state === awaitingSupplement ? steps.findLast(({ act }) => act === 'ask_supplement') : undefined;
  return { code, procedure: procedureName, state: plainStates[state] ?? '', dueAt: finishedAt === null ? dueAt : null, missing: asked?.note ?? null };
}
