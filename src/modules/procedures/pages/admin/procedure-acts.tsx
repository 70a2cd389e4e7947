import { Form } from 'react-router';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionButton, ActionLink, ConfirmDialog, DatePicker, DialogTrigger, TextInput } from '#ui/officer/index.ts';
import { standingOf, type Overview } from './versions-table.tsx';

export type Refusal = { readonly intent: string; readonly words: string; readonly errors: readonly { readonly path: string; readonly message: string }[]; readonly values: Readonly<Record<string, string>> };

type ActsProps = { readonly overview: Overview; readonly may: { readonly edit: boolean; readonly publish: boolean }; readonly refused: Refusal | undefined };

/** What may be done with a procedure: begin a draft, take back a coming version, end it. */
export function ProcedureActs({ overview, may, refused }: ActsProps) {
  const t = useText('procedures');
  const coming = overview.versions.find((version) => standingOf(version, overview.today) === 'coming');
  const ended = overview.ending !== null;
  const current = overview.versions.some((version) => standingOf(version, overview.today) === 'in_force');
  return (
    <ActionBar>
      {may.edit && overview.draft === null && !ended && (
        <Form method="post">
          <RequestIdField />
          <ActionButton label={t('admin.beginDraft')} name="intent" value="begin" look="main" shortcut="n" />
        </Form>
      )}
      {current && <ActionLink href={`/thu-tuc/${overview.code}`} label={t('admin.seePage')} />}
      {may.publish && coming && <DialogTrigger dialog="withdraw" label={t('admin.withdraw')} />}
      {may.publish && current && !ended && <DialogTrigger dialog="end" label={t('admin.end')} />}
      {may.publish && coming && (
        <ConfirmDialog
          id="withdraw"
          title={t('admin.withdrawTitle', { n: coming.number })}
          confirm={t('admin.withdraw')}
          danger
          intent={{ name: 'intent', value: 'withdraw' }}
          open={refused?.intent === 'withdraw'}
          reason={{ label: t('admin.reason'), value: refused?.values['reason'], error: errorOf(refused, 'reason') }}
          fields={
            <>
              <RequestIdField />
              <input type="hidden" name="versionId" value={coming.id} />
            </>
          }
        >
          <p>{t('admin.withdrawText')}</p>
        </ConfirmDialog>
      )}
      {may.publish && current && !ended && <EndDialog refused={refused} today={overview.today} />}
    </ActionBar>
  );
}

function EndDialog({ refused, today }: { refused: Refusal | undefined; today: string }) {
  const t = useText('procedures');
  const value = (name: string): string => refused?.values[name] ?? '';
  return (
    <ConfirmDialog
      id="end"
      title={t('admin.endTitle')}
      confirm={t('admin.end')}
      danger
      intent={{ name: 'intent', value: 'end' }}
      open={refused?.intent === 'end'}
      reason={{ label: t('admin.endReason'), value: value('reason'), error: errorOf(refused, 'reason') }}
      fields={<RequestIdField />}
    >
      <p>{t('admin.endText')}</p>
      <DatePicker name="lastDay" label={t('admin.lastDay')} value={value('lastDay')} min={today} error={errorOf(refused, 'lastDay')} />
      <TextInput name="decision" label={t('admin.endDecision')} value={value('decision')} error={errorOf(refused, 'decision')} />
      <TextInput name="successor" label={t('admin.successor')} hint={t('import.codeHint')} optional width="w20" value={value('successor')} error={errorOf(refused, 'successor')} />
    </ConfirmDialog>
  );
}

function errorOf(refused: Refusal | undefined, name: string): string | undefined {
  return refused?.errors.find(({ path }) => path === name)?.message;
}
