import { RequestIdField } from '#platform/web/request-id.tsx';
import { textOf } from '#platform/web/forms.ts';
import { useText } from '#platform/web/text.tsx';
import { Button } from '#ui/citizen/button.tsx';
import { Details } from '#ui/citizen/matter.tsx';
import { TextInput } from '#ui/citizen/text-input.tsx';
import type { ProofInput } from '../../use-cases/pending-sign-in.ts';
import { PasskeyForm } from './passkey-form.tsx';

/** The ways to show the second factor: application, passkey, recovery code. */
export function ProofForms({ hasTotp, hasPasskey }: { hasTotp: boolean; hasPasskey: boolean }) {
  const t = useText('identity');
  return (
    <>
      {hasTotp && (
        <form method="post">
          <RequestIdField />
          <TextInput
            name="code"
            label={t('proof.code')}
            hint={t('proof.codeHint')}
            width="w10"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            noSave
          />
          <Button name="intent" value="totp">
            {t('proof.confirm')}
          </Button>
        </form>
      )}
      {hasPasskey && <PasskeyForm purpose="prove" label={t('proof.passkey')} />}
      <Details summary={t('proof.lost')}>
        <form method="post">
          <RequestIdField />
          <TextInput
            name="code"
            label={t('proof.recoveryCode')}
            hint={t('proof.recoveryHint')}
            width="w20"
            autoComplete="off"
            maxLength={30}
            noSave
          />
          <Button name="intent" value="recovery_code" look="quiet">
            {t('proof.confirm')}
          </Button>
        </form>
        <p>{t('proof.noneLeft')}</p>
      </Details>
    </>
  );
}

/** What one of the forms posted. */
export function proofOf(form: FormData): ProofInput {
  const intent = textOf(form, 'intent');
  if (intent === 'passkey') return { kind: 'passkey', answer: jsonOf(textOf(form, 'answer')) };
  return { kind: intent === 'recovery_code' ? 'recovery_code' : 'totp', code: textOf(form, 'code') };
}

/** The parsed text, or null: whoever posts nonsense gets the answer of a wrong passkey. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
