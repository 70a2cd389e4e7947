import type { ProcedureVersion } from '#modules/procedures/index.ts';
import { formatMoney } from '#platform/text/amounts.ts';
import { useText, type Translate } from '#platform/web/text.tsx';
import { Notice } from '#ui/citizen/index.ts';

type Content = ProcedureVersion['content'];
export type NeededPaper = Content['cases'][number]['papers'][number];
export type FiledChannel = Content['channels'][number];

/** The papers to have at hand; what the state already knows is said not to be asked. */
export function PapersNeeded({ papers }: { papers: readonly NeededPaper[] }) {
  const t = useText('cases');
  if (papers.length === 0) return <p>{t('apply.noPapers')}</p>;
  return (
    <ul>
      {papers.map((paper) => (
        <li key={paper.code}>
          {paper.name}: {paperWords(t, paper)}
        </li>
      ))}
    </ul>
  );
}

function paperWords(t: Translate, paper: NeededPaper): string {
  if (paper.note !== '') return paper.note;
  if (paper.replaceableBy !== null) return t('apply.fromDatabase', { name: paper.replaceableBy });
  return t(paper.required ? 'apply.paperRequired' : 'apply.paperIfAny');
}

/** How long and how much; whoever is exempt learns it before the amount. */
export function TimeAndFee({ channel }: { channel: FiledChannel }) {
  const t = useText('cases');
  return (
    <>
      <p>{timeWords(t, channel.duration)}</p>
      <FeeLines fees={channel.fees} />
    </>
  );
}

export function FeeLines({ fees }: { fees: FiledChannel['fees'] }) {
  const t = useText('cases');
  const exemptions = fees.flatMap((fee) => fee.exemptions);
  return (
    <>
      {exemptions.length > 0 && (
        <Notice tone="done" title={t('apply.exempt')}>
          <ul>
            {exemptions.map((exemption) => (
              <li key={exemption.text}>{exemption.text}</li>
            ))}
          </ul>
        </Notice>
      )}
      {fees.length === 0 && <p>{t('fee.none')}</p>}
      {fees.map((fee) => (
        <p key={fee.code}>
          {fee.name}:{' '}
          {t(fee.perAnswer === null ? 'apply.amount' : 'apply.amountEach', { amount: formatMoney(fee.amount) })} (
          {fee.legalBase}).
        </p>
      ))}
    </>
  );
}

function timeWords(t: Translate, { unit, n, cutOff }: FiledChannel['duration']): string {
  return t(`apply.time.${unit}`, { n: n ?? 0, cutOff: cutOff ?? '' });
}
