import type { ProcedureVersion } from '#modules/procedures/index.ts';
import { formatMoney } from '#platform/text/amounts.ts';
import { useText, type Translate } from '#platform/web/text.tsx';
import { Details, Notice } from '#ui/citizen/index.ts';

type Content = ProcedureVersion['content'];
export type NeededPaper = Content['cases'][number]['papers'][number];
export type FiledChannel = Content['channels'][number];

/** A situation of the procedure with its papers; `always`: everybody's. */
export type Situation = { readonly key: string; readonly name: string; readonly always: boolean; readonly papers: readonly NeededPaper[] };

/** The papers to have at hand, everybody's first, then by situation; what the state already knows is said apart. */
export function PapersNeeded({ situations }: { situations: readonly Situation[] }) {
  const t = useText('cases');
  const sent = situations
    .map((one) => ({ ...one, papers: one.papers.filter((paper) => paper.replaceableBy === null) }))
    .filter((one) => one.papers.length > 0);
  const known = situations.flatMap((one) => one.papers).filter((paper) => paper.replaceableBy !== null);
  return (
    <>
      {sent.length === 0 && <p>{t('apply.noPapers')}</p>}
      {sent.length > 0 && !sent.some((one) => one.always) && <p>{t('apply.bySituation')}</p>}
      {sent.map((one) => (
        <section key={one.key}>
          {!one.always && <h3>{one.name}</h3>}
          <ul>
            {one.papers.map((paper) => (
              <li key={paper.code}>
                {paper.name}: {paperWords(t, paper)}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {known.length > 0 && (
        <Details summary={t('apply.notSent')}>
          <ul>
            {known.map((paper) => (
              <li key={paper.code}>
                {paper.name}: {paperWords(t, paper)}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
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
      {channel.otherDurations.map((other) => (
        <p key={other.text} className="hint">
          {other.text}.
        </p>
      ))}
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
