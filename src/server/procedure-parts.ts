import { workingTimeBetween, type Calendar } from '#modules/calendar/index.ts';
import { stateNames, type Cases } from '#modules/cases/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { ProceduresOutside } from '#modules/procedures/index.ts';

type Parts = {
  readonly calendar: Pick<Calendar, 'calendarOf'>;
  readonly identity: Pick<Identity, 'accountsHolding'>;
  /** Cases come after procedures: asked for when it is needed, not when the house is built. */
  readonly cases: () => Pick<Cases, 'countOfVersions' | 'listOfVersion'>;
};

/** What procedures need of rooms that they may not know. */
export function outsideOfProcedures({ calendar, identity, cases }: Parts): ProceduresOutside {
  return {
    countRunningCases: (versionIds) => cases().countOfVersions(versionIds),
    async listRunningCases(actor, versionId, limit) {
      const found = await cases().listOfVersion(actor, { versionId, limit });
      return found.map((item) => ({ ...item, state: stateNames[item.state as keyof typeof stateNames] }));
    },
    workingDaysBetween: (from, to) => workingDays(calendar, from, to),
    othersMayPublish: async (accountId) => (await identity.accountsHolding('procedures.publish')).some((uid) => uid !== accountId),
  };
}

const dayMs = 86_400_000;

async function workingDays(calendar: Parts['calendar'], from: string, to: string): Promise<number | null> {
  const table = await calendar.calendarOf(null);
  let count = 0;
  for (let at = Date.parse(`${from}T00:00:00+07:00`) + dayMs; at <= Date.parse(`${to}T00:00:00+07:00`); at += dayMs) {
    const day = Math.floor((at + 7 * 3_600_000) / dayMs);
    if (day > table.lastDay) return null;
    if (workingTimeBetween(table, new Date(at), new Date(at + dayMs - 1)) > 0) count += 1;
  }
  return count;
}
