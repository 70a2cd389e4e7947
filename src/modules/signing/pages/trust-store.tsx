import { redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext, type PageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import {
  ConfirmDialog,
  DataTable,
  DeskPage,
  DialogTrigger,
  EmptyState,
  ErrorSummary,
  Section,
} from '#ui/officer/index.ts';
import type { Signing } from '../index.ts';
import { dayOf } from './dates.ts';
import { AnchorForm, TimestampForm, type Refused } from './trust-forms.tsx';

export const handle = { hydrate: true };

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const signing = page.service<Signing>('signing');
  const [anchors, policy] = await Promise.all([signing.listTrust(page.actor), signing.readTimestampPolicy(page.actor)]);
  return {
    anchors: anchors.map(
      ({ id, name, forSignatures, forTimestamps, trustedFrom, trustedUntil, legalBasis, notAfter }) => ({
        ...{ id, name, forSignatures, forTimestamps, legalBasis },
        trustedFrom: trustedFrom.toISOString(),
        trustedUntil: trustedUntil?.toISOString() ?? null,
        notAfter: notAfter.toISOString(),
      }),
    ),
    policy: policy && { ...policy, validFrom: policy.validFrom.toISOString() },
  };
}

type Anchor = Awaited<ReturnType<typeof loader>>['anchors'][number];

export async function action({ context, request }: ActionFunctionArgs): Promise<Response | Refused> {
  const page = pageContext(context);
  const form = await formOf(request);
  const values = fieldsOf(form);
  const purposes = form.getAll('purposes').map(String);
  const done = await attempt(() => carryOut(page, values, purposes));
  return done.ok ? redirect('/can-bo/quan-tri/tin-cay') : { words: done.problem.words, values };
}

function carryOut(
  page: PageContext,
  values: Readonly<Record<string, string>>,
  purposes: readonly string[],
): Promise<unknown> {
  const signing = page.service<Signing>('signing');
  const { intent = '', requestId = '', legalBasis = '' } = values;
  if (intent === 'end') return signing.endTrust(page.actor, { requestId, anchorId: values['anchorId'] ?? '' });
  if (intent === 'timestamp') {
    const { url = '', onOutage = '', retries = '', timeoutMs = '' } = values;
    const input = { url, onOutage: onOutage as 'refuse', retries: Number(retries), timeoutMs: Number(timeoutMs) };
    return signing.setTimestampPolicy(page.actor, { requestId, legalBasis: values['stampBasis'] ?? '', ...input });
  }
  return signing.addTrustAnchor(page.actor, {
    requestId,
    legalBasis,
    certificate: values['certificate'] ?? '',
    forSignatures: purposes.includes('signatures'),
    forTimestamps: purposes.includes('timestamps'),
    revocationAddresses: (values['addresses'] ?? '').split(/\s+/).filter((line) => line !== ''),
  });
}

/** Whom the locality trusts, since when and by which legal basis; and its timestamp service. */
export default function TrustStorePage() {
  const { anchors, policy } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const t = useText('signing');
  return (
    <DeskPage title={t('trust.title')}>
      <title>{t('trust.title')}</title>
      {refused && <ErrorSummary errors={[{ message: refused.words }]} />}
      <Section title={t('trust.anchors')}>
        <AnchorTable anchors={anchors} />
      </Section>
      <Section title={t('trust.add')}>
        <AnchorForm refused={refused} />
      </Section>
      <Section title={t('trust.stamps')}>
        <p>{policy ? t('trust.current', { url: policy.url, from: dayOf(policy.validFrom) }) : t('trust.none')}</p>
        <TimestampForm policy={policy} refused={refused} />
      </Section>
    </DeskPage>
  );
}

function AnchorTable({ anchors }: { anchors: readonly Anchor[] }) {
  const t = useText('signing');
  const uses = ({ forSignatures, forTimestamps }: Anchor): string =>
    [forSignatures && t('trust.signatures'), forTimestamps && t('trust.timestamps')].filter(Boolean).join(', ');
  return (
    <DataTable
      caption={t('trust.anchors')}
      hideCaption
      columns={[
        { key: 'name', label: t('trust.name'), cell: ({ name }) => name },
        { key: 'use', label: t('trust.use'), cell: uses },
        { key: 'from', label: t('trust.from'), cell: ({ trustedFrom }) => dayOf(trustedFrom), nowrap: true },
        { key: 'until', label: t('trust.until'), cell: (anchor) => <Until anchor={anchor} /> },
        { key: 'basis', label: t('trust.legalBasis'), cell: ({ legalBasis }) => legalBasis, wideOnly: true },
      ]}
      rows={anchors}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('trust.empty')}>{t('trust.emptyText')}</EmptyState>}
    />
  );
}

function Until({ anchor }: { anchor: Anchor }) {
  const t = useText('signing');
  if (anchor.trustedUntil) return dayOf(anchor.trustedUntil);
  const fields = (
    <>
      <RequestIdField />
      <input type="hidden" name="anchorId" value={anchor.id} />
    </>
  );
  return (
    <>
      {t('trust.lasting')} ({t('trust.days', { date: dayOf(anchor.notAfter) })}){' '}
      <DialogTrigger dialog={`end-${anchor.id}`} label={t('trust.end')} look="link" small />
      <ConfirmDialog
        id={`end-${anchor.id}`}
        title={t('trust.endTitle')}
        confirm={t('trust.end')}
        danger
        intent={{ name: 'intent', value: 'end' }}
        fields={fields}
      >
        <p>{anchor.name}</p>
        <p>{t('trust.endText')}</p>
      </ConfirmDialog>
    </>
  );
}
