import type { ReactNode } from 'react';
import { formKeys } from '#platform/forms/definition.ts';
import type { FormDefinition } from '#platform/forms/definition.ts';
import { knownAnswers } from '#platform/forms/prefill.ts';
import type { Problem } from '#platform/forms/problem.ts';
import type { RawValues } from '#platform/forms/submission.ts';
import { validate } from '#platform/forms/validate.ts';
import type { ValidateOptions } from '#platform/forms/validate.ts';
import { Button, ButtonRow } from '../citizen/button.tsx';
import { ErrorSummary } from '../citizen/error-summary.tsx';
import { Notice } from '../citizen/feedback.tsx';
import type { KeptFile } from '../citizen/file-input.tsx';
import { PostForm } from '../citizen/post-form.tsx';
import { WordsProvider } from '../words-context.tsx';
import { words } from '../words.ts';
import { errorsByField, summaryItems } from './eform-context.ts';
import type { CodeOption, EFormContext } from './eform-context.ts';
import { EFormParts } from './eform-parts.tsx';

export type EFormProps = {
  /** Passed `checkDefinition`. */
  readonly definition: FormDefinition;
  /** Key of the step to ask; all questions on one page without it. */
  readonly step?: string | undefined;
  /** What was typed or saved, for the whole form: conditions look at earlier steps. */
  readonly values: RawValues;
  /** From `validate` after a submission. */
  readonly problems?: readonly Problem[] | undefined;
  readonly today: ValidateOptions['today'];
  readonly locale?: string | undefined;
  readonly codeLists?: Readonly<Record<string, readonly CodeOption[]>> | undefined;
  /** Names and sizes of the files that references in the values stand for. */
  readonly files?: Readonly<Record<string, Omit<KeptFile, 'ref'>>> | undefined;
  readonly known?: ValidateOptions['known'];
  readonly action?: string | undefined;
  readonly draftKey?: string | undefined;
  readonly submitLabel?: string | undefined;
  /** Hidden inputs: request id, draft id. */
  readonly fields?: ReactNode;
  /** Further buttons beside "Tiếp tục". */
  readonly buttons?: ReactNode;
};

/** A step of an e-form, with error summary, as plain HTML that needs no script. Put it inside a `Matter`. */
export function EForm(props: EFormProps) {
  const {
    definition,
    step,
    values,
    problems = [],
    locale = 'vi',
    draftKey,
    action,
    submitLabel,
    fields,
    buttons,
  } = props;
  const context = contextOf(props, problems);
  const keys = definition['x-dinh'].steps.find((one) => one.key === step)?.fields ?? formKeys(definition);
  const unasked = problems.filter((problem) => problem.unasked);
  const text = words[locale === 'en' ? 'en' : 'vi'];
  return (
    <WordsProvider locale={locale}>
      <ErrorSummary errors={summaryItems(problems, locale)} />
      {unasked.length > 0 && <NewQuestions count={unasked.length} locale={locale} />}
      <PostForm multipart={hasFiles(definition)} action={action} draftKey={draftKey}>
        {/* Enter in a text field presses the first button of a form: it must go on, not remove a row. */}
        <button className="sr" tabIndex={-1} aria-hidden="true">
          {submitLabel ?? text.continue}
        </button>
        {fields}
        <input type="hidden" name="_shown" value={shownNames(context)} />
        <EFormParts
          schema={definition}
          keys={keys}
          prefix=""
          values={values}
          computed={context.computed}
          context={context}
        />
        <ButtonRow>
          <Button>{submitLabel ?? text.continue}</Button>
          {buttons}
        </ButtonRow>
      </PostForm>
    </WordsProvider>
  );
}

function contextOf(props: EFormProps, problems: readonly Problem[]): EFormContext {
  const { definition, values, today, known = {}, codeLists = {}, files = {}, locale = 'vi' } = props;
  const codes = Object.entries(codeLists).map(
    ([name, options]) => [name, new Set(options.map((option) => option.value))] as const,
  );
  const verdict = validate(definition, values, { today, known, codeLists: Object.fromEntries(codes) });
  return {
    definition,
    visible: verdict.visible,
    computed: verdict.values,
    errors: errorsByField(problems, locale),
    problems,
    locale,
    codeLists,
    files,
    known,
    disputed: new Map(
      knownAnswers(definition, verdict.values, known).flatMap((answer) =>
        answer.disputed ? [[answer.path, answer] as const] : [],
      ),
    ),
  };
}

function NewQuestions({ count, locale }: { count: number; locale: string }) {
  const text =
    locale === 'en'
      ? `Because of your answers there ${count === 1 ? 'is one more question' : `are ${count} more questions`} below.`
      : `Theo câu trả lời của bạn, còn ${count} câu hỏi nữa ở dưới.`;
  return <Notice live>{text}</Notice>;
}

function shownNames({ visible }: EFormContext): string {
  return [...visible].join(',');
}

function hasFiles(definition: FormDefinition): boolean {
  return JSON.stringify(definition).includes('"file-ref"');
}
