import { redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import {
  ActionBar,
  ActionLink,
  ConfirmDialog,
  DataTable,
  DeskPage,
  DialogTrigger,
  KeyValue,
  Notice,
  RadioGroup,
  Section,
  StateChip,
} from '#ui/officer/index.ts';
import type { Signing } from '../index.ts';
import { toPage, type CertificatePage } from './certificate-page.ts';
import { dayOf, momentOf } from './dates.ts';
import { stateLooks } from './state-looks.ts';

export const handle = { hydrate: true };

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  return toPage(await page.service<Signing>('signing').readCertificate(page.actor, params['id'] ?? ''));
}

type Refused = { readonly words: string; readonly intent: string; readonly reason: string };

export async function action({ context, params, request }: ActionFunctionArgs): Promise<Response | Refused> {
  const page = pageContext(context);
  const signing = page.service<Signing>('signing');
  const { intent = '', requestId = '', reason = '', reasonKind = '' } = fieldsOf(await formOf(request));
  const input = { requestId, certificateId: params['id'] ?? '', reason };
  const done = await attempt(() => {
    if (intent === 'suspend') return signing.suspendCertificate(page.actor, input);
    if (intent === 'resume') return signing.resumeCertificate(page.actor, input);
    return signing.revokeCertificate(page.actor, { ...input, reasonKind: reasonKind as 'superseded' });
  });
  return done.ok ? redirect(`/can-bo/chung-thu/${input.certificateId}`) : { words: done.problem.words, intent, reason };
}

/** One certificate: what it says, what happened to it, and what may be done with it now. */
export default function CertificateDetail() {
  const certificate = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const t = useText('signing');
  const { alarm, abilities } = certificate;
  return (
    <DeskPage
      title={certificate.holderName}
      chips={<StateChip state={certificate.state} looks={stateLooks(t)} />}
      facts={[
        t(`list.${certificate.holderKind}`),
        certificate.keyKind,
        t('check.fromTo', { from: dayOf(certificate.notBefore), to: dayOf(certificate.notAfter) }),
      ]}
      actions={<Acts certificate={certificate} refused={refused} />}
    >
      <title>{certificate.holderName}</title>
      {refused && <Notice tone="late" title={refused.words} live />}
      {alarm && abilities.manage && <Notice tone="due" title={t('detail.alarm', { n: alarm.daysLeft })} />}
      <Facts certificate={certificate} />
    </DeskPage>
  );
}

function Facts({ certificate }: { certificate: CertificatePage }) {
  const t = useText('signing');
  const { subject, issuer, serial, keyKind, provider, notBefore, notAfter, facts } = certificate;
  return (
    <>
      <KeyValue
        rows={[
          { label: t('detail.subject'), value: subject },
          { label: t('detail.issuer'), value: issuer },
          { label: t('detail.serial'), value: <code>{serial}</code> },
          { label: t('detail.key'), value: keyKind },
          { label: t('detail.provider'), value: provider === 'key_file' ? t('detail.keyFile') : provider },
          { label: t('detail.from'), value: momentOf(notBefore) },
          { label: t('detail.to'), value: momentOf(notAfter) },
        ]}
      />
      <Section title={t('detail.facts')}>
        <DataTable
          caption={t('detail.facts')}
          hideCaption
          columns={[
            { key: 'when', label: t('detail.when'), cell: ({ effectiveAt }) => momentOf(effectiveAt), nowrap: true },
            { key: 'what', label: t('detail.what'), cell: ({ kind }) => t(`detail.fact.${kind}`), nowrap: true },
            { key: 'why', label: t('detail.reasonColumn'), cell: ({ reason }) => reason },
          ]}
          rows={facts}
          rowKey={({ kind, effectiveAt }) => `${kind} ${effectiveAt}`}
        />
      </Section>
    </>
  );
}

const dialogsFor = {
  active: ['suspend', 'revoke'],
  not_yet_valid: ['suspend', 'revoke'],
  suspended: ['resume', 'revoke'],
  requested: ['revoke'],
  expired: ['revoke'],
  revoked: [],
} as const;
const reasonKinds = [
  'key_compromise',
  'affiliation_changed',
  'superseded',
  'cessation',
  'privilege_withdrawn',
] as const;

function Acts({ certificate, refused }: { certificate: CertificatePage; refused: Refused | null }) {
  const t = useText('signing');
  const possible: readonly string[] = certificate.abilities.manage ? dialogsFor[certificate.state] : [];
  return (
    <ActionBar>
      {possible.map((intent) => (
        <DialogTrigger
          key={intent}
          dialog={`dialog-${intent}`}
          label={t(`detail.${intent}`)}
          look={intent === 'revoke' ? 'danger' : 'quiet'}
        />
      ))}
      <ActionLink
        href={`/api/v1/signing/certificates/${certificate.id}/file`}
        label={t('detail.download')}
        download="chung-thu.pem"
      />
      <ActionLink href="/can-bo/chung-thu" label={t('detail.back')} />
      {possible.map((intent) => (
        <ChangeDialog key={intent} intent={intent} refused={refused?.intent === intent ? refused : null} />
      ))}
    </ActionBar>
  );
}

function ChangeDialog({ intent, refused }: { intent: string; refused: Refused | null }) {
  const t = useText('signing');
  const isRevocation = intent === 'revoke';
  return (
    <ConfirmDialog
      id={`dialog-${intent}`}
      title={t(`detail.${intent}Title`)}
      confirm={t(`detail.${intent}`)}
      danger={isRevocation}
      open={refused !== null}
      intent={{ name: 'intent', value: intent }}
      reason={{
        label: t('detail.reason'),
        hint: t('detail.reasonHint'),
        maxLength: 500,
        value: refused?.reason,
        error: refused?.words,
      }}
      fields={<RequestIdField />}
    >
      <p>{t(`detail.${intent}Text`)}</p>
      {isRevocation && (
        <RadioGroup
          name="reasonKind"
          label={t('detail.reasonKind')}
          value="affiliation_changed"
          options={reasonKinds.map((kind) => ({ value: kind, label: t(`detail.kinds.${kind}`) }))}
        />
      )}
    </ConfirmDialog>
  );
}
