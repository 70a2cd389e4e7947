import { Form, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText, type Translate } from '#platform/web/text.tsx';
import { Button, Chip, DataTable, EmptyState, Notice, Section, Select, TextInput } from '#ui/officer/index.ts';
import type { Hall } from '../../index.ts';
import stylesheet from '../officer/counter.css?url';
import { CloseButton } from './close-button.tsx';
import { answerForm, fieldReader, loadFrame, SetupFrame } from './frame.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const frame = await loadFrame(page, url);
  return { frame, devices: await page.service<Hall>('hall').listDevices(page.actor, frame.unitUid), pairUrl: `${page.baseUrl}/sanh/ghep` };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const hall = page.service<Hall>('hall');
  return answerForm(request, async (fields) => {
    const { intent, requestId = '', unitUid = '', id = '', kind = '', name = '' } = fields;
    if (intent === 'close') {
      await hall.revokeDevice(page.actor, { requestId, unitUid, id });
      return undefined;
    }
    const entered = await hall.enterDevice(page.actor, { requestId, unitUid, kind: kind === 'screen' ? 'screen' : 'kiosk', name });
    return `${entered.code.slice(0, 4)} ${entered.code.slice(4)}`;
  });
}

type Device = Awaited<ReturnType<Hall['listDevices']>>[number];

function stateOf(t: Translate, { revokedAt, pairedAt, waitingForCode }: Device) {
  if (revokedAt !== null) return <Chip tone="late">{t('admin.revoked')}</Chip>;
  if (pairedAt !== null) return <Chip tone="done">{t('admin.paired')}</Chip>;
  return waitingForCode ? <Chip tone="due">{t('admin.waitsForCode')}</Chip> : <Chip tone="wait">{t('admin.expired')}</Chip>;
}

/** Kiosks and call screens: paired by a code, cut off at once. */
export default function Devices() {
  const { frame, devices, pairUrl } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('hall');
  const code = answer !== undefined && 'saved' in answer ? answer.code : undefined;
  const field = fieldReader(answer);
  return (
    <SetupFrame frame={frame} answer={answer}>
      {code !== undefined && (
        <Notice tone="done" title={t('admin.pairingCode', { code })} live>
          <p>{t('admin.pairingAdvice', { url: pairUrl })}</p>
        </Notice>
      )}
      <DataTable
        caption={t('admin.parts.thiet-bi')}
        hideCaption
        rows={devices}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('admin.noDevices')} />}
        columns={[
          { key: 'name', label: t('admin.deviceName'), cell: ({ name }) => name },
          { key: 'kind', label: t('admin.kind'), cell: ({ kind }) => t(`admin.${kind}`) },
          { key: 'state', label: t('admin.state'), nowrap: true, cell: (device) => stateOf(t, device) },
          { key: 'seen', label: t('admin.seenAt'), nowrap: true, cell: ({ seenAt }) => (seenAt === null ? '–' : formatDateTime(new Date(seenAt))) },
          { key: 'revoke', label: t('admin.revoke'), cell: ({ id, name, revokedAt }) => revokedAt === null && <CloseButton unitUid={frame.unitUid} id={id} name={name} label={t('admin.revoke')} /> },
        ]}
      />
      <Section title={t('admin.addDevice')}>
        <Form method="post" key={devices.length}>
          <RequestIdField />
          <input type="hidden" name="unitUid" value={frame.unitUid} />
          <Select name="kind" label={t('admin.kind')} placeholder={false} value="kiosk" options={(['kiosk', 'screen'] as const).map((kind) => ({ value: kind, label: t(`admin.${kind}`) }))} />
          <TextInput name="name" label={t('admin.deviceName')} maxLength={100} {...field('name', '')} />
          <p>
            <Button>{t('admin.enter')}</Button>
          </p>
        </Form>
      </Section>
    </SetupFrame>
  );
}
