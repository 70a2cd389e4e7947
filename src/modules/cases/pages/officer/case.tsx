import {
  useActionData,
  useLoaderData,
  useMatches,
  useSearchParams,
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type ShouldRevalidateFunctionArgs,
} from 'react-router';
import type { Procedures } from '#modules/procedures/index.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { MatterHead, Notice } from '#ui/officer/index.ts';
import type { Cases } from '../../index.ts';
import stylesheet from '../cases.css?url';
import intake from './intake.css?url';
import { wordsOf } from '../words-of.ts';
import { noFlashCookie, readFlash } from '../flash.ts';
import { ActBar } from './act-bar.tsx';
import { runAct } from './acts.ts';
import { caseData, type OfficerCaseItem, type Part } from './case-data.ts';
import { CaseFlash } from './case-flash.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseParts, tabHref } from './case-parts.tsx';
import { runCheck, runComparison } from './check-acts.ts';
import { checkIntent, compareIntent } from './check-intent.ts';
import { checksData, populationData } from './checks-data.ts';
import { nextCase } from './next-item.ts';
import { linkedData } from './linked-clocks.tsx';
import { choiceData, mayGive, processData } from './process-data.ts';

export const links: LinksFunction = () => [stylesheet, intake].map((href) => ({ rel: 'stylesheet', href }));

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const cases = page.service<Cases>('cases');
  const view = await cases.getCase(page.actor, params['id'] ?? '');
  const { content } = await page.service<Procedures>('procedures').version(view.file.versionId);
  const flash = readFlash(request.headers.get('cookie'));
  if (flash !== null) page.cookies.push(noFlashCookie(page.baseUrl.startsWith('https:')));
  const today = toLocalDate(page.now());
  const [process, checks, population, linked, choices] = await Promise.all([
    cases.processView(page.actor, view.file.id),
    cases.paperChecks(page.actor, view.file.id),
    cases.populationView(page.actor, view.file.id),
    cases.linkedClocks(page.actor, view.file.id),
    mayGive(view.abilities) ? cases.handingChoices(page.actor, view.file.id) : null,
  ]);
  const way = { process: processData(process), checks: checksData(checks), population: populationData(population), choices: choiceData(choices), linked: linkedData(linked) };
  return { ...caseData(view, content, today), ...way, flash, today, now: page.now().toISOString() };
}

export async function action({ context, params, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const caseId = params['id'] ?? '';
  const view = await page.service<Cases>('cases').getCase(page.actor, caseId);
  const { content } = await page.service<Procedures>('procedures').version(view.file.versionId);
  const posted = { page, caseId, form: await formOf(request), here: url.pathname + url.search };
  const intent = textOf(posted.form, 'intent');
  if (intent === compareIntent) return runComparison(posted);
  return intent === checkIntent ? runCheck(posted) : runAct(posted, content);
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
  const [search] = useSearchParams();
  const lists = useMatches().map((match) => match.loaderData);
  const drafting = item.acceptedAt !== null;
  const tab = tabOf(search.get('phan'), item, drafting);
  const next = nextHref(nextCase(lists, item.id), search);
  return (
    <div className="case" key={`${item.id} ${item.state} ${item.stepKind}`}>
      <title>{`${item.code} ${item.applicantName}`}</title>
      <CaseFlash flash={item.flash} nothingLeft={next === null} currentId={item.id} />
      <CaseHead item={item} />
      {refused?.words && refused.code !== 'cases.words_too_short' && (
        <Notice tone="due" live title={refused.words}>
          {refused.typed !== '' && <p className="said">{t('officer.youWrote', { words: refused.typed })}</p>}
        </Notice>
      )}
      <CaseParts item={item} tab={tab} next={next} refused={refused ?? null} />
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

/** The part asked for; else the one that the step is about. */
function tabOf(wanted: string | null, item: OfficerCaseItem, drafting: boolean): Part {
  if (wanted === 'to-khai' || wanted === 'nhat-ky' || wanted === 'y-kien' || wanted === 'giay-to') return wanted;
  if (!drafting) return 'to-khai';
  return wanted === 'du-thao' || item.abilities.propose_result === true || item.stepKind !== 'receive'
    ? 'du-thao'
    : 'to-khai';
}

function nextHref(caseId: string | null, search: URLSearchParams): string | null {
  if (caseId === null) return null;
  const kept = new URLSearchParams(search);
  kept.delete('phan');
  return `/can-bo/ho-so/${caseId}${kept.size === 0 ? '' : `?${kept.toString()}`}`;
}
