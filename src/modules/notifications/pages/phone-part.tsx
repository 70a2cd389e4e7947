import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, Details, PostForm, TextInput, type ErrorItem } from '#ui/citizen/index.ts';
import type { PreferencesView } from '../index.ts';

type PhonePartProps = { readonly view: PreferencesView; readonly knownPhone: string; readonly errors: readonly ErrorItem[] };

/** The number of the reader: proved by a code, because a number that is only typed may be somebody else's. */
export function PhonePart({ view, knownPhone, errors }: PhonePartProps) {
  const t = useText('notifications');
  if (!view.channels.some(({ channel, available }) => channel === 'sms' && available)) return null;
  const error = (name: string): string | undefined => errors.find((one) => one.name === name)?.message;
  return (
    <>
      <h2>{t('ways.phoneTitle')}</h2>
      <p>{view.phone === null ? t('ways.noPhone') : t('ways.phoneIs', { phone: view.phone })}</p>
      {view.waitingFor !== null && (
        <PostForm>
          <TextInput name="code" label={t('ways.code', { phone: view.waitingFor })} hint={t('ways.codeHint')} inputMode="numeric" autoComplete="one-time-code" maxLength={10} width="w10" noSave error={error('code')} />
          <p>
            <Button name="intent" value="confirm">
              {t('ways.confirm')}
            </Button>
          </p>
        </PostForm>
      )}
      <PhoneForm view={view} knownPhone={knownPhone} error={error('phone')} />
    </>
  );
}

function PhoneForm({ view, knownPhone, error }: Pick<PhonePartProps, 'view' | 'knownPhone'> & { error: string | undefined }) {
  const t = useText('notifications');
  const form = (
    <PostForm>
      <RequestIdField />
      <TextInput name="phone" label={t(view.phone === null ? 'ways.phone' : 'ways.otherPhone')} type="tel" autoComplete="tel" maxLength={20} width="w20" noSave value={view.phone === null ? knownPhone : ''} error={error} />
      <p>
        <Button look="quiet" name="intent" value="code">
          {t('ways.sendCode')}
        </Button>
      </p>
    </PostForm>
  );
  if (view.phone === null && view.waitingFor === null) return form;
  return (
    <Details summary={t('ways.otherPhone')} open={error !== undefined}>
      {form}
    </Details>
  );
}
