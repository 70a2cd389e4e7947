import {
  Form,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { formatDateTime } from '#platform/text/dates.ts';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import {
  ActionBar,
  ActionButton,
  ActionLink,
  DeskPage,
  ErrorSummary,
  Notice,
  Section,
  TextInput,
  UnsavedGuard,
} from '#ui/officer/index.ts';
import type { Notifications, TemplateView } from '../index.ts';
import { TextFields, type FieldReader } from './template-fields.tsx';

export const handle = { hydrate: true };

const list = '/can-bo/quan-tri/mau-thong-bao';
type Problem = { readonly path: string; readonly message: string };

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const view = await page.service<Notifications>('notifications').readTemplate(page.actor, params['key'] ?? '');
  return { view, saved: url.searchParams.has('da-luu') };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const values = fieldsOf(await formOf(request));
  const textsOf = (locale: 'vi' | 'en') => ({
    title: values[`texts.${locale}.title`],
    body: values[`texts.${locale}.body`],
    linkLabel: values[`texts.${locale}.linkLabel`],
  });
  const { reason, requestId } = values;
  const input = { key: params['key'], texts: { vi: textsOf('vi'), en: textsOf('en') }, reason, requestId };
  const done = await attempt(() => page.service<Notifications>('notifications').changeTemplate(page.actor, input));
  if (done.ok) return redirect(`${list}/${params['key'] ?? ''}?da-luu=1`);
  const problems = (done.problem.details['problems'] ?? [{ path: '', message: done.problem.words }]) as Problem[];
  return { values, problems };
}

/** One wording: what may be filled in, the words in two languages, and who changed them when and why. */
export default function TemplatePage() {
  const { view, saved } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('notifications');
  const { template } = view;
  const fields: FieldReader = {
    value: (name, otherwise) => refused?.values[name] ?? otherwise,
    error: (name) => refused?.problems.find(({ path }) => path === name)?.message,
  };
  return (
    <Form method="post">
      <DeskPage title={template.vi} actions={<Actions />}>
        <title>{template.vi}</title>
        {saved && !refused && (
          <Notice tone="done" live>
            {t('templates.saved')}
          </Notice>
        )}
        <ErrorSummary
          errors={(refused?.problems ?? []).map(({ path, message }) => ({ name: path || null, message }))}
        />
        <RequestIdField />
        <Placeholders view={view} />
        <TextFields locale="vi" text={template.texts.vi} fields={fields} />
        <TextFields locale="en" text={template.texts.en} fields={fields} />
        <TextInput
          name="reason"
          label={t('templates.reason')}
          hint={t('templates.reasonHint')}
          maxLength={500}
          value={fields.value('reason', '')}
          error={fields.error('reason')}
        />
        <UnsavedGuard />
        <History view={view} />
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

function Placeholders({ view }: { view: TemplateView }) {
  const t = useText('notifications');
  return (
    <Section title={t('templates.placeholders')}>
      <p className="hint">{t('templates.placeholdersHint')}</p>
      <ul>
        {view.template.placeholders.map(({ name, vi }) => (
          <li key={name}>
            <code>{`{{${name}}}`}</code>: {vi}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History({ view }: { view: TemplateView }) {
  const t = useText('notifications');
  return (
    <Section title={t('templates.history')}>
      <ol reversed>
        {view.history.map(({ version, at, reason }) => (
          <li key={version} value={version}>
            {formatDateTime(new Date(at))}: {reason}
          </li>
        ))}
        <li value={1}>{t('templates.shipped')}</li>
      </ol>
    </Section>
  );
}
