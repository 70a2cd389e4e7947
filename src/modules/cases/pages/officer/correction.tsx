import { useText } from '#platform/web/text.tsx';
import { Section, TextArea } from '#ui/officer/index.ts';
import { EForm } from '#ui/eform/index.ts';
import { ActFields } from './act-fields.tsx';
import type { RefusedAct } from './acts.ts';
import type { OfficerCaseItem } from './case-data.ts';

type CorrectionProps = { readonly item: OfficerCaseItem; readonly next: string | null; readonly refused: RefusedAct | null };

/** For the leader once a result was issued: the same form, to sign a corrected one in its place. */
export function Correction({ item, next, refused }: CorrectionProps) {
  const t = useText('cases');
  const again = refused?.intent === 'correct_result' ? refused : null;
  return (
    <details open={again === null ? undefined : true}>
      <summary>{t('officer.ask.correct_result.title')}</summary>
      <Section title={t('officer.act.correct_result')}>
        <p>{t('officer.ask.correct_result.note')}</p>
        <EForm
          definition={item.result.form}
          values={again?.fields ?? item.result.fields}
          problems={again?.problems ?? []}
          today={item.today}
          submitLabel={t('officer.act.correct_result')}
          fields={
            <>
              <ActFields item={item} next={next} />
              <input type="hidden" name="intent" value="correct_result" />
              <TextArea
                name="reason"
                label={t('officer.ask.correct_result.words')}
                hint={t('officer.ask.correct_result.hint')}
                value={again?.typed}
                error={again?.code === 'cases.words_too_short' ? again.words : undefined}
                maxLength={2000}
              />
            </>
          }
        />
      </Section>
    </details>
  );
}
