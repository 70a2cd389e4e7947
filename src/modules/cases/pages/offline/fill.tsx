import { useState, type ChangeEvent, type SubmitEvent } from 'react';
import { titleOf } from '#platform/forms/definition.ts';
import type { Problem } from '#platform/forms/problem.ts';
import { applyCommand, mergeStep, parseSubmission, type RawValues } from '#platform/forms/submission.ts';
import { validate } from '#platform/forms/validate.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Button, ButtonRow, FileInput, Matter, Notice } from '#ui/citizen/index.ts';
import { EForm, EFormSummary } from '#ui/eform/index.ts';
import { askedSteps, neighbourStep, stepOfProblem } from '../apply/steps.ts';
import { definitionOf } from '../definition.ts';
import { deviceNow, type KeptApplication, type KeptForm, type KeptPaper } from './kept.ts';
import { shrinkPhoto } from './shrink-photo.ts';
import type { OnDevice } from './use-device.ts';

type FillProps = { readonly application: KeptApplication; readonly form: KeptForm; readonly onDevice: OnDevice; readonly close: () => void };

/** The same form and the same verdict as on the server, step by step; what is typed is on the device at every step. */
export function Fill({ application, form, onDevice, close }: FillProps) {
  const t = useText('cases');
  const locale = useLocale();
  const definition = definitionOf(form.form);
  const judging = { today: toLocalDate(deviceNow()), locale };
  const [answers, setAnswers] = useState<RawValues>(application.answers);
  const steps = askedSteps(definition, validate(definition, answers, judging).visible);
  const [stepKey, setStepKey] = useState<string | null>(steps[0]?.key ?? null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  // Fields keep their own text: after each press they are drawn anew from the answers.
  const [turn, setTurn] = useState(0);
  const step = steps.find((one) => one.key === stepKey);

  const keep = async (changes: Partial<KeptApplication>): Promise<void> => {
    await onDevice.device?.keepApplication({ ...application, answers, ...changes, changedAt: deviceNow().toISOString() });
    await onDevice.reload();
  };
  const goTo = (key: string | null): void => {
    setProblems([]);
    setStepKey(key);
    scrollTo(0, 0);
  };
  const submit = (event: SubmitEvent<HTMLDivElement>): void => {
    event.preventDefault();
    if (step === undefined || !(event.target instanceof HTMLFormElement)) return;
    const pressed = event.nativeEvent.submitter;
    const { raw, command, shown } = parseSubmission(definition, new FormData(event.target, pressed), step.key);
    const typed = command === null ? raw : applyCommand(definition, raw, command);
    const merged = mergeStep(definition, answers, typed, step.key);
    const verdict = validate(definition, merged, { ...judging, step: step.key, shown });
    setAnswers(merged);
    setTurn(turn + 1);
    void keep({ answers: merged });
    const stays = command !== null || verdict.problems.length > 0;
    setProblems(command === null ? verdict.problems : []);
    if (!stays) goTo(neighbourStep(askedSteps(definition, verdict.visible), step.key, 1));
  };

  if (step === undefined) {
    return <Check {...{ application, form, onDevice, close, answers, keep, goTo }} lastStep={steps.at(-1)?.key ?? null} />;
  }
  const number = steps.indexOf(step) + 1;
  const title = titleOf({ title: step.title, 'x-dinh': { en: step.en } }, locale);
  return (
    <Matter title={title} caption={`${form.name} · ${t('apply.stepOf', { number, total: steps.length + 1 })}`} lead={step.description}>
      <title>{title}</title>
      <div key={`${step.key}/${turn}`} onSubmit={submit}>
        <EForm definition={definition} step={step.key} values={answers} problems={problems} today={judging.today} locale={locale} submitLabel={t('apply.saveAndGoOn')} />
      </div>
      <ButtonRow>
        {number > 1 && (
          <Button type="button" look="link" onClick={() => goTo(neighbourStep(steps, step.key, -1))}>
            {t('offline.previous')}
          </Button>
        )}
        <Button type="button" look="link" onClick={close}>
          {t('offline.later')}
        </Button>
      </ButtonRow>
    </Matter>
  );
}

type CheckProps = FillProps & {
  readonly answers: RawValues;
  readonly keep: (changes: Partial<KeptApplication>) => Promise<void>;
  readonly goTo: (step: string | null) => void;
  readonly lastStep: string | null;
};

/** Everything once more, photos of papers, and into the queue. */
function Check({ application, form, onDevice, close, answers, keep, goTo, lastStep }: CheckProps) {
  const t = useText('cases');
  const locale = useLocale();
  const definition = definitionOf(form.form);
  const { values, visible, problems } = validate(definition, answers, { today: toLocalDate(deviceNow()), locale });
  const send = async (): Promise<void> => {
    await keep({ answers: values, state: 'queued' });
    close();
    await onDevice.send();
  };
  const [first] = problems;
  return (
    <Matter title={t('apply.check.title')} caption={form.name}>
      <title>{t('apply.check.title')}</title>
      <EFormSummary definition={definition} values={answers} visible={visible} locale={locale} />
      <Papers application={application} form={form} keep={keep} />
      {first === undefined ? (
        <ButtonRow>
          <Button type="button" onClick={() => void send()}>{t(onDevice.online ? 'offline.send' : 'offline.queue')}</Button>
        </ButtonRow>
      ) : (
        <Notice tone="late" title={t('offline.gaps', { count: problems.length })}>
          <Button type="button" onClick={() => goTo(stepOfProblem(definition, first) ?? lastStep)}>{t('offline.mend')}</Button>
        </Notice>
      )}
      <ButtonRow>
        <Button type="button" look="link" onClick={() => goTo(lastStep)}>
          {t('offline.previous')}
        </Button>
        <Button type="button" look="link" onClick={close}>
          {t('offline.later')}
        </Button>
      </ButtonRow>
    </Matter>
  );
}

function Papers({ application, form, keep }: Pick<CheckProps, 'application' | 'form' | 'keep'>) {
  const t = useText('cases');
  const add = async (code: string, files: readonly File[]): Promise<void> => {
    const small = await Promise.all(files.map(shrinkPhoto));
    const fresh = small.map((file): KeptPaper => ({ id: crypto.randomUUID(), code, name: file.name, mediaType: file.type, size: file.size, bytes: file, address: null, sha256: null }));
    await keep({ papers: [...application.papers, ...fresh] });
  };
  const remove = (id: string): Promise<void> => keep({ papers: application.papers.filter((paper) => paper.id !== id) });
  const onChange = ({ target }: ChangeEvent<HTMLDivElement>): void => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
    void add(target.name, [...(target.files ?? [])]).then(() => (target.value = ''));
  };
  if (form.papers.length === 0) return null;
  return (
    <div onChange={onChange}>
      <h2>{t('apply.papers.title')}</h2>
      {form.papers.map((paper) => (
        <section key={paper.code}>
          <FileInput name={paper.code} label={paper.name} hint={paper.note} accept="image/*,.pdf" multiple optional />
          <ul className="files">
            {application.papers
              .filter((kept) => kept.code === paper.code)
              .map((kept) => (
                <li key={kept.id}>
                  <span>
                    {kept.name} ({Math.ceil(kept.size / 1024)} KB)
                  </span>
                  <Button type="button" look="link" onClick={() => void remove(kept.id)}>
                    {t('offline.remove')}
                  </Button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
