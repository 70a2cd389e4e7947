import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { titleOf } from '#platform/forms/definition.ts';
import { validate } from '#platform/forms/validate.ts';
import { formatMoney } from '#platform/text/amounts.ts';
import { attempt } from '#platform/web/forms.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import {
  Button,
  Details,
  ErrorSummary,
  LinkButton,
  LinkList,
  Matter,
  Notice,
  PostForm,
  SummaryList,
} from '#ui/citizen/index.ts';
import { EFormSummary } from '#ui/eform/index.ts';
import { weekdayDateTime } from '../case-words.ts';
import { attachablePapers } from './attachable.ts';
import { draftPath, openDraft, submittedPath } from './draft.ts';
import { askedSteps, stepOfProblem } from './steps.ts';
import { FeeLines } from './what-is-needed.tsx';

export async function loader(args: LoaderFunctionArgs) {
  const { definition, answers, judging, draft, content, cases, actor, page } = await openDraft(args);
  const verdict = validate(definition, answers, judging);
  const steps = askedSteps(definition, verdict.visible);
  const expected = await cases.estimate(actor, {
    procedureCode: draft.procedureCode,
    unitUid: draft.unitUid,
    answers: verdict.values,
  });
  const wrong = new Set(verdict.problems.map((problem) => stepOfProblem(definition, problem)));
  const agencies = await cases.listAgencies();
  const channel =
    content.channels.find((candidate) => candidate.kind === (actor.kind === 'officer' ? 'counter' : 'online')) ??
    content.channels[0];
  return {
    definition,
    values: verdict.values,
    visible: [...verdict.visible],
    draftId: draft.id,
    procedureName: content.name,
    agencyName: agencies.find((agency) => agency.unitUid === draft.unitUid)?.name ?? '',
    fees: channel?.fees ?? [],
    exempt: expected.fees.flatMap(({ name, exemption }) => (exemption === null ? [] : [{ name, exemption }])),
    feeDue: expected.feeDue,
    dueAt: expected.dueAt?.toISOString() ?? null,
    derivation: [...expected.derivation],
    unfinished: steps
      .filter((step) => wrong.has(step.key))
      .map((step) => ({
        href: draftPath(draft.id, `${step.key}?ve=kiem-tra`),
        title: titleOf({ title: step.title, 'x-dinh': { en: step.en } }, page.locale),
      })),
    weakSignIn: actor.kind === 'citizen' && actor.assurance < 2,
    total: steps.length + 1,
    papers: attachablePapers(content, expected.papers).map(({ code, name, required }) => ({
      name,
      required,
      files: draft.papers.filter((file) => file.code === code).map((file) => file.name),
    })),
    backHref: draftPath(draft.id, steps.at(-1)?.key ?? 'kiem-tra'),
  };
}

/** Files the application. The id of the draft is the request id: a double click and a lost answer file once. */
export async function action(args: ActionFunctionArgs) {
  const { definition, answers, judging, draft, cases, actor } = await openDraft(args);
  const verdict = validate(definition, answers, judging);
  // The page shows what is missing by itself.
  if (verdict.problems.length > 0) return redirect(draftPath(draft.id, 'kiem-tra'));
  const { procedureCode, unitUid, papers } = draft;
  const filed = await attempt(() =>
    cases.submit(actor, {
      requestId: draft.id,
      unitUid,
      procedureCode,
      answers: { ...verdict.values },
      papers: [...papers],
    }),
  );
  if (!filed.ok) return data({ words: filed.problem.words }, { status: 422 });
  return redirect(submittedPath(actor, filed.value.id));
}

/** Check your answers: everything as it will be filed, what it costs, when the result comes. */
export default function ApplyCheck() {
  const item = useLoaderData<typeof loader>();
  const words = useActionData<typeof action>()?.words;
  const t = useText('cases');
  const locale = useLocale();
  const lacking = item.papers.some((paper) => paper.required && paper.files.length === 0);
  const ready = item.unfinished.length === 0 && !lacking && !item.weakSignIn;
  return (
    <Matter
      title={t('apply.check.title')}
      caption={`${item.procedureName[locale]} · ${t('apply.stepOf', { number: item.total, total: item.total })}`}
      lead={t('apply.check.lead')}
      back={{ href: item.backHref }}
    >
      <title>{`${words === undefined ? '' : `${t('error')}: `}${t('apply.check.title')}`}</title>
      <ErrorSummary errors={words === undefined ? [] : [{ message: words }]} />
      {item.unfinished.length > 0 && (
        <Notice tone="due" title={t('apply.check.unfinished')}>
          <LinkList oneColumn items={item.unfinished.map((step) => ({ href: step.href, label: step.title }))} />
        </Notice>
      )}
      {item.weakSignIn && (
        <Notice tone="due" title={t('apply.weakTitle')}>
          {t('apply.weakText')}
        </Notice>
      )}
      <EFormSummary
        definition={item.definition}
        values={item.values}
        visible={new Set(item.visible)}
        locale={locale}
        stepHref={(step) => draftPath(item.draftId, `${step}?ve=kiem-tra`)}
      />
      <PapersSent draftId={item.draftId} papers={item.papers} />
      <h2>{t('apply.agency')}</h2>
      <p>{item.agencyName}</p>
      <h2>{t('fee.label')}</h2>
      <FeeLines fees={item.fees} />
      {item.exempt.map(({ name, exemption }) => (
        <Notice key={name} tone="done" title={t('apply.check.exempt', { name })}>
          {exemption}
        </Notice>
      ))}
      <p>
        <b>{item.feeDue === 0 ? t('fee.none') : t('apply.check.toPay', { amount: formatMoney(item.feeDue) })}</b>
      </p>
      <Expected dueAt={item.dueAt} derivation={item.derivation} />
      {ready && (
        <PostForm>
          <Button>{t('apply.check.submit')}</Button>
        </PostForm>
      )}
      <p>
        <LinkButton href="/ho-so" look="link">
          {t('apply.later')}
        </LinkButton>
      </p>
    </Matter>
  );
}

type SentPaper = { readonly name: string; readonly required: boolean; readonly files: readonly string[] };

function PapersSent({ draftId, papers }: { draftId: string; papers: readonly SentPaper[] }) {
  const t = useText('cases');
  if (papers.length === 0) return null;
  const changeHref = draftPath(draftId, 'giay-to');
  return (
    <section>
      <h2>{t('mine.papers')}</h2>
      <SummaryList
        rows={papers.map((paper) => ({
          label: paper.name,
          value: paper.files.join('\n') || t(paper.required ? 'apply.papers.missing' : 'apply.papers.none'),
          changeHref,
        }))}
      />
    </section>
  );
}

function Expected({ dueAt, derivation }: { dueAt: string | null; derivation: readonly { readonly words: string }[] }) {
  const t = useText('cases');
  const locale = useLocale();
  if (dueAt === null) return null;
  return (
    <>
      <h2>{t('apply.check.when')}</h2>
      <p>
        {t('apply.check.ifAccepted')} <b>{weekdayDateTime(dueAt, locale)}</b>.
      </p>
      <Details summary={t('track.why')}>
        <ol>
          {derivation.map((line) => (
            <li key={line.words}>{line.words}</li>
          ))}
        </ol>
      </Details>
    </>
  );
}
