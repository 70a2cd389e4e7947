import { Form, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatDate, toLocalDate } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, DataTable, DatePicker, EmptyState, Section, Select, TextInput } from '#ui/officer/index.ts';
import type { Hall } from '../../index.ts';
import stylesheet from '../officer/counter.css?url';
import { answerForm, fieldReader, loadFrame, SetupFrame } from './frame.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  return { frame: await loadFrame(page, url), today: toLocalDate(page.now()) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const hall = page.service<Hall>('hall');
  return answerForm(request, async (fields) => {
    const { intent, requestId = '', scope = '', priorityId = '', name = '', evidence = '', legalBase = '', position = '0', validFrom = '', validTo = '' } = fields;
    if (intent === 'end') await hall.endPriorityKind(page.actor, { requestId, priorityId, validTo });
    else await hall.addPriorityKind(page.actor, { requestId, unitUid: scope === '' ? null : scope, name, evidence, legalBase, position, validFrom });
    return undefined;
  });
}

/** Who goes first, by which law, from when to when. Nothing is deleted: tickets and figures of the past keep it. */
export default function Priorities() {
  const { frame, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('hall');
  const { kinds, mayEndCountryKinds } = frame.setup;
  const field = fieldReader(answer);
  const running = kinds.filter(({ validTo, unitUid }) => validTo === null && (unitUid !== null || mayEndCountryKinds));
  const scopes = [{ value: frame.unitUid, label: t('admin.thisHall') }, ...(mayEndCountryKinds ? [{ value: '', label: t('admin.everyHall') }] : [])];
  return (
    <SetupFrame frame={frame} answer={answer}>
      <DataTable
        caption={t('admin.parts.uu-tien')}
        hideCaption
        rows={kinds}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('admin.kindName')} />}
        columns={[
          { key: 'name', label: t('admin.kindName'), cell: ({ name }) => name },
          { key: 'evidence', label: t('admin.evidence'), wideOnly: true, cell: ({ evidence }) => evidence },
          { key: 'legal', label: t('admin.legalBase'), cell: ({ legalBase }) => legalBase },
          { key: 'scope', label: t('admin.scope'), nowrap: true, cell: ({ unitUid }) => t(unitUid === null ? 'admin.everyHall' : 'admin.thisHall') },
          { key: 'from', label: t('admin.validFrom'), nowrap: true, cell: ({ validFrom }) => formatDate(validFrom) },
          { key: 'to', label: t('admin.validTo'), nowrap: true, cell: ({ validTo }) => (validTo === null ? '–' : formatDate(validTo)) },
        ]}
      />
      <Section title={t('admin.addKind')}>
        <Form method="post" key={`add ${kinds.length}`}>
          <RequestIdField />
          <Select name="scope" label={t('admin.scope')} placeholder={false} value={frame.unitUid} options={scopes} />
          <TextInput name="name" label={t('admin.kindName')} maxLength={100} {...field('name', '')} />
          <TextInput name="evidence" label={t('admin.evidence')} optional maxLength={200} {...field('evidence', '')} />
          <TextInput name="legalBase" label={t('admin.legalBase')} maxLength={300} {...field('legalBase', '')} />
          <TextInput name="position" label={t('admin.position')} width="w2" inputMode="numeric" {...field('position', kinds.length + 1)} />
          <DatePicker name="validFrom" label={t('admin.validFrom')} value={today} error={field('validFrom', '').error} />
          <p>
            <Button>{t('admin.save')}</Button>
          </p>
        </Form>
      </Section>
      {running.length > 0 && (
        <Section title={t('admin.end')}>
          <Form method="post" key={`end ${running.length}`}>
            <RequestIdField />
            <input type="hidden" name="intent" value="end" />
            <Select name="priorityId" label={t('admin.whichKind')} value="" options={running.map(({ id, name }) => ({ value: id, label: name }))} error={field('priorityId', '').error} />
            <DatePicker name="validTo" label={t('admin.endKind')} value={today} error={field('validTo', '').error} />
            <p>
              <Button look="quiet">{t('admin.end')}</Button>
            </p>
          </Form>
        </Section>
      )}
    </SetupFrame>
  );
}
