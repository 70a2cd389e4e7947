import {
  data,
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
import { Button, Checkbox, CheckboxGroup, DeskPage, TextInput, UnsavedGuard } from '#ui/officer/index.ts';
import { errorFor, ProblemSummary } from '../parts/problems.tsx';
import { identityOf } from '../parts/visit.ts';

const newKey = 'moi';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const roles = await identity.listRoles(page.actor);
  const role = roles.find((known) => known.key === params['key']) ?? null;
  if (role === null && params['key'] !== newKey) throw new Response(null, { status: 404 });
  const permissions = identity.listPermissions(page.actor).map(({ key, vi }) => ({ value: key, label: vi, note: key }));
  const mayManage = identity.abilities(page.actor)['identity.manage_roles'];
  return { role, permissions, mayManage, rules: await identity.signInRules() };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  const isNew = params['key'] === newKey;
  const fields = fieldsOf(form);
  const permissions = form.getAll('permissions').filter((value) => typeof value === 'string');
  const role = { ...fields, key: isNew ? fields['key'] : params['key'], permissions, isNew };
  const saved = await attempt(() => identityOf(page).saveRole(page.actor, role));
  return saved.ok
    ? redirect('/can-bo/quan-tri/vai-tro')
    : data({ problem: saved.problem, fields, permissions }, { status: 422 });
}

export default function Role() {
  const { role, permissions, mayManage, rules } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const t = useText('identity');
  const problem = posted?.problem;
  const values: Readonly<Record<string, string>> = posted?.fields ?? {
    name: role?.name ?? '',
    description: role?.description ?? '',
  };
  const administrative = posted ? posted.fields['administrative'] !== undefined : (role?.administrative ?? false);
  const title = role?.name ?? t('roles.add');
  return (
    <DeskPage title={title} facts={role ? [role.key] : []}>
      <title>{title}</title>
      <ProblemSummary problem={problem} />
      <form method="post">
        <RequestIdField />
        {!role && (
          <TextInput
            name="key"
            label={t('roles.key')}
            hint={t('roles.keyHint')}
            value={values['key']}
            error={errorFor(problem, 'key')}
            width="w20"
          />
        )}
        <TextInput
          name="name"
          label={t('roles.name')}
          value={values['name']}
          error={errorFor(problem, 'name')}
          width="w20"
        />
        <TextInput
          name="description"
          label={t('roles.description')}
          value={values['description']}
          error={errorFor(problem, 'description')}
          optional
        />
        <Checkbox
          name="administrative"
          label={t('roles.administrativeBox', {
            minutes: rules.administratorIdleMinutes,
            days: rules.administratorPasswordDays,
          })}
          checked={administrative}
        />
        <CheckboxGroup
          name="permissions"
          label={t('roles.permissions')}
          options={permissions}
          values={posted?.permissions ?? role?.permissions ?? []}
        />
        {mayManage ? <Button>{t('roles.save')}</Button> : <p>{t('roles.readOnly')}</p>}
        <UnsavedGuard />
      </form>
    </DeskPage>
  );
}
