import {
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
import { textsOf, useText } from '#platform/web/text.tsx';
import {
  ActionButton,
  DeskPage,
  ErrorSummary,
  KeyValue,
  Notice,
  Section,
  TextArea,
  UnsavedGuard,
} from '#ui/officer/index.ts';
import { Link } from 'react-router';
import type { Organization } from '../index.ts';
import { fieldReader, formProblem, type FormProblem } from './form-problem.ts';
import { momentOf, unitHref } from './hrefs.ts';
import { PersonFields } from './staff-fields.tsx';

export const handle = { hydrate: true };

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const organization = page.service<Organization>('organization');
  const personUid = params['personUid'] ?? '';
  const purpose = textsOf('vi', 'organization')('person.purpose');
  const person = await organization.readPerson(page.actor, { personUid, purpose });
  const moment = momentOf(request, page.now());
  const holdings = [...(await organization.holdingsOf(personUid, moment.asOf))];
  return { person, holdings, moment, mayCorrect: organization.generalAbilities(page.actor).manageStaff };
}

export async function action({ context, params, request, url }: ActionFunctionArgs): Promise<Response | FormProblem> {
  const page = pageContext(context);
  const fields = fieldsOf(await formOf(request));
  const { requestId = '', fullName = '', birthDate = '', phone = '', email = '', reason = '' } = fields;
  const personUid = params['personUid'] ?? '';
  const change = { requestId, personUid, fullName, birthDate, phone, email, reason };
  const done = await attempt(() => page.service<Organization>('organization').correctPerson(page.actor, change));
  return done.ok ? redirect(url.pathname + url.search) : formProblem(done.problem, fields);
}

/** Personal data of an official, for those who manage staff; opening the page leaves a trace. */
export default function PersonPage() {
  const { person, holdings, moment, mayCorrect } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>() ?? null;
  const t = useText('organization');
  const fields = fieldReader(problem ?? { words: '', fields: [], values: valuesOf(person) });
  const errors =
    problem === null
      ? []
      : [{ message: problem.words }, ...problem.fields.map(({ path, message }) => ({ name: path, message }))];
  return (
    <DeskPage title={person.fullName} facts={[t('person.title')]}>
      <title>{person.fullName}</title>
      <Notice>{t('person.note')}</Notice>
      <ErrorSummary title={t('form.fix')} errors={errors} />
      <KeyValue
        rows={holdings.map(({ title, unitName, unitUid }) => ({
          label: title,
          value: <Link to={unitHref(unitUid, moment, 'staff')}>{unitName}</Link>,
        }))}
      />
      {mayCorrect && (
        <Section title={t('person.correct')}>
          <Form method="post">
            <RequestIdField />
            <PersonFields fields={fields} />
            <TextArea
              name="reason"
              label={t('form.reason')}
              rows={2}
              maxLength={500}
              value={fields.value('reason')}
              error={fields.error('reason')}
            />
            <ActionButton label={t('form.submit')} look="main" />
            <UnsavedGuard />
          </Form>
        </Section>
      )}
    </DeskPage>
  );
}

function valuesOf({
  fullName,
  birthDate,
  phone,
  email,
}: Awaited<ReturnType<typeof loader>>['person']): Record<string, string> {
  return { fullName, birthDate: birthDate ?? '', phone: phone ?? '', email: email ?? '' };
}
