import type { PageContext } from '#platform/web/page-context.ts';
import type { Organization, UnitChoices } from '../index.ts';
import { momentOf, noUnit } from './hrefs.ts';
import type { Task } from './tasks.ts';

const nothingToChoose: UnitChoices = { receivers: [], colleagues: [], siblings: [] };

/** What a form needs to know of its unit; none when a root is added. */
export async function loadTask(
  page: PageContext,
  request: Request,
  { unitUid, task }: { unitUid: string; task: Task },
) {
  const organization = page.service<Organization>('organization');
  const moment = momentOf(request, page.now());
  const chosenPerson = new URL(request.url).searchParams.get('nguoi');
  if (unitUid === noUnit) {
    return {
      task,
      moment,
      unit: null,
      parent: null,
      adminUnit: null,
      positions: [],
      holders: [],
      choices: nothingToChoose,
      chosenPerson,
      persons: [],
    };
  }
  const query = { uid: unitUid, asOf: moment.asOf };
  const { unit, ancestors, adminUnit, positions, holders } = await organization.readUnit(page.actor, query);
  const choices = await organization.readChoices(page.actor, query);
  const person = chosenPerson === null ? null : await organization.findPersonName(page.actor, chosenPerson);
  const persons = person === null ? [] : [{ value: person.personUid, label: person.fullName }];
  return {
    task,
    moment,
    unit,
    parent: ancestors[0] ?? null,
    adminUnit,
    positions,
    holders,
    choices,
    chosenPerson,
    persons,
  };
}

export type TaskData = Awaited<ReturnType<typeof loadTask>>;
