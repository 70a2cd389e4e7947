import { RequestIdField } from '#platform/web/request-id.tsx';
import { textOf } from '#platform/web/forms.ts';
import { useText } from '#platform/web/text.tsx';
import { Button } from '#ui/citizen/button.tsx';
import { Notice } from '#ui/citizen/feedback.tsx';
import { QrImage } from '#ui/citizen/qr-image.tsx';
import { TextInput } from '#ui/citizen/text-input.tsx';
import type { Identity } from '../../index.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { jsonOf } from './proof-forms.tsx';

/** Setting up a second factor: the application by QR code or typed secret, or a passkey. */
export function EnrolmentForms({ secret, uri }: { secret: string; uri: string }) {
  const t = useText('identity');
  return (
    <>
      <h2>{t('enrol.application')}</h2>
      <ol>
        <li>{t('enrol.install')}</li>
        <li>{t('enrol.scan')}</li>
        <li>{t('enrol.typeCode')}</li>
      </ol>
      <div className="enrolment-code">
        <QrImage text={uri} label={t('enrol.qr')} />
        <p>
          {t('enrol.orType')} <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
      </div>
      <form method="post">
        <RequestIdField />
        <TextInput
          name="code"
          label={t('proof.code')}
          width="w10"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          noSave
        />
        <Button name="intent" value="totp">
          {t('enrol.finish')}
        </Button>
      </form>
      <PasskeyForm purpose="add" label={t('enrol.addPasskey')}>
        <h2>{t('enrol.passkey')}</h2>
        <p>{t('enrol.passkeyText')}</p>
        <TextInput
          name="label"
          label={t('enrol.passkeyName')}
          value={t('enrol.passkeyDefault')}
          width="w20"
          maxLength={60}
        />
      </PasskeyForm>
    </>
  );
}

/** Codes shown once. The button posts `intent=continue`. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useText('identity');
  return (
    <>
      <Notice tone="due" title={t('recovery.title')}>
        <p>{t('recovery.text')}</p>
      </Notice>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <form method="post">
        <RequestIdField />
        <Button name="intent" value="continue">
          {t('recovery.kept')}
        </Button>
      </form>
    </>
  );
}

type Enroller = Parameters<Identity['startTotp']>[0];

/** Carries out what one of the enrolment forms posted; answers the recovery codes to show, if any. */
export async function enrolFrom(identity: Identity, who: Enroller, form: FormData): Promise<readonly string[] | null> {
  if (textOf(form, 'intent') !== 'passkey')
    return (await identity.confirmTotp(who, textOf(form, 'code'))).recoveryCodes;
  const label = textOf(form, 'label').trim().slice(0, 60) || 'Khóa truy cập';
  return (await identity.addPasskey(who, { answer: jsonOf(textOf(form, 'answer')), label })).recoveryCodes;
}
