import { Form, Link, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, CheckboxGroup, DataTable, EmptyState, Section, TextInput } from '#ui/officer/index.ts';
import type { Group, Hall } from '../../index.ts';
import stylesheet from '../officer/counter.css?url';
import { CloseButton } from './close-button.tsx';
import { answerForm, fieldReader, loadFrame, SetupFrame } from './frame.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const frame = await loadFrame(pageContext(context), url);
  return { frame, edited: frame.setup.groups.find(({ id }) => id === url.searchParams.get('sua')) ?? null };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const hall = page.service<Hall>('hall');
  return answerForm(request, async (fields, ticked) => {
    const { intent, requestId = '', unitUid = '', id = '', groupId = '', code = '', name = '', position = '0', slotMinutes = '', slotPlaces = '' } = fields;
    if (intent === 'close') await hall.closeGroup(page.actor, { requestId, unitUid, id });
    else await hall.saveGroup(page.actor, { requestId, unitUid, groupId, code, name, position, slotMinutes, slotPlaces, fields: ticked('fields') });
    return undefined;
  });
}

/** Counter groups: letter, name, fields they serve, times that can be booked. */
export default function Groups() {
  const { frame, edited } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('hall');
  const { groups, fields } = frame.setup;
  const namesOf = (group: Group): string => group.fields.map((code) => fields.find((field) => field.code === code)?.name ?? code).join(', ');
  const field = fieldReader(answer);
  return (
    <SetupFrame frame={frame} answer={answer}>
      <DataTable
        caption={t('admin.parts.nhom')}
        hideCaption
        rows={groups}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('admin.noGroups')} />}
        columns={[
          { key: 'code', label: t('admin.code'), nowrap: true, cell: ({ code }) => <b>{code}</b> },
          { key: 'name', label: t('admin.groupName'), cell: ({ name }) => name },
          { key: 'fields', label: t('admin.fields'), cell: namesOf },
          { key: 'slots', label: t('admin.slotPlaces'), align: 'end', cell: ({ slotPlaces, slotMinutes }) => `${slotPlaces} / ${slotMinutes}′` },
          { key: 'edit', label: t('admin.edit'), cell: ({ id, name }) => <Link to={`?don-vi=${frame.unitUid}&sua=${id}`}>{t('admin.edit')} <span className="sr">{name}</span></Link> },
          { key: 'close', label: t('admin.close'), cell: ({ id, name }) => <CloseButton unitUid={frame.unitUid} id={id} name={name} label={t('admin.close')} /> },
        ]}
      />
      <Section title={edited === null ? t('admin.addGroup') : t('admin.editGroup', { code: edited.code })}>
        <Form method="post" key={`${edited?.id ?? 'new'} ${groups.length}`}>
          <RequestIdField />
          <input type="hidden" name="unitUid" value={frame.unitUid} />
          <input type="hidden" name="groupId" value={edited?.id ?? ''} />
          <TextInput name="code" label={t('admin.code')} width="w2" maxLength={2} {...field('code', edited?.code ?? '')} />
          <TextInput name="name" label={t('admin.groupName')} maxLength={100} {...field('name', edited?.name ?? '')} />
          {fields.length > 0 && <CheckboxGroup name="fields" label={t('admin.fields')} values={edited?.fields ?? []} options={fields.map(({ code, name }) => ({ value: code, label: name }))} />}
          <TextInput name="position" label={t('admin.position')} width="w2" inputMode="numeric" {...field('position', edited?.position ?? groups.length)} />
          <TextInput name="slotMinutes" label={t('admin.slotMinutes')} width="w4" inputMode="numeric" {...field('slotMinutes', edited?.slotMinutes ?? 20)} />
          <TextInput name="slotPlaces" label={t('admin.slotPlaces')} hint={t('admin.slotPlacesHint')} width="w4" inputMode="numeric" {...field('slotPlaces', edited?.slotPlaces ?? 2)} />
          <p>
            <Button>{t('admin.save')}</Button>
          </p>
        </Form>
      </Section>
    </SetupFrame>
  );
}
