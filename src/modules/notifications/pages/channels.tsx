import { Form, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime } from '#platform/text/dates.ts';
import { attempt } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText, type Translate } from '#platform/web/text.tsx';
import { ActionButton, ActionLink, DataTable, DeskPage, KeyValue, Notice, Section, StateChip, type StateLooks } from '#ui/officer/index.ts';
import type { ChannelsView, Notifications } from '../index.ts';

export const handle = { hydrate: true };

const here = '/can-bo/quan-tri/kenh-gui';

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const view = await page.service<Notifications>('notifications').readChannels(page.actor);
  return { view, done: url.searchParams.has('da-luu') };
}

export async function action({ context }: ActionFunctionArgs) {
  const page = pageContext(context);
  const done = await attempt(() => page.service<Notifications>('notifications').syncApprovals(page.actor));
  return done.ok ? redirect(`${here}?da-luu=1`) : { problem: done.problem.words };
}

/** The channels of the locality: how each is set, whether Zalo is connected, and which short wordings may be sent. */
export default function Channels() {
  const { view, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('notifications');
  return (
    <DeskPage title={t('channels.title')}>
      <title>{t('channels.title')}</title>
      {problem && (
        <Notice tone="late" live>
          {problem}
        </Notice>
      )}
      {done && !problem && (
        <Notice tone="done" live>
          {t('channels.saved')}
        </Notice>
      )}
      {view.token.broken !== null && <Notice tone="late">{t('channels.broken', { code: view.token.broken })}</Notice>}
      <General view={view} />
      <Sms view={view} />
      <Zalo view={view} />
      <Templates view={view} />
      <Changes view={view} />
    </DeskPage>
  );
}

type PartProps = { readonly view: ChannelsView };

function Edit({ channel }: { channel: string }) {
  const t = useText('notifications');
  return <ActionLink href={`${here}/cai-dat/${channel}`} label={t('channels.edit')} />;
}

function General({ view }: PartProps) {
  const t = useText('notifications');
  const { quiet, order, orders, contactBasis } = view.settings.general;
  const inWords = (list: readonly string[]): string => list.map((channel) => t(`channel.${channel}`)).join(' → ');
  return (
    <Section title={t('channels.general')} actions={<Edit channel="general" />}>
      <KeyValue
        rows={[
          { label: t('channels.order'), value: inWords(order) },
          ...Object.entries(orders).map(([key, list]) => ({ label: `${t('channels.order')}: ${key}`, value: inWords(list) })),
          { label: t('channels.quiet'), value: t('channels.quietValue', quiet) },
          { label: t('channels.basis'), value: contactBasis || t('channels.noBasis') },
        ]}
      />
    </Section>
  );
}

function Sms({ view }: PartProps) {
  const t = useText('notifications');
  const { enabled, brandName, url, dailyLimit } = view.settings.sms;
  return (
    <Section title={t('channel.sms')} actions={<Edit channel="sms" />}>
      <KeyValue
        rows={[
          { label: t('channels.enabled'), value: t(enabled ? 'channels.on' : 'channels.off') },
          { label: t('channels.brandName'), value: brandName },
          { label: t('channels.url'), value: url },
          { label: t('channels.dailyLimit'), value: dailyLimit },
          { label: t('channels.secret.apiKey'), value: t(view.kept['sms.apiKey'] ? 'channels.kept' : 'channels.missing') },
        ]}
      />
    </Section>
  );
}

function Zalo({ view }: PartProps) {
  const t = useText('notifications');
  const { enabled, appId, oaId, dailyLimit } = view.settings.zalo;
  const { connected, renewedAt } = view.token;
  const secret = (name: string): string => t(view.kept[`zalo.${name}`] ? 'channels.kept' : 'channels.missing');
  return (
    <Section title={t('channel.zalo')} actions={<Edit channel="zalo" />}>
      <KeyValue
        rows={[
          { label: t('channels.enabled'), value: t(enabled ? 'channels.on' : 'channels.off') },
          { label: t('channels.appId'), value: appId },
          { label: t('channels.oaId'), value: oaId },
          { label: t('channels.dailyLimit'), value: dailyLimit },
          { label: t('channels.secret.appSecret'), value: secret('appSecret') },
          { label: t('channels.secret.oaSecret'), value: secret('oaSecret') },
          { label: t('channels.token'), value: connected && renewedAt !== null ? t('channels.renewedAt', { at: formatDateTime(new Date(renewedAt)) }) : t('channels.notConnected') },
          { label: t('channels.webhook'), value: <code>{view.webhook}</code> },
        ]}
      />
    </Section>
  );
}

function approvalLooks(t: Translate): StateLooks<'draft' | 'pending' | 'approved' | 'rejected'> {
  return {
    draft: { tone: 'plain', label: t('channels.approval.draft') },
    pending: { tone: 'wait', label: t('channels.approval.pending') },
    approved: { tone: 'done', label: t('channels.approval.approved') },
    rejected: { tone: 'late', label: t('channels.approval.rejected') },
  };
}

function Templates({ view }: PartProps) {
  const t = useText('notifications');
  const ask = (
    <Form method="post">
      <RequestIdField />
      <ActionButton label={t('channels.sync')} />
    </Form>
  );
  return (
    <Section title={t('channels.templates')} actions={ask}>
      <DataTable
        caption={t('channels.templates')}
        hideCaption
        rows={view.templates}
        rowKey={({ channel, key }) => `${channel} ${key}`}
        rowHref={({ channel, key }) => `${here}/${channel}/${key}`}
        columns={[
          { key: 'name', label: t('templates.name'), cell: ({ vi }) => vi },
          { key: 'channel', label: t('channels.channel'), cell: ({ channel }) => t(`channel.${channel}`), nowrap: true },
          { key: 'id', label: t('channels.externalId'), cell: ({ externalId }) => externalId, nowrap: true, wideOnly: true },
          {
            key: 'approval',
            label: t('channels.approvalColumn'),
            cell: ({ registered, channel, approval }) => (registered || channel === 'zalo' ? <StateChip state={approval} looks={approvalLooks(t)} /> : t('channels.shippedText')),
          },
        ]}
      />
    </Section>
  );
}

function Changes({ view }: PartProps) {
  const t = useText('notifications');
  if (view.changes.length === 0) return null;
  return (
    <Section title={t('templates.history')}>
      <ul>
        {view.changes.map(({ channel, version, reason, at }) => (
          <li key={`${channel} ${version}`}>
            {formatDateTime(new Date(at))}, {t(`channels.part.${channel}`)}: {reason}
          </li>
        ))}
      </ul>
    </Section>
  );
}
