import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText, type Translate } from '#platform/web/text.tsx';
import { formatMoney } from '#platform/text/amounts.ts';
import {
  Button,
  Chip,
  Details,
  LinkButton,
  Matter,
  PostForm,
  PrintButton,
  SummaryList,
  TextInput,
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

/** The name in full, for whoever knows the last four digits; the address stays the one that can be shared. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const lastFour = textOf(await formOf(request), 'lastFour');
  const asked = await attempt(() => page.service<Cases>('cases').revealName(page.actor, { code: params['code'] ?? '', lastFour }));
  return asked.ok ? { name: asked.value, words: null } : data({ name: null, words: asked.problem.words }, { status: asked.problem.kind === 'rate_limited' ? 429 : 422 });
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
      <Name />
      <p>
        <PrintButton />{' '}
        <LinkButton href="/ho-so" look="quiet">
          {t('track.mine')}
        </LinkButton>
      </p>
    </Matter>
  );
}

/** Who applied is told only to those who know a number of theirs. */
function Name() {
  const told = useActionData<typeof action>();
  const t = useText('cases');
  if (told?.name) return <SummaryList rows={[{ label: t('track.applicant'), value: told.name }]} />;
  return (
    <Details summary={t('track.showName')} open={told?.words !== undefined && told.words !== null}>
      <PostForm>
        <TextInput name="lastFour" label={t('track.lastFour')} hint={t('track.lastFourHint')} inputMode="numeric" autoComplete="off" maxLength={4} width="w4" error={told?.words ?? undefined} noSave />
        <Button look="quiet">{t('track.reveal')}</Button>
      </PostForm>
    </Details>
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
