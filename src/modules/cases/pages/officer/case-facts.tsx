import { formatMoney } from '#platform/text/amounts.ts';
import { formatPhone } from '#platform/text/phone.ts';
import { useText } from '#platform/web/text.tsx';
import { Chip, KeyValue, Section } from '#ui/officer/index.ts';
import { EFormFacts } from '#ui/eform/index.ts';
import { ReceiptLinks } from './case-flash.tsx';
import { PaperChecklist } from './paper-checks.tsx';
import { PopulationCheck } from './population.tsx';
import type { OfficerCaseItem } from './case-data.ts';

/** What was sent: the answers with their sources, the papers, money, and how the due date was computed. */
export function CaseFacts({ item }: { item: OfficerCaseItem }) {
  const t = useText('cases');
  const otherAccount =
    item.submittedBy !== null && !item.verified.includes(item.applicantField) ? item.submittedBy : null;
  const paid = item.feePaid >= item.feeDue;
  return (
    <>
      {item.checks.mayJudge && <PaperChecklist item={item} />}
      <PopulationCheck item={item} />
      <EFormFacts
        definition={item.form}
        values={item.answers}
        visible={new Set(item.visible)}
        remark={(line) => ({
          source: item.verified.includes(line.name) ? t('officer.fromAccount') : undefined,
          difference:
            line.name === item.applicantField && otherAccount !== null
              ? t('officer.otherAccount', { name: otherAccount })
              : undefined,
        })}
      />
      {!item.checks.mayJudge && <PaperChecklist item={item} />}
      <Section title={t('officer.more')}>
        <KeyValue
          rows={[
            {
              label: t('fee.label'),
              value:
                item.feeDue === 0 ? (
                  t('fee.none')
                ) : (
                  <Chip
                    tone={paid ? 'done' : 'due'}
                  >{`${formatMoney(item.feeDue)}, ${paid ? t('fee.paid') : t('fee.unpaid')}`}</Chip>
                ),
            },
            {
              label: t('officer.phone'),
              value:
                item.applicantPhone === null ? (
                  ''
                ) : (
                  <a href={`tel:${item.applicantPhone}`}>{formatPhone(item.applicantPhone)}</a>
                ),
            },
            { label: t('officer.email'), value: item.applicantEmail ?? '' },
            {
              label: t('officer.receiptLabel'),
              value: item.acceptedAt === null ? '' : <ReceiptLinks caseId={item.id} />,
            },
          ]}
        />
        {item.dueDerivation.length > 0 && (
          <details>
            <summary>{t('track.why')}</summary>
            <ol>
              {item.dueDerivation.map((line) => (
                <li key={line.words}>{line.words}</li>
              ))}
            </ol>
          </details>
        )}
      </Section>
    </>
  );
}
