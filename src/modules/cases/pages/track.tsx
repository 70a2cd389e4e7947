import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText, type Translate } from '#platform/web/text.tsx';
import { formatMoney } from '#platform/text/amounts.ts';
import {
  Chip,
  Details,
  LinkButton,
  Matter,
  PrintButton,
  SummaryList,
  Timeline,
  type TimelineStep,
} from '#ui/citizen/index.ts';
import type { Cases } from '../index.ts';
import stylesheet from './cases.css?url';
import { currentStepWords, dateTime, stateSentence, weekdayDateTime } from './case-words.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

/** Drawn once until the case moves on: its edition is looked up before each use (`trackingEditions`). */
export const headers = () => ({ 'Cache-Control': 'no-cache, s-maxage=600' });

export async function loader({ context, params }: LoaderFunctionArgs) {
  const found = await pageContext(context)
    .service<Cases>('cases')
    .track(params['code'] ?? '');
  const steps = found.steps.map((step) => ({ ...step, at: step.at.toISOString() }));
  return {
    ...found,
    steps,
    dueAt: found.dueAt?.toISOString() ?? null,
    finishedAt: found.finishedAt?.toISOString() ?? null,
  };
}

export default function Track() {
  const found = useLoaderData<typeof loader>();
  const t = useText('cases');
  const locale = useLocale();
  return (
    <Matter
      caption={`${t('track.case')} ${found.code} · ${found.procedureName} · ${found.maskedName}`}
      title={stateSentence(t, found)}
      back={{ href: '/tra-cuu' }}
    >
      <title>{`${found.code}: ${stateSentence(t, found)}`}</title>
      {found.dueAt === null || found.finishedAt !== null ? null : (
        <p className="when">
          {t('track.resultBefore')} <b>{weekdayDateTime(found.dueAt, locale)}</b>
        </p>
      )}
      {found.dueDerivation.length === 0 ? null : (
        <Details summary={t('track.why')} open={found.finishedAt === null}>
          <ol>
            {found.dueDerivation.map((line) => (
              <li key={line.words}>{line.words}</li>
            ))}
          </ol>
        </Details>
      )}
      <h2>{t('track.passed')}</h2>
      <Timeline steps={timeline(t, found)} />
      <SummaryList rows={rowsOf(t, found)} />
      <p>
        <PrintButton />{' '}
        <LinkButton href="/ho-so" look="quiet">
          {t('track.mine')}
        </LinkButton>
      </p>
    </Matter>
  );
}

type Found = ReturnType<typeof useLoaderData<typeof loader>>;

function timeline(t: Translate, found: Found): TimelineStep[] {
  const passed = found.steps.map((step): TimelineStep => ({
    title: t(`act.${step.act}`),
    note: [dateTime(step.at), step.by, step.note].filter((part) => part !== null && part !== '').join(' · '),
    state: 'done',
  }));
  if (found.stepKind === 'closed') return passed;
  const current: TimelineStep = { title: currentStepWords(t, found), state: 'current' };
  return [...passed, current, ...found.planned.map((name): TimelineStep => ({ title: name, state: 'todo' }))];
}

function rowsOf(t: Translate, found: Found) {
  const paid = found.feePaid >= found.feeDue;
  const fee =
    found.feeDue === 0 ? t('fee.none') : `${formatMoney(found.feeDue)}, ${paid ? t('fee.paid') : t('fee.unpaid')}`;
  return [
    { label: t('track.agency'), value: found.agencyName },
    { label: t('fee.label'), value: found.feeDue === 0 ? fee : <Chip tone={paid ? 'done' : 'due'}>{fee}</Chip> },
  ];
}
