import { useText } from '#platform/web/text.tsx';
import { Checkbox, TextArea, TextInput } from '#ui/officer/index.ts';
import type { Part } from './setting-form.ts';

/** What was typed before a refusal, otherwise the value in use; what is wrong with it; whether a secret is there. */
export type FieldReader = {
  value(name: string): string;
  error(name: string): string | undefined;
  kept(name: string): boolean;
};

type FieldsProps = { readonly fields: FieldReader };

export function SettingFields({ part, fields }: FieldsProps & { part: Part }) {
  if (part === 'general') return <GeneralFields fields={fields} />;
  return part === 'sms' ? <SmsFields fields={fields} /> : <ZaloFields fields={fields} />;
}

function useField(fields: FieldReader) {
  const t = useText('notifications');
  return (name: string) => ({ name, label: t(`channels.${name}`), value: fields.value(name), error: fields.error(name) });
}

function GeneralFields({ fields }: FieldsProps) {
  const t = useText('notifications');
  const field = useField(fields);
  return (
    <>
      <TextInput {...field('order')} hint={t('channels.orderHint')} width="w20" />
      <TextArea {...field('orders')} hint={t('channels.ordersHint')} rows={3} />
      <TextInput {...field('quietFrom')} inputMode="numeric" width="w4" suffix={t('channels.oclock')} error={fields.error('quiet')} />
      <TextInput {...field('quietTo')} inputMode="numeric" width="w4" suffix={t('channels.oclock')} />
      <TextInput {...field('contactBasis')} hint={t('channels.basisHint')} maxLength={500} optional />
    </>
  );
}

function Enabled({ fields }: FieldsProps) {
  const t = useText('notifications');
  return <Checkbox name="enabled" label={t('channels.enable')} checked={fields.value('enabled') === 'true'} />;
}

function Secret({ name, fields }: FieldsProps & { name: string }) {
  const t = useText('notifications');
  const hint = t(fields.kept(name) ? 'channels.secretKept' : 'channels.secretMissing');
  return <TextInput name={`secret.${name}`} label={t(`channels.secret.${name}`)} hint={hint} type="password" autoComplete="off" maxLength={500} />;
}

function SmsFields({ fields }: FieldsProps) {
  const t = useText('notifications');
  const field = useField(fields);
  return (
    <>
      <Enabled fields={fields} />
      <TextInput {...field('brandName')} hint={t('channels.brandHint')} maxLength={11} width="w10" />
      <TextInput {...field('url')} hint={t('channels.urlHint')} type="url" optional />
      <Secret name="apiKey" fields={fields} />
      <TextInput {...field('dailyLimit')} inputMode="numeric" width="w10" />
      <Checkbox name="accents" label={t('channels.accents')} hint={t('channels.accentsHint')} checked={fields.value('accents') === 'true'} />
      <TextArea {...field('wire')} hint={t('channels.wireHint')} rows={12} />
    </>
  );
}

function ZaloFields({ fields }: FieldsProps) {
  const t = useText('notifications');
  const field = useField(fields);
  return (
    <>
      <Enabled fields={fields} />
      <TextInput {...field('appId')} inputMode="numeric" maxLength={30} width="w20" />
      <TextInput {...field('oaId')} inputMode="numeric" maxLength={30} width="w20" />
      <TextInput {...field('dailyLimit')} inputMode="numeric" width="w10" />
      <Secret name="appSecret" fields={fields} />
      <Secret name="oaSecret" fields={fields} />
      <TextInput name="secret.refreshToken" label={t('channels.secret.refreshToken')} hint={t('channels.refreshHint')} type="password" autoComplete="off" maxLength={500} />
    </>
  );
}
