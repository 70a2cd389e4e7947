import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { useRef, useState, type ReactNode } from 'react';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button } from '#ui/citizen/button.tsx';
import { useHydrated } from '#ui/officer/use-hydrated.ts';

export type PasskeyFormProps = {
  /** `prove` shows a passkey that is known, `add` makes a new one. */
  readonly purpose: 'prove' | 'add';
  readonly label: string;
  readonly children?: ReactNode;
};

const optionsUrl = {
  prove: '/api/v1/identity/passkeys/authentication-options',
  add: '/api/v1/identity/passkeys/registration-options',
};

/** Asks the browser for a passkey and posts its answer (`intent=passkey`, `answer`). Passkeys need a script: without one nothing is shown. */
export function PasskeyForm({ purpose, label, children }: PasskeyFormProps) {
  const t = useText('identity');
  const form = useRef<HTMLFormElement>(null);
  const answer = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  if (!useHydrated()) return null;

  async function ask(): Promise<void> {
    setState('asking');
    try {
      const response = await fetch(optionsUrl[purpose], { method: 'POST' });
      if (!response.ok) throw new Error(`options answered ${response.status}`);
      const options: unknown = await response.json();
      const credential =
        purpose === 'add'
          ? await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
          : await startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
      if (answer.current) answer.current.value = JSON.stringify(credential);
      form.current?.submit();
    } catch {
      // Cancelled, timed out, or no passkey on this device: the other ways stay open.
      setState('failed');
    }
  }

  return (
    <form method="post" ref={form}>
      <RequestIdField />
      <input type="hidden" name="intent" value="passkey" />
      <input type="hidden" name="answer" ref={answer} />
      {children}
      {state === 'failed' && <p role="alert">{t('passkey.failed')}</p>}
      <p>
        <Button type="button" look="quiet" disabled={state === 'asking'} onClick={() => void ask()}>
          {label}
        </Button>
      </p>
    </form>
  );
}
