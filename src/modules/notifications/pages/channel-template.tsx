import { data, Form, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionButton, ActionLink, DeskPage, ErrorSummary, RadioGroup, Section, TextArea, TextInput, UnsavedGuard } from '#ui/officer/index.ts';
import type { Notifications } from '../index.ts';

export const handle = { hydrate: true };

const list = '/can-bo/quan-tri/kenh-gui';
const approvals = ['draft', 'pending', 'approved', 'rejected'] as const;

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const view = await page.service<Notifications>('notifications').readChannels(page.actor);
  const line = view.templates.find(({ channel, key }) => channel === params['channel'] && key === params['key']);
  if (line === undefined) throw data(null, { status: 404 });
  return { line };
}

type Problem = { readonly path: string; readonly message: string };

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const values = fieldsOf(await formOf(request));
  const { externalId, text, approval } = values;
  const input = { channel: params['channel'], key: params['key'], externalId, text, approval };
  const done = await attempt(() => page.service<Notifications>('notifications').changeChannelTemplate(page.actor, input));
  if (done.ok) return redirect(`${list}?da-luu=1`);
  return { values, problems: (done.problem.details['problems'] as Problem[] | undefined) ?? [{ path: '', message: done.problem.words }] };
}

/** One short wording as it is registered with a channel. */
export default function ChannelTemplate() {
  const { line } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('notifications');
  const problems = refused?.problems ?? [];
  const error = (name: string): string | undefined => problems.find(({ path }) => path === name)?.message;
  const title = `${t(`channel.${line.channel}`)}: ${line.vi}`;
  return (
    <Form method="post">
      <DeskPage title={title} actions={<Actions />}>
        <title>{title}</title>
        <ErrorSummary errors={problems.map(({ path, message }) => ({ name: path || null, message }))} />
        <RequestIdField />
        <Section title={t('channels.wording')}>
          <TextInput name="externalId" label={t('channels.externalId')} hint={t(`channels.externalIdHint.${line.channel}`)} maxLength={60} width="w20" value={refused?.values['externalId'] ?? line.externalId} />
          <TextArea name="text" label={t('templates.body')} hint={t(`channels.textHint.${line.channel}`)} maxLength={600} rows={6} value={refused?.values['text'] ?? line.text} error={error('text')} />
          <RadioGroup name="approval" label={t('channels.approvalColumn')} value={refused?.values['approval'] ?? line.approval} options={approvals.map((value) => ({ value, label: t(`channels.approval.${value}`) }))} />
        </Section>
        <UnsavedGuard />
      </DeskPage>
    </Form>
  );
}

function Actions() {
  const t = useText('notifications');
  return (
    <ActionBar>
      <ActionButton label={t('templates.save')} look="main" shortcut="ctrl+enter" />
      <ActionLink href={list} label={t('templates.back')} />
    </ActionBar>
  );
}
