import { useText } from '#platform/web/text.tsx';
import { DatePicker, Section, TextArea, TextInput } from '#ui/officer/index.ts';
import type { FieldReader } from './form-problem.ts';
import type { Moment } from './hrefs.ts';
import { tasks, type Task } from './tasks.ts';

/** From which day, by which paper, for which reason: the same on every form. */
export function ChangeHead({ task, moment, fields }: { task: Task; moment: Moment; fields: FieldReader }) {
  const t = useText('organization');
  const { day, document, reason } = tasks[task];
  const { value, error } = fields;
  return (
    <>
      {day !== 'none' && (
        <DatePicker
          name="effectiveOn"
          label={t(day === 'correction' ? 'form.correctionOn' : 'form.effectiveOn')}
          hint={day === 'correction' ? undefined : t('form.effectiveOnHint')}
          value={value('effectiveOn', moment.asOf)}
          error={error('effectiveOn')}
        />
      )}
      {document !== 'none' && <DocumentFields fields={fields} optional={document === 'possible'} />}
      {reason !== 'none' && (
        <TextArea
          name="reason"
          label={t(reason === 'needed' ? 'form.reason' : 'form.reasonOptional')}
          rows={2}
          maxLength={500}
          value={value('reason')}
          error={error('reason')}
        />
      )}
    </>
  );
}

function DocumentFields({ fields: { value, error }, optional }: { fields: FieldReader; optional: boolean }) {
  const t = useText('organization');
  return (
    <Section title={t('form.document')}>
      {optional && <p className="hint">{t('form.documentOptional')}</p>}
      <TextInput
        name="documentNumber"
        label={t('form.documentNumber')}
        width="w20"
        maxLength={60}
        value={value('documentNumber')}
        error={error('document.number') ?? error('document')}
      />
      <DatePicker
        name="documentDate"
        label={t('form.documentDate')}
        value={value('documentDate')}
        error={error('document.date')}
      />
      <TextInput
        name="documentIssuer"
        label={t('form.documentIssuer')}
        maxLength={200}
        value={value('documentIssuer')}
        error={error('document.issuer')}
      />
    </Section>
  );
}
