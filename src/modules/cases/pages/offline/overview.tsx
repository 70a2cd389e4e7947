import { useState } from 'react';
import { textOf } from '#platform/web/forms.ts';
import { useText } from '#platform/web/text.tsx';
import { Button, ButtonRow, EmptyState, LinkButton, Notice, Select } from '#ui/citizen/index.ts';
import { deviceNow, type KeptApplication, type KeptForm } from './kept.ts';
import type { OnDevice } from './use-device.ts';

type Choice = { readonly code: string; readonly name: string };
type Agency = { readonly unitUid: string; readonly name: string };

export type OverviewProps = {
  readonly onDevice: OnDevice;
  readonly procedures: readonly Choice[];
  readonly agencies: readonly Agency[];
  readonly open: (id: string) => void;
};

/** What is on this device, what waits to be sent, and how to begin. */
export function Overview({ onDevice, procedures, agencies, open }: OverviewProps) {
  const t = useText('cases');
  const { applications, online, sending } = onDevice;
  return (
    <>
      <div aria-live="polite">
        <Notice tone={online ? 'done' : 'due'} title={t(online ? 'offline.online' : 'offline.offline')} />
        {sending === 'signed_out' && applications.some((one) => one.state === 'queued') && (
          <Notice tone="due" title={t('offline.signIn')}>
            <p>
              <LinkButton href="/dang-nhap?tiep=%2Fngoai-tuyen">{t('offline.signInButton')}</LinkButton>
            </p>
          </Notice>
        )}
      </div>
      <h2>{t('offline.mine')}</h2>
      {applications.length === 0 && <EmptyState title={t('offline.none')}>{t('offline.noneNote')}</EmptyState>}
      <ul className="kept">
        {applications.map((application) => (
          <li key={application.id}>
            <Kept application={application} onDevice={onDevice} open={open} />
          </li>
        ))}
      </ul>
      <h2>{t('offline.begin')}</h2>
      <Begin onDevice={onDevice} procedures={procedures} agencies={agencies} open={open} />
    </>
  );
}

function Kept({ application, onDevice, open }: { application: KeptApplication; onDevice: OnDevice; open: (id: string) => void }) {
  const t = useText('cases');
  const { id, procedureName, state, outcome } = application;
  const drop = async (): Promise<void> => {
    if (state !== 'done' && !confirm(t('offline.dropSure'))) return;
    await onDevice.device?.dropApplication(id);
    await onDevice.reload();
  };
  const reopen = async (): Promise<void> => {
    await onDevice.device?.keepApplication({ ...application, state: 'draft', outcome: null });
    await onDevice.reload();
    open(id);
  };
  return (
    <>
      <h3>{procedureName}</h3>
      {outcome?.kind === 'sent' && (
        <Notice tone="done" title={t('offline.sent', { code: outcome.code })}>
          <p>
            <LinkButton href={`/ho-so/${outcome.caseId}`}>{t('offline.see')}</LinkButton>
          </p>
        </Notice>
      )}
      {outcome?.kind === 'refused' && (
        <Notice tone="late" title={t('offline.refused')}>
          <p>{outcome.words}</p>
          <ul>
            {outcome.problems.map((problem) => (
              <li key={problem.path}>{problem.message}</li>
            ))}
          </ul>
        </Notice>
      )}
      {state === 'queued' && <Notice tone="due" title={t(onDevice.sending === 'busy' ? 'offline.sending' : 'offline.queued')} />}
      <ButtonRow>
        {state === 'draft' && <Button type="button" onClick={() => open(id)}>{t('offline.goOn')}</Button>}
        {state === 'queued' && <Button type="button" onClick={() => void onDevice.send()}>{t('offline.sendNow')}</Button>}
        {outcome?.kind === 'refused' && <Button type="button" onClick={() => void reopen()}>{t('offline.mend')}</Button>}
        <Button type="button" look="link" onClick={() => void drop()}>
          {t('offline.drop')}
        </Button>
      </ButtonRow>
    </>
  );
}

function Begin({ onDevice, procedures, agencies, open }: OverviewProps) {
  const t = useText('cases');
  const [problem, setProblem] = useState<string | null>(null);
  const kept = new Set(onDevice.forms.map((form) => form.code));
  const choices = onDevice.online ? procedures : procedures.filter((one) => kept.has(one.code));
  const begin = async (data: FormData): Promise<void> => {
    const [code, unitUid] = [textOf(data, 'code'), textOf(data, 'unitUid')];
    if (code === '' || unitUid === '') {
      setProblem(t('offline.choose'));
      return;
    }
    const form = await formFor(onDevice, procedures, code);
    if (form === undefined || onDevice.device === null) {
      setProblem(t('offline.notKept'));
      return;
    }
    const id = crypto.randomUUID();
    const blank = { answers: {}, papers: [], state: 'draft', outcome: null, changedAt: deviceNow().toISOString() } as const;
    await onDevice.device.keepApplication({ id, procedureCode: code, procedureName: form.name, unitUid, ...blank });
    await onDevice.reload();
    open(id);
  };
  if (choices.length === 0) return <Notice tone="due" title={t('offline.noForms')} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void begin(new FormData(event.currentTarget));
      }}
    >
      {problem !== null && <Notice tone="late" live title={problem} />}
      <Select name="code" label={t('offline.procedure')} options={choices.map((one) => ({ value: one.code, label: `${one.name}${kept.has(one.code) ? ` (${t('offline.onDevice')})` : ''}` }))} />
      <Select name="unitUid" label={t('apply.agency')} options={agencies.map((one) => ({ value: one.unitUid, label: one.name }))} />
      <Button>{t('offline.fill')}</Button>
    </form>
  );
}

/** The newest form while there is a line, else the one on the device. */
async function formFor(onDevice: OnDevice, procedures: readonly Choice[], code: string): Promise<KeptForm | undefined> {
  const onHand = onDevice.forms.find((form) => form.code === code);
  try {
    const answer = await fetch(`/api/v1/procedures/${encodeURIComponent(code)}`);
    if (!answer.ok) return onHand;
    const content = (await answer.json()) as { form: unknown; cases: { papers: { code: string; name: string; note: string; electronicCopy: boolean }[] }[] };
    const papers = content.cases.flatMap((variant) => variant.papers).filter((paper) => paper.electronicCopy);
    const name = procedures.find((one) => one.code === code)?.name ?? code;
    const form = { code, name, form: content.form, papers: papers.map(({ code: paper, name: title, note }) => ({ code: paper, name: title, note })), keptAt: deviceNow().toISOString() };
    await onDevice.device?.keepForm(form);
    return form;
  } catch {
    return onHand;
  }
}
