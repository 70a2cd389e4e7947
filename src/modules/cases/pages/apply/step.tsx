import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { groupKeys, titleOf, type FormDefinition } from '#platform/forms/definition.ts';
import { formatPath } from '#platform/forms/paths.ts';
import { applyCommand, fieldAt, mergeStep, parseSubmission, type FormCommand, type RawValues } from '#platform/forms/submission.ts';
import { validate } from '#platform/forms/validate.ts';
import { attempt, formOf } from '#platform/web/forms.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { ErrorSummary, LinkButton, Matter, Notice } from '#ui/citizen/index.ts';
import { EForm } from '#ui/eform/index.ts';
import { fieldId } from '#ui/field-id.ts';
import { draftPath, openDraft } from './draft.ts';
import { askedSteps, filledAnswers, neighbourStep, prefilledOf, type Prefilled } from './steps.ts';

/** After a change from the summary the way leads back there. */
const fromCheck = (url: URL): boolean => url.searchParams.get('ve') === 'kiem-tra';

export async function loader(args: LoaderFunctionArgs) {
  const open = await openDraft(args);
  const { definition, answers, judging, draft, content } = open;
  const steps = askedSteps(definition, validate(definition, answers, judging).visible);
  const index = steps.findIndex((step) => step.key === args.params['step']);
  // A step of an older form, or one that these answers skip.
  if (index === -1) throw redirect(draftPath(draft.id, 'kiem-tra'));
  const step = steps[index];
  const before = steps[index - 1]?.key ?? null;
  return {
    ...{ definition, answers, known: open.known, today: judging.today },
    draftId: draft.id,
    procedureName: content.name,
    step,
    prefilled:
      step === undefined ? [] : prefilledOf(definition, step, { answers, known: open.known, locale: open.page.locale }),
    number: index + 1,
    total: steps.length + 1,
    backHref: fromCheck(args.url)
      ? draftPath(draft.id, 'kiem-tra')
      : before === null
        ? '/ho-so'
        : draftPath(draft.id, before),
    first: before === null && !fromCheck(args.url),
  };
}

export async function action(args: ActionFunctionArgs) {
  const open = await openDraft(args);
  const { definition, draft, cases, actor, judging } = open;
  const step = args.params['step'] ?? '';
  const { raw, command, shown, problems: strangers } = parseSubmission(definition, await formOf(args.request), step);
  const typed = command === null ? raw : applyCommand(definition, raw, command);
  const merged = mergeStep(definition, open.saved, typed, step);
  // A question that was not on the page yet comes filled in; what stood there, emptied or not, is as typed.
  const values = filledAnswers(definition, merged, open.known);
  const verdict = validate(definition, values, { ...judging, step, shown });
  const steps = askedSteps(definition, verdict.visible);
  // Wrong answers are kept as well: what was typed is never lost.
  const saving = {
    draftId: draft.id,
    answers: merged,
    papers: [...draft.papers],
    step: Math.max(
      draft.step,
      steps.findIndex((one) => one.key === step),
    ),
  };
  const saved = await attempt(() => cases.saveDraft(actor, saving));
  const problems = [...strangers, ...verdict.problems];
  if (!saved.ok) return data({ values, problems, words: saved.problem.words }, { status: 422 });
  if (command !== null)
    return redirect(`${draftPath(draft.id, step)}${args.url.search}#${fieldId(placeAfter(definition, command, values))}`);
  if (problems.length > 0) return data({ values, problems, words: null }, { status: 422 });
  const next = fromCheck(args.url) ? null : neighbourStep(steps, step, 1);
  return redirect(draftPath(draft.id, next ?? 'kiem-tra'));
}

/** Where the reader goes on after a button for rows: at the first question of the row that was added. */
function placeAfter(definition: FormDefinition, command: FormCommand, values: RawValues): string {
  const list = formatPath(command.path);
  const field = command.kind === 'add' ? fieldAt(definition, command.path) : null;
  const rows = command.path.reduce<unknown>((bag, part) => (bag as Record<string | number, unknown> | undefined)?.[part], values);
  const [first] = field?.type === 'array' && field.items.type === 'object' ? groupKeys(field.items) : [];
  return first === undefined || !Array.isArray(rows) || rows.length === 0 ? list : `${list}[${rows.length - 1}].${first}`;
}

/** One step of the form a page. Everything typed is on the server before the next page shows. */
export default function ApplyStep() {
  const item = useLoaderData<typeof loader>();
  const judged = useActionData<typeof action>();
  const t = useText('cases');
  const locale = useLocale();
  if (item.step === undefined) return null;
  const title = titleOf({ title: item.step.title, 'x-dinh': { en: item.step.en } }, locale);
  const problems = judged?.problems ?? [];
  const failed = problems.some((problem) => !problem.unasked);
  return (
    <Matter
      title={title}
      caption={`${item.procedureName[locale]} · ${t('apply.stepOf', { number: item.number, total: item.total })}`}
      lead={item.step.description}
      back={{ href: item.backHref, label: item.first ? t('mine.title') : undefined }}
    >
      <title>{`${failed ? `${t('error')}: ` : ''}${title} (${t('apply.stepOf', { number: item.number, total: item.total })})`}</title>
      {!failed && item.prefilled.map((from) => <PrefilledNotice key={from.source} {...from} />)}
      {judged?.words && <ErrorSummary errors={[{ message: judged.words }]} />}
      <EForm
        definition={item.definition}
        step={item.step.key}
        values={judged?.values ?? item.answers}
        problems={problems}
        today={item.today}
        locale={locale}
        known={item.known}
        draftKey={`${item.draftId}.${item.step.key}`}
        submitLabel={t('apply.saveAndGoOn')}
      />
      <p>
        <LinkButton href="/ho-so" look="link">
          {t('apply.later')}
        </LinkButton>
      </p>
    </Matter>
  );
}

/** What was filled in for the reader, whence, and that it may be corrected. */
function PrefilledNotice({ source, titles }: Prefilled) {
  const t = useText('cases');
  return (
    <Notice title={t('apply.prefilled', { source })}>
      <p>{t('apply.prefilledNote', { names: titles.join(', ') })}</p>
    </Notice>
  );
}
