import { Form } from 'react-router';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, CheckboxGroup, RadioGroup, TextArea, TextInput } from '#ui/officer/index.ts';

/** A refused form: what is wrong, and what was typed. */
export type Refused = { readonly words: string; readonly values: Readonly<Record<string, string>> };

const valuesFor = (refused: Refused | null, intent: string): Readonly<Record<string, string>> =>
  refused?.values['intent'] === intent ? refused.values : {};

/** A new authority to trust: its certificate, for what, and why. */
export function AnchorForm({ refused }: { refused: Refused | null }) {
  const t = useText('signing');
  const values = valuesFor(refused, 'add');
  return (
    <Form method="post">
      <RequestIdField />
      <input type="hidden" name="intent" value="add" />
      <TextArea
        name="certificate"
        label={t('trust.certificate')}
        hint={t('trust.certificateHint')}
        value={values['certificate']}
        rows={6}
      />
      <CheckboxGroup
        name="purposes"
        label={t('trust.purposes')}
        values={['signatures']}
        options={[
          { value: 'signatures', label: t('trust.signatures') },
          { value: 'timestamps', label: t('trust.timestamps') },
        ]}
      />
      <TextInput
        name="legalBasis"
        label={t('trust.legalBasisField')}
        hint={t('trust.legalBasisHint')}
        value={values['legalBasis']}
        maxLength={300}
      />
      <TextArea
        name="addresses"
        label={t('trust.addresses')}
        hint={t('trust.addressesHint')}
        value={values['addresses']}
        rows={3}
        optional
      />
      <Button>{t('trust.submit')}</Button>
    </Form>
  );
}

type Policy = { readonly url: string; readonly onOutage: string; readonly retries: number; readonly timeoutMs: number };

/** The timestamp service and what happens while it is away. */
export function TimestampForm({ policy, refused }: { policy: Policy | null; refused: Refused | null }) {
  const t = useText('signing');
  const values = valuesFor(refused, 'timestamp');
  return (
    <Form method="post">
      <RequestIdField />
      <input type="hidden" name="intent" value="timestamp" />
      <TextInput
        name="url"
        label={t('trust.url')}
        hint={t('trust.urlHint')}
        value={values['url'] ?? policy?.url}
        maxLength={300}
      />
      <RadioGroup
        name="onOutage"
        label={t('trust.onOutage')}
        value={values['onOutage'] ?? policy?.onOutage ?? 'refuse'}
        options={[
          { value: 'refuse', label: t('trust.refuse') },
          { value: 'sign_b_b_and_upgrade_later', label: t('trust.later') },
        ]}
      />
      <TextInput
        name="retries"
        label={t('trust.retries')}
        value={values['retries'] ?? policy?.retries ?? 2}
        inputMode="numeric"
        width="w4"
      />
      <TextInput
        name="timeoutMs"
        label={t('trust.timeout')}
        value={values['timeoutMs'] ?? policy?.timeoutMs ?? 4000}
        inputMode="numeric"
        width="w4"
      />
      <TextInput
        name="stampBasis"
        label={t('trust.legalBasisField')}
        hint={t('trust.legalBasisHint')}
        value={values['stampBasis']}
        maxLength={300}
      />
      <Button look="quiet">{t('trust.save')}</Button>
    </Form>
  );
}
