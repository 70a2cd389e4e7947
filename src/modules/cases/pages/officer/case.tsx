import type { ReactNode } from 'react';
import { useActionData, useLoaderData, useMatches, useSearchParams, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type ShouldRevalidateFunctionArgs } from 'react-router';
import type { Procedures } from '#modules/procedures/index.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { DueChip, MatterHead, Notice, Split, StateChip, Tabs } from '#ui/officer/index.ts';
import type { Cases } from '../../index.ts';
import { dateTime } from '../case-words.ts';
import stylesheet from '../cases.css?url';
import { wordsOf } from '../words-of.ts';
import { noFlashCookie, readFlash } from '../flash.ts';
import { ActBar } from './act-bar.tsx';
import { runAct } from './acts.ts';
import { caseData, type OfficerCaseItem, type Part } from './case-data.ts';
import { CaseFacts } from './case-facts.tsx';
import { CaseFlash } from './case-flash.tsx';
import { CaseJournal } from './case-journal.tsx';
import { nextCase } from './next-item.ts';
import { AttachedPapers, ResultPaper } from './paper-pane.tsx';
import { ResultDraft } from './result-draft.tsx';
import { useStateLooks } from './state-looks.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const view = await page.service<Cases>('cases').getCase(page.actor, params['id'] ?? '');
  const { content } = await page.service<Procedures>('procedures').version(view.file.versionId);
  const flash = readFlash(request.headers.get('cookie'));
  if (flash !== null) page.cookies.push(noFlashCookie(page.baseUrl.startsWith('https:')));
  const today = toLocalDate(page.now());
  return { ...caseData(view, content, today), flash, today, now: page.now().toISOString() };
}

export async function action({ context, params, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const caseId = params['id'] ?? '';
  const view = await page.service<Cases>('cases').getCase(page.actor, caseId);
  const { content } = await page.service<Procedures>('procedures').version(view.file.versionId);
  return runAct({ page, caseId, form: await formOf(request), here: url.pathname + url.search }, content);
}

/** Somebody else was quicker: the notice must stand above the newest state. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return actionStatus === 409 || defaultShouldRevalidate;
}

/** A case on the desk: what it is, what was sent, what is drafted, what may be done now. */
export default function OfficerCase() {
  const item = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('cases');
  const looks = useStateLooks();
  const [search] = useSearchParams();
  const lists = useMatches().map((match) => match.loaderData);
  const drafting = item.acceptedAt !== null;
  const tab = tabOf(search.get('phan'), item, drafting);
  const next = nextHref(nextCase(lists, item.id), search);
  // Before acceptance no clock runs that could stand still.
  const paused = item.acceptedAt !== null && (item.state === 5 || item.state === 6) ? t('officer.paused') : undefined;
  return (
    <div className="case" key={`${item.id} ${item.state} ${item.stepKind}`}>
      <title>{`${item.code} ${item.applicantName}`}</title>
      <CaseFlash flash={item.flash} nothingLeft={next === null} currentId={item.id} />
      <MatterHead
        title={item.procedureName}
        chips={
          <>
            <StateChip state={String(item.state)} looks={looks} />
            <DueChip dueAt={item.dueAt} now={item.now} paused={paused} done={item.finishedAt === null ? undefined : t('officer.over')} />
          </>
        }
        facts={[
          <b key="code">{item.code}</b>,
          item.applicantName,
          t(`officer.channel.${item.channel}`, { at: dateTime(item.submittedAt) }),
          item.acceptedAt === null ? null : t('officer.acceptedBy', { at: dateTime(item.acceptedAt), by: item.acceptedBy ?? '' }),
          item.dueAt === null ? null : t('officer.promised', { at: dateTime(item.dueAt) }),
          item.holder === null ? null : t('officer.heldBy', { by: item.holder }),
        ].filter((fact) => fact !== null)}
      />
      {refused?.words && refused.code !== 'cases.words_too_short' && (
        <Notice tone="due" live title={refused.words}>
          {refused.typed !== '' && <p className="said">{t('officer.youWrote', { words: refused.typed })}</p>}
        </Notice>
      )}
      <Tabs
        label={t('officer.parts')}
        items={[
          { href: tabHref(search, 'to-khai'), label: t('officer.tab.to-khai'), current: tab === 'to-khai' },
          ...(drafting ? [{ href: tabHref(search, 'du-thao'), label: t('officer.tab.du-thao'), current: tab === 'du-thao' }] : []),
          { href: tabHref(search, 'nhat-ky'), label: t('officer.tab.nhat-ky'), count: item.journal.length, current: tab === 'nhat-ky' },
        ]}
      />
      {tab === 'to-khai' && (
        <Beside label={t('officer.tab.to-khai')} paper={item.papers.length === 0 ? null : <AttachedPapers item={item} />}>
          <CaseFacts item={item} />
        </Beside>
      )}
      {tab === 'du-thao' && (
        <Beside label={t('officer.tab.du-thao')} paper={item.result.state === null && item.abilities.propose_result !== true ? null : <ResultPaper item={item} />}>
          <ResultDraft item={item} next={next} refused={refused ?? null} />
        </Beside>
      )}
      {tab === 'nhat-ky' && (
        <Beside label={t('officer.tab.nhat-ky')} paper={null}>
          <CaseJournal lines={item.journal} />
        </Beside>
      )}
      <ActBar item={item} tab={tab} next={next} draftHref={tabHref(search, 'du-thao')} refused={refused ?? null} />
    </div>
  );
}

/** A case that is not there, or not for this officer: the list stays. */
export function ErrorBoundary({ error }: { error: unknown }) {
  const t = useText('cases');
  return (
    <div className="case">
      <title>{t('officer.failed')}</title>
      <MatterHead title={t('officer.failed')} />
      <Notice tone="due" live>
        {wordsOf(error) ?? t('officer.failedNote')}
      </Notice>
    </div>
  );
}

/** With a paper to look at, beside it; else the whole width. */
function Beside({ label, paper, children }: { label: string; paper: ReactNode; children: ReactNode }) {
  if (paper !== null) return <Split paper={paper}>{children}</Split>;
  return (
    <section className="alone" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** The part asked for; else the one that the step is about. */
function tabOf(wanted: string | null, item: OfficerCaseItem, drafting: boolean): Part {
  if (wanted === 'to-khai' || wanted === 'nhat-ky') return wanted;
  if (!drafting) return 'to-khai';
  return wanted === 'du-thao' || item.abilities.propose_result === true || item.stepKind !== 'receive' ? 'du-thao' : 'to-khai';
}

function tabHref(search: URLSearchParams, part: Part): string {
  const wanted = new URLSearchParams(search);
  wanted.set('phan', part);
  return `?${wanted.toString()}`;
}

function nextHref(caseId: string | null, search: URLSearchParams): string | null {
  if (caseId === null) return null;
  const kept = new URLSearchParams(search);
  kept.delete('phan');
  return `/can-bo/ho-so/${caseId}${kept.size === 0 ? '' : `?${kept.toString()}`}`;
}
