import type { SubmitEvent } from 'react';
import { useSubmit } from 'react-router';
import { useText } from '#platform/web/text.tsx';
import { ActionButton, Notice, UnsavedGuard } from '#ui/officer/index.ts';
import { EForm, EFormFacts } from '#ui/eform/index.ts';
import { ActFields } from './act-fields.tsx';
import type { RefusedAct } from './acts.ts';
import { Correction } from './correction.tsx';
import type { OfficerCaseItem } from './case-data.ts';
import { differences } from './differences.ts';

type DraftProps = { readonly item: OfficerCaseItem; readonly next: string | null; readonly refused: RefusedAct | null };

/** The draft of the result: a form for who writes it, facts with differences for who judges it. */
export function ResultDraft(props: DraftProps) {
  const { abilities, result } = props.item;
  if (abilities.propose_result) return <DraftForm {...props} />;
  const correcting = abilities.correct_result === true && (result.state === 'issued' || result.state === 'revoked');
  return (
    <>
      <DraftFacts item={props.item} />
      {correcting && <Correction {...props} />}
    </>
  );
}

function DraftForm({ item, next, refused }: DraftProps) {
  const t = useText('cases');
  const submit = useSubmit();
  const send = (event: SubmitEvent<HTMLElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent;
    void submit(submitter instanceof HTMLButtonElement ? submitter : event.currentTarget.querySelector('form'), {
      preventScrollReset: true,
    });
  };
  const { result } = item;
  return (
    // Sends in place once scripts run; before that the form posts by itself.
    <div className="draft" onSubmit={send}>
      {result.returned && (
        <Notice tone="due" title={t('officer.returned', { by: result.returned.by })}>
          <p className="said">{result.returned.words}</p>
        </Notice>
      )}
      {result.state === null && <p className="hint">{t('officer.suggested')}</p>}
      <EForm
        definition={result.form}
        values={refused?.fields ?? result.fields}
        problems={refused?.problems ?? []}
        today={item.today}
        submitLabel={t('officer.act.save')}
        fields={
          <>
            <ActFields item={item} next={next} />
            <UnsavedGuard />
          </>
        }
        buttons={
          <ActionButton name="intent" value="propose_result" shortcut="t" label={t('officer.act.propose_result')} />
        }
      />
    </div>
  );
}

function DraftFacts({ item }: { item: OfficerCaseItem }) {
  const t = useText('cases');
  const { result } = item;
  if (result.state === null) return <p>{t('officer.notDrafted')}</p>;
  const different = differences(result.suggestion, result.values);
  return (
    // Nothing inside takes the focus, yet it must be scrolled by keyboard.
    <section tabIndex={0} aria-label={result.name}>
      <EFormFacts
        definition={result.form}
        values={result.values}
        visible={new Set(result.visible)}
        remark={(line) => {
          const said = different.get(line.name);
          return { difference: said === undefined ? undefined : t('officer.differs', { said }) };
        }}
      />
    </section>
  );
}
