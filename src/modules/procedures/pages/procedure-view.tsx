import type { ReactNode } from 'react';
import { formatMoney } from '#platform/text/amounts.ts';
import { formatDate } from '#platform/text/dates.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Details, LinkButton, Notice, PrintButton, SummaryList } from '#ui/citizen/index.ts';
import type { PublicView } from './public-view.ts';

/** The national portal, where procedures of the route "national" are filed (NĐ 224/2026 Đ15). */
const nationalPortal = 'https://dichvucong.gov.vn';

/** A procedure for those who need it: where to file, what to bring, how long, what it costs, who decides. Prints whole. */
export function ProcedureView({ item }: { item: PublicView }) {
  const t = useText('procedures');
  const locale = useLocale();
  return (
    <>
      <Route item={item} />
      <h2>{t('detail.timeAndFee')}</h2>
      {item.channels.map((channel) => (
        <Channel key={channel.kind} channel={channel} />
      ))}
      <h2>{t('detail.papers')}</h2>
      {item.cases.map((variant) => (
        <Papers key={variant.key} title={item.cases.length > 1 ? variant.title : null} papers={variant.papers} />
      ))}
      <p className="hint">{t('detail.sets', { n: item.sets })}</p>
      <h2>{t('detail.howTo')}</h2>
      <ol>
        {item.howTo.map((step) => (
          <li key={step.vi}>{step[locale]}</li>
        ))}
      </ol>
      <Way steps={item.steps} />
      <Facts item={item} />
      <Questions form={item.form} />
      <PrintButton />
    </>
  );
}

/** Where it is filed, with the button that leads there or the reason why there is none. */
function Route({ item }: { item: PublicView }) {
  const t = useText('procedures');
  const locale = useLocale();
  const { route, filing, routeNote, code } = item;
  const away = route === 'local' ? null : (filing?.url ?? (route === 'national' ? nationalPortal : null));
  return (
    <section className="route" aria-label={t('route.label')}>
      {route === 'local' ? (
        <p>
          <LinkButton href={`/nop/${code}`}>{t('detail.apply')}</LinkButton>
        </p>
      ) : (
        <Notice title={t(`route.${route}.title`, { system: filing?.system ?? t('route.otherSystem') })}>
          <p>{t(item.localIntake ? 'route.counterToo' : `route.${route}.text`)}</p>
          {away !== null && (
            <p>
              <a className="btn" href={away} rel="noreferrer">
                {t('route.go', { system: filing?.system ?? t(`route.${route}.system`) })}
              </a>
            </p>
          )}
        </Notice>
      )}
      {routeNote !== null && <p className="hint">{routeNote[locale]}</p>}
      {item.serviceLevel.kind === 'partial' && <p className="hint">{t('route.partial', { reason: item.serviceLevel.reason })}</p>}
    </section>
  );
}

type ChannelView = PublicView['channels'][number];

/** Time first, then who pays nothing, then what the others pay. */
function Channel({ channel }: { channel: ChannelView }) {
  const t = useText('procedures');
  return (
    <section className="channel">
      <h3>{t(`channel.${channel.kind}`)}</h3>
      <p>
        <b>{useLimit(channel.duration)}</b>
      </p>
      <OtherLimits limits={channel.otherDurations} />
      {channel.exemptions.length > 0 && (
        <Notice tone="done" title={t('detail.exempt')}>
          <ul>
            {channel.exemptions.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
      {channel.fees.length === 0 ? <p>{t('detail.noFee')}</p> : channel.fees.map((fee) => <Fee key={fee.code} fee={fee} />)}
    </section>
  );
}

function OtherLimits({ limits }: { limits: ChannelView['otherDurations'] }) {
  if (limits.length === 0) return null;
  return (
    <ul>
      {limits.map((limit) => (
        <li key={limit.text}>{limit.text}</li>
      ))}
    </ul>
  );
}

function useLimit({ unit, n, cutOff }: ChannelView['duration']): string {
  const t = useText('procedures');
  return t(`time.${unit}`, { n, cutOff });
}

function Fee({ fee }: { fee: ChannelView['fees'][number] }) {
  const t = useText('procedures');
  const how = fee.byFormula ? t('detail.from') : '';
  return (
    <p>
      {fee.name}: <b>{`${how}${formatMoney(fee.amount)}`}</b>
      {fee.each && t('detail.each')}. {t(`when.${fee.when}`)} <small>({fee.legalBase})</small>
    </p>
  );
}

type PaperView = PublicView['cases'][number]['papers'][number];

function Papers({ title, papers }: { title: string | null; papers: readonly PaperView[] }) {
  const t = useText('procedures');
  return (
    <>
      {title !== null && <h3>{title}</h3>}
      {papers.length === 0 ? <p>{t('detail.noPapers')}</p> : <SummaryList rows={papers.map((paper) => ({ label: paper.words, value: <PaperFacts paper={paper} /> }))} />}
    </>
  );
}

function PaperFacts({ paper }: { paper: PaperView }) {
  const t = useText('procedures');
  const need = paper.replaceableBy !== null ? t('paper.fromDatabase', { name: paper.replaceableBy }) : t(paper.required ? 'paper.required' : paper.sometimes ? 'paper.sometimes' : 'paper.ifAny');
  const counts = [paper.originals > 0 && t('paper.originals', { n: paper.originals }), paper.copies > 0 && t('paper.copies', { n: paper.copies }), paper.template !== '' && paper.template];
  return (
    <>
      {need} {counts.filter((part) => part !== false).join('; ')}
      {paper.note !== '' && <small className="under">{paper.note}</small>}
    </>
  );
}

/** Through whose hands the dossier goes, and how long each has. */
function Way({ steps }: { steps: PublicView['steps'] }) {
  const t = useText('procedures');
  return (
    <>
      <h2>{t('detail.way')}</h2>
      <div className="scroll" role="region" aria-label={t('detail.way')} tabIndex={0}>
        <table className="papers">
          <thead>
            <tr>
              <th scope="col">{t('detail.step')}</th>
              <th scope="col">{t('detail.who')}</th>
              <th scope="col">{t('detail.howLong')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.words}>
                <td>{step.words}</td>
                <td>
                  {step.who}
                  {step.asked.length > 0 && <small className="under">{t('detail.asks', { who: step.asked.join(', ') })}</small>}
                </td>
                <td>{t('time.hours', { n: String(step.hours).replace('.', ',') })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Facts({ item }: { item: PublicView }) {
  const t = useText('procedures');
  const locale = useLocale();
  const rows: { label: string; value: ReactNode }[] = [
    { label: t('detail.audience'), value: item.audience.join('; ') },
    { label: t('detail.agency'), value: item.competentAgency[locale] },
    ...(item.receivingAgencies.length > 0 ? [{ label: t('detail.receiving'), value: item.receivingAgencies.join('; ') }] : []),
    ...(item.cooperatingAgencies.length > 0 ? [{ label: t('detail.cooperating'), value: item.cooperatingAgencies.join('; ') }] : []),
    { label: t('detail.boundary'), value: t(`boundary.${item.nonBoundary}`) },
    { label: t('detail.result'), value: item.results.map(({ words }) => words).join('; ') },
    { label: t('detail.requirements'), value: item.requirements.length === 0 ? t('detail.noRequirements') : <List items={item.requirements.map((one) => one[locale])} /> },
    { label: t('detail.law'), value: <List items={item.legalBasis.map(lawWords)} /> },
    ...(item.decision === null ? [] : [{ label: t('detail.decision'), value: `${item.decision.number}, ${formatDate(item.decision.date)}${item.decision.agency === '' ? '' : `, ${item.decision.agency}`}` }]),
  ];
  return (
    <>
      <h2>{t('detail.more')}</h2>
      <SummaryList rows={rows} />
    </>
  );
}

function lawWords({ number, title, date, article }: PublicView['legalBasis'][number]): string {
  return `${title} (${[number, article, date === null ? '' : formatDate(date)].filter((part) => part !== '').join(', ')})`;
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul className="plain">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

/** What the e-form will ask, so that it can be at hand; the form itself is filled in after signing in. */
function Questions({ form }: { form: PublicView['form'] }) {
  const t = useText('procedures');
  if (form.length === 0) return null;
  return (
    <Details summary={t('detail.questions')}>
      {form.map((step) => (
        <section key={step.title}>
          <h3>{step.title}</h3>
          <ul>
            {step.asked.map((line, index) => (
              <li key={`${line.title} ${String(index)}`}>
                {line.title} <small>({t(`need.${line.need}`)})</small>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Details>
  );
}
