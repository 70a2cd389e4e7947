import { Form, Link, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, CheckboxGroup, DataTable, EmptyState, Section, TextInput } from '#ui/officer/index.ts';
import type { Hall } from '../../index.ts';
import stylesheet from '../officer/counter.css?url';
import { CloseButton } from './close-button.tsx';
import { answerForm, fieldReader, loadFrame, SetupFrame } from './frame.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const frame = await loadFrame(pageContext(context), url);
  return { frame, edited: frame.setup.counters.find(({ id }) => id === url.searchParams.get('sua')) ?? null };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const hall = page.service<Hall>('hall');
  return answerForm(request, async (fields, ticked) => {
    const { intent, requestId = '', unitUid = '', id = '', counterId = '', number = '', name = '' } = fields;
    if (intent === 'close') await hall.closeCounter(page.actor, { requestId, unitUid, id });
    else await hall.saveCounter(page.actor, { requestId, unitUid, counterId, number, name, groupIds: ticked('groupIds') });
    return undefined;
  });
}

/** Counters, the groups they serve, and who sits there now. */
export default function Counters() {
  const { frame, edited } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('hall');
  const { groups, counters } = frame.setup;
  const field = fieldReader(answer);
  const next = Math.max(0, ...counters.map(({ number }) => number)) + 1;
  return (
    <SetupFrame frame={frame} answer={answer}>
      <DataTable
        caption={t('admin.parts.quay')}
        hideCaption
        rows={counters}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('admin.noCounters')} />}
        columns={[
          { key: 'number', label: t('admin.number'), nowrap: true, cell: ({ number }) => <b>{number}</b> },
          { key: 'serves', label: t('admin.serves'), cell: ({ groupIds }) => groups.filter(({ id }) => groupIds.includes(id)).map(({ code, name }) => `${code} ${name}`).join(', ') },
          { key: 'name', label: t('admin.counterName'), wideOnly: true, cell: ({ name }) => name },
          { key: 'sitting', label: t('admin.sitting'), cell: ({ sitting }) => sitting?.officerName ?? t('admin.free') },
          { key: 'edit', label: t('admin.edit'), cell: ({ id, number }) => <Link to={`?don-vi=${frame.unitUid}&sua=${id}`}>{t('admin.edit')} <span className="sr">{number}</span></Link> },
          { key: 'close', label: t('admin.close'), cell: ({ id, number }) => <CloseButton unitUid={frame.unitUid} id={id} name={String(number)} label={t('admin.close')} /> },
        ]}
      />
      <Section title={edited === null ? t('admin.addCounter') : t('admin.editCounter', { n: edited.number })}>
        <Form method="post" key={`${edited?.id ?? 'new'} ${counters.length}`}>
          <RequestIdField />
          <input type="hidden" name="unitUid" value={frame.unitUid} />
          <input type="hidden" name="counterId" value={edited?.id ?? ''} />
          <TextInput name="number" label={t('admin.number')} width="w2" inputMode="numeric" {...field('number', edited?.number ?? next)} />
          <TextInput name="name" label={t('admin.counterName')} optional maxLength={100} {...field('name', edited?.name ?? '')} />
          <CheckboxGroup name="groupIds" label={t('admin.serves')} error={field('groupIds', '').error} values={edited?.groupIds ?? []} options={groups.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} />
          <p>
            <Button>{t('admin.save')}</Button>
          </p>
        </Form>
      </Section>
    </SetupFrame>
  );
}
