import {
  Link,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type ShouldRevalidateFunctionArgs,
} from 'react-router';
import type { Procedures } from '#modules/procedures/index.ts';
import { titleOf } from '#platform/forms/definition.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { formOf, textOf } from '#platform/web/forms.ts';
import { pageContext, type PageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { LeaderStack } from '#ui/leader/index.ts';
import { EmptyState, LinkButton, Notice } from '#ui/officer/index.ts';
import type { Cases } from '../../index.ts';
import { noFlashCookie, readFlash } from '../flash.ts';
import { runAct } from '../officer/acts.ts';
import { caseData } from '../officer/case-data.ts';
import { differences } from '../officer/differences.ts';
import { SigningCard, type CardData } from './signing-card.tsx';

export async function loader({ context, request, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const { actor } = page;
  const waiting = await page.service<Cases>('cases').listToSign(actor);
  const at = Math.max(
    0,
    waiting.findIndex((line) => line.id === url.searchParams.get('viec')),
  );
  const current = waiting[at];
  const flash = readFlash(request.headers.get('cookie'));
  if (flash !== null) page.cookies.push(noFlashCookie(page.baseUrl.startsWith('https:')));
  return {
    flash,
    who: actor.kind === 'officer' ? `${actor.positionName} ${actor.name}` : '',
    position: at + 1,
    total: waiting.length,
    previous: waiting[at - 1]?.id ?? null,
    next: waiting[at + 1]?.id ?? null,
    card: current === undefined ? null : await loadCard(page, current.id),
  };
}

/** One matter of the stack: facts of the case and the signature block it would carry. */
async function loadCard(page: PageContext, caseId: string): Promise<CardData> {
  const view = await page.service<Cases>('cases').signingView(page.actor, caseId);
  const { content } = await page.service<Procedures>('procedures').version(view.file.versionId);
  const { result, ...item } = caseData(view, content, toLocalDate(page.now()));
  const proposed = item.journal.findLast((line) => line.act === 'propose_result');
  return {
    ...{
      id: item.id,
      code: item.code,
      name: result.name,
      applicantName: item.applicantName,
      dueAt: item.dueAt,
      now: page.now().toISOString(),
    },
    ...{ feeDue: item.feeDue, feePaid: item.feePaid, channel: item.channel, problems: result.problems },
    person: typeof result.values['fullName'] === 'string' ? result.values['fullName'] : item.applicantName,
    proposed: proposed === undefined ? null : { by: proposed.actorName, at: proposed.at },
    signer: view.signer === null ? null : { name: view.signer.name, lines: [...view.signer.lines] },
    differences: [...differences(result.suggestion, result.values).keys()].map((key) =>
      titleOf(result.form.properties[key] ?? {}, 'vi'),
    ),
    late: item.dueAt !== null && Date.parse(item.dueAt) < page.now().getTime(),
    verified: item.verified.includes(item.applicantField),
    supplemented: item.journal.some((line) => line.act === 'supplement'),
    notation: content.results[0]?.notation ?? '',
    review: content.steps.slice(view.file.step + 1).some((step) => step.kind === 'sign'),
  };
}

export async function action({ context, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  return runAct({ page, caseId: textOf(form, 'caseId'), form, here: url.pathname + url.search }, null);
}

/** Somebody else was quicker: the notice must stand above the newest stack. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return actionStatus === 409 || defaultShouldRevalidate;
}

/** The leader's stack on a phone: one matter a card, sign and go on. */
export default function SigningStack() {
  const { flash, who, position, total, previous, next, card } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('cases');
  const title = t('leader.title');
  return (
    <LeaderStack title={title} homeHref="/can-bo" who={who} position={card === null ? 0 : position} total={total}>
      <title>{card === null ? title : `${title}: ${card.person}`}</title>
      <div role="status">
        {flash && <Notice tone="done">{t(`officer.did.${flash.act}`, { code: flash.code })}</Notice>}
      </div>
      {refused?.words && refused.code !== 'cases.words_too_short' && (
        <Notice tone="due" live title={refused.words}>
          {refused.typed !== '' && <p className="said">{t('officer.youWrote', { words: refused.typed })}</p>}
        </Notice>
      )}
      {card === null ? (
        <main className="leader-matter" id="main">
          <EmptyState title={t('leader.empty')} action={<LinkButton href="/can-bo">{t('leader.desk')}</LinkButton>}>
            {t('leader.emptyNote')}
          </EmptyState>
        </main>
      ) : (
        <SigningCard
          key={card.id}
          card={card}
          next={stackHref(next)}
          wrong={refused?.code === 'cases.words_too_short' ? refused : null}
        >
          <nav className="pages" aria-label={t('leader.others')}>
            {previous !== null && <Link to={stackHref(previous)}>‹ {t('leader.previous')}</Link>}
            {next !== null && <Link to={stackHref(next)}>{t('leader.next')} ›</Link>}
            {total > 1 && <Link to="/can-bo/trinh-ky/ca-tap">{t('leader.batch.open')}</Link>}
          </nav>
        </SigningCard>
      )}
    </LeaderStack>
  );
}

/** The stack opened at a case, or at its top. */
function stackHref(caseId: string | null): string {
  return caseId === null ? '/can-bo/trinh-ky' : `/can-bo/trinh-ky?viec=${caseId}`;
}
