import {
  data,
  Form,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionButton, ActionLink, ErrorSummary, MatterHead, UnsavedGuard } from '#ui/officer/index.ts';
import type { Organization } from '../index.ts';
import { ChangeHead } from './change-head.tsx';
import { fieldReader, formProblem, type FormProblem } from './form-problem.ts';
import { momentOf, treeHref, unitHref, withDay } from './hrefs.ts';
import { loadTask } from './load-task.ts';
import { TaskFields } from './task-fields.tsx';
import { taskOf, tasks, type Task } from './tasks.ts';

export const handle = { hydrate: true };

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  return loadTask(pageContext(context), request, { unitUid: params['unitUid'] ?? '', task: knownTask(params['task']) });
}

export async function action({ context, params, request }: ActionFunctionArgs): Promise<Response | FormProblem> {
  const page = pageContext(context);
  const task = knownTask(params['task']);
  const unitUid = params['unitUid'] ?? '';
  const fields = fieldsOf(await formOf(request));
  const done = await attempt(() => tasks[task].run(page.service<Organization>('organization'), page, unitUid, fields));
  if (!done.ok) return formProblem(done.problem, fields);
  return redirect(nextHref(task, unitUid, done.value, momentOf(request, page.now())));
}

/** Where the result is seen; a new official is offered for a position at once. */
function nextHref(
  task: Task,
  unitUid: string,
  { uid, changeUid }: { uid: string; changeUid: string },
  moment: ReturnType<typeof momentOf>,
): string {
  if (task === 'can-bo') return withDay(`${treeHref}/${unitUid}/giao-chuc-danh`, moment, { nguoi: uid });
  return unitHref(task === 'them' ? uid : unitUid, moment, tasks[task].tab, { xong: changeUid });
}

function knownTask(slug: string | undefined): Task {
  const task = taskOf(slug);
  // Thrown as the error page understands it: there is no such page.
  if (task === undefined) throw data(null, { status: 404 });
  return task;
}

/** One change: what changes, from which day, by which paper, why. */
export default function ChangePage() {
  const loaded = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>() ?? null;
  const t = useText('organization');
  const { task, unit, moment } = loaded;
  const { words } = tasks[task];
  const title = t(`action.${unit === null ? 'addRoot' : words}`);
  const fields = fieldReader(problem);
  const back = unit === null ? withDay(treeHref, moment) : unitHref(unit.uid, moment, tasks[task].tab);
  const errors =
    problem === null
      ? []
      : [{ message: problem.words }, ...problem.fields.map(({ path, message }) => ({ name: path, message }))];
  return (
    <Form method="post">
      <title>{title}</title>
      <MatterHead title={title} facts={unit === null ? [] : [t('form.for', { name: unit.fullName })]} />
      <div className="unit-body">
        <RequestIdField />
        <ErrorSummary title={t('form.fix')} errors={errors} />
        <TaskFields data={loaded} fields={fields} />
        <ChangeHead task={task} moment={moment} fields={fields} />
        <UnsavedGuard />
      </div>
      <ActionBar>
        <ActionButton label={t('form.submit')} look="main" shortcut="ctrl+enter" />
        <ActionLink href={back} label={t('form.cancel')} />
      </ActionBar>
    </Form>
  );
}
