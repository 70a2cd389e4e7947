import {
  Form,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { Organization } from '#modules/organization/index.ts';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext, type PageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import {
  Button,
  DeskPage,
  EmptyState,
  ErrorSummary,
  Notice,
  RadioGroup,
  Section,
  Select,
  TextInput,
} from '#ui/officer/index.ts';
import type { Signing } from '../index.ts';

export const handle = { hydrate: true };

type Choice = { readonly value: string; readonly label: string };

const today = (page: PageContext): string => new Date(page.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

async function manageableUnits(page: PageContext): Promise<Choice[]> {
  const granted = page.actor.kind === 'officer' ? page.actor.grants['signing.manage'] : undefined;
  if (granted === undefined) return [];
  const forest = await page.service<Organization>('organization').unitTree(today(page));
  return [...forest.byUid.values()]
    .filter(({ uid }) => granted === 'all' || granted.includes(uid))
    .map(({ uid, fullName }) => ({ value: uid, label: fullName }));
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const units = await manageableUnits(page);
  const asked = new URL(request.url).searchParams.get('don-vi');
  const unit = units.find(({ value }) => value === asked) ?? null;
  if (!unit) return { units, unit, holders: [] };
  const { holders } = await page
    .service<Organization>('organization')
    .readUnit(page.actor, { uid: unit.value, asOf: today(page) });
  const people = holders.map(({ personUid, personName, title }) => ({
    value: personUid,
    label: `${personName} – ${title}`,
  }));
  return { units, unit, holders: [...new Map(people.map((one) => [one.value, one])).values()] };
}

type Refused = { readonly words: string; readonly values: Readonly<Record<string, string>> };

export async function action({ context, request }: ActionFunctionArgs): Promise<Response | Refused> {
  const page = pageContext(context);
  const values = fieldsOf(await formOf(request));
  const { requestId = '', unitUid = '', holder = '', keyKind = '', validDays = '' } = values;
  const { unit, holders } = await page
    .service<Organization>('organization')
    .readUnit(page.actor, { uid: unitUid, asOf: today(page) });
  const person = holders.find(({ personUid }) => personUid === holder);
  const common = { unitUid, organization: unit.fullName };
  const whose = person
    ? { kind: 'person' as const, uid: person.personUid, name: person.personName, title: person.title, ...common }
    : { kind: 'unit' as const, uid: unitUid, name: unit.fullName.toLocaleUpperCase('vi'), ...common };
  const input = { requestId, holder: whose, keyKind: keyKind as 'ec-p256', validDays: Number(validDays) };
  const done = await attempt(() => page.service<Signing>('signing').issueCertificate(page.actor, input));
  return done.ok ? redirect(`/can-bo/chung-thu/${done.value.id}`) : { words: done.problem.words, values };
}

/** Issues a certificate to a unit or to somebody who holds a position in it. First the unit, then the holder. */
export default function IssueCertificate() {
  const { units, unit, holders } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const t = useText('signing');
  return (
    <DeskPage title={t('issue.title')}>
      <title>{t('issue.title')}</title>
      {refused && <ErrorSummary errors={[{ name: 'holder', message: refused.words }]} />}
      <Notice title={t('issue.note')} />
      {units.length === 0 ? (
        <EmptyState title={t('issue.noUnit')} />
      ) : (
        <Section title={t('issue.unit')}>
          <Form method="get">
            <Select name="don-vi" label={t('issue.unit')} value={unit?.value} options={units} />
            <Button look="quiet">{t('issue.chooseUnit')}</Button>
          </Form>
        </Section>
      )}
      {unit && <HolderForm unit={unit} holders={holders} values={refused?.values ?? {}} />}
    </DeskPage>
  );
}

function HolderForm({
  unit,
  holders,
  values,
}: {
  unit: Choice;
  holders: readonly Choice[];
  values: Readonly<Record<string, string>>;
}) {
  const t = useText('signing');
  return (
    <Section title={t('issue.holder')}>
      <Form method="post">
        <RequestIdField />
        <input type="hidden" name="unitUid" value={unit.value} />
        <RadioGroup
          name="holder"
          label={t('issue.holder')}
          value={values['holder'] ?? unit.value}
          options={[{ value: unit.value, label: t('issue.unitItself', { name: unit.label }) }, ...holders]}
        />
        <RadioGroup
          name="keyKind"
          label={t('issue.keyKind')}
          value={values['keyKind'] ?? 'rsa-2048'}
          options={[
            { value: 'rsa-2048', label: t('issue.rsa') },
            { value: 'ec-p256', label: t('issue.ec') },
          ]}
        />
        <TextInput
          name="validDays"
          label={t('issue.days')}
          value={values['validDays'] ?? '1095'}
          inputMode="numeric"
          width="w4"
        />
        <Button>{t('issue.submit')}</Button>
      </Form>
    </Section>
  );
}
