import { data, Form, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionButton, ActionLink, DeskPage, ErrorSummary, Section, TextInput, UnsavedGuard } from '#ui/officer/index.ts';
import type { Notifications } from '../index.ts';
import { contentOf, secretsIn, valuesOf, type Part } from './setting-form.ts';
import { SettingFields, type FieldReader } from './setting-fields.tsx';

export const handle = { hydrate: true };

const list = '/can-bo/quan-tri/kenh-gui';
const parts: readonly Part[] = ['general', 'sms', 'zalo'];

function partOf(name: string | undefined): Part {
  const part = parts.find((one) => one === name);
  if (part === undefined) throw data(null, { status: 404 });
  return part;
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const part = partOf(params['channel']);
  const { settings, kept } = await page.service<Notifications>('notifications').readChannels(page.actor);
  return { part, values: valuesOf(part, settings), kept };
}

type Problem = { readonly path: string; readonly message: string };

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const part = partOf(params['channel']);
  const values = fieldsOf(await formOf(request));
  const { reason, requestId } = values;
  const read = contentOf(part, values);
  const input = { channel: part, content: read.content, secrets: secretsIn(values), reason, requestId };
  const done = read.problem === null ? await attempt(() => page.service<Notifications>('notifications').changeSetting(page.actor, input)) : null;
  if (done?.ok === true) return redirect(`${list}?da-luu=1`);
  const told = done === null ? { path: 'wire', message: read.problem ?? '' } : { path: '', message: done.problem.words };
  const problems = (done?.problem.details['problems'] as Problem[] | undefined) ?? [told];
  // What was typed comes back, but never a secret.
  return { values: Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('secret.'))), problems };
}

/** Settings of one channel. Secrets are typed anew or left as they are; they are never shown. */
export default function ChannelSetting() {
  const { part, values, kept } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('notifications');
  const problems = refused?.problems ?? [];
  const fields: FieldReader = {
    value: (name) => refused?.values[name] ?? (refused === undefined ? values[name] : undefined) ?? '',
    error: (name) => problems.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message,
    kept: (name) => kept[`${part}.${name}`] === true,
  };
  return (
    <Form method="post">
      <DeskPage title={t(`channels.part.${part}`)} actions={<Actions />}>
        <title>{t(`channels.part.${part}`)}</title>
        <ErrorSummary errors={problems.map(({ path, message }) => ({ name: path || null, message }))} />
        <RequestIdField />
        <Section title={t('channels.settings')}>
          <SettingFields part={part} fields={fields} />
          <TextInput name="reason" label={t('templates.reason')} hint={t('templates.reasonHint')} maxLength={500} value={fields.value('reason')} error={fields.error('reason')} />
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
