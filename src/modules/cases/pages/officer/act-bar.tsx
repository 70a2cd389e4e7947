import { Form } from 'react-router';
import { formatMoney } from '#platform/text/amounts.ts';
import { useText } from '#platform/web/text.tsx';
import {
  ActionBar,
  ActionButton,
  ActionLink,
  ConfirmDialog,
  DialogTrigger,
  RadioGroup,
  TextInput,
} from '#ui/officer/index.ts';
import { useHydrated } from '#ui/officer/use-hydrated.ts';
import { DialogFields } from './act-dialog-fields.tsx';
import { ActFields } from './act-fields.tsx';
import type { RefusedAct } from './acts.ts';
import type { OfficerCaseItem, Part } from './case-data.ts';
import { MoreActs, MoreDialogs } from './more-acts.tsx';

type BarProps = {
  readonly item: OfficerCaseItem;
  readonly tab: Part;
  /** The case to go on to; null stays here. */
  readonly next: string | null;
  readonly draftHref: string;
  readonly refused: RefusedAct | null;
};

/** Acts that need words, with their keys. Each opens a dialog of the same name. */
const spoken = [
  { act: 'ask_supplement', key: 'b', danger: false },
  { act: 'supplement', key: 'o', danger: false },
  { act: 'return_result', key: 'l', danger: false },
  { act: 'refuse', key: 'r', danger: true },
  { act: 'stop', key: 'x', danger: true },
] as const;

/** What this officer may do with the case now, always at the same place, every act with its key. */
export function ActBar(props: BarProps) {
  const { item, tab, draftHref } = props;
  const { abilities } = item;
  const t = useText('cases');
  // K also walks the list, and the newest registration wins: this one must come after that of the list.
  const hydrated = useHydrated();
  const words = spoken.filter(({ act }) => abilities[act]);
  const proposed = item.result.state === 'proposed';
  const reviewing = abilities.review_result === true && proposed && item.process.review;
  const signing = abilities.sign_result === true && proposed && !item.process.review;
  const returning = signing || reviewing ? words : words.filter(({ act }) => act !== 'return_result');
  return (
    <>
      <ActionBar note={noteOf(t, item)}>
        <Form method="post">
          <ActFields item={props.item} next={props.next} />
          {abilities.accept && (
            <ActionButton name="intent" value="accept" look="main" shortcut="a" label={t('officer.act.accept')} />
          )}
          {abilities.take && (
            <ActionButton name="intent" value="take" look="main" shortcut="n" label={t('officer.act.take')} />
          )}
          {abilities.deliver && (
            <ActionButton name="intent" value="deliver" look="main" shortcut="d" label={t('officer.act.deliver')} />
          )}
          {reviewing && (
            <ActionButton name="intent" value="review_result" look="main" shortcut="v" label={t('officer.act.review_result')} />
          )}
        </Form>
        {signing && (
          <DialogTrigger
            dialog="sign_result"
            look="main"
            shortcut={hydrated ? 'k' : undefined}
            label={t('officer.act.sign_result')}
          />
        )}
        {abilities.propose_result && tab !== 'du-thao' && (
          <ActionLink href={draftHref} shortcut="t" label={t('officer.act.openDraft')} />
        )}
        {abilities.collect_fee && (
          <DialogTrigger dialog="collect_fee" shortcut="f" label={t('officer.act.collect_fee')} />
        )}
        {returning.map(({ act, key }) => (
          <DialogTrigger key={act} dialog={act} shortcut={key} label={t(`officer.act.${act}`)} />
        ))}
        <MoreActs item={item} next={props.next} refused={props.refused} />
      </ActionBar>
      {returning.map(({ act, danger }) => (
        <WordsDialog key={`${act} ${itemWords(item, act)}`} act={act} danger={danger} {...props} />
      ))}
      <MoreDialogs item={item} next={props.next} refused={props.refused} />
      {signing && <SignDialog {...props} />}
      {abilities.collect_fee && <FeeDialog {...props} />}
    </>
  );
}

function WordsDialog({
  act,
  danger,
  refused,
  ...props
}: BarProps & { act: (typeof spoken)[number]['act']; danger: boolean }) {
  const t = useText('cases');
  const again = refused?.intent === act ? refused : null;
  const wrong = again?.code === 'cases.words_too_short';
  return (
    <ConfirmDialog
      id={act}
      title={t(`officer.ask.${act}.title`)}
      confirm={t(`officer.act.${act}`)}
      danger={danger}
      intent={{ name: 'intent', value: act }}
      fields={<ActFields item={props.item} next={props.next} />}
      open={wrong ? true : undefined}
      reason={{
        label: t(`officer.ask.${act}.words`),
        hint: t(`officer.ask.${act}.hint`),
        value: again?.typed ?? itemWords(props.item, act),
        error: wrong ? again.words : undefined,
      }}
    >
      <p>{t(`officer.ask.${act}.note`)}</p>
      <DialogFields act={act} item={props.item} />
    </ConfirmDialog>
  );
}

function SignDialog(props: BarProps) {
  const t = useText('cases');
  return (
    <ConfirmDialog
      id="sign_result"
      title={t('officer.ask.sign_result.title', { name: props.item.result.name })}
      confirm={t('officer.act.sign_result')}
      intent={{ name: 'intent', value: 'sign_result' }}
      fields={<ActFields item={props.item} next={props.next} />}
    >
      <p>{t('officer.ask.sign_result.note')}</p>
    </ConfirmDialog>
  );
}

function FeeDialog(props: BarProps) {
  const t = useText('cases');
  const owed = props.item.feeDue - props.item.feePaid;
  return (
    <ConfirmDialog
      id="collect_fee"
      title={t('officer.ask.collect_fee.title')}
      confirm={t('officer.act.collect_fee')}
      intent={{ name: 'intent', value: 'collect_fee' }}
      fields={<ActFields item={props.item} next={props.next} />}
    >
      <p>{t('officer.ask.collect_fee.note', { amount: formatMoney(owed) })}</p>
      <TextInput
        name="amount"
        label={t('officer.ask.collect_fee.amount')}
        value={owed}
        inputMode="numeric"
        width="w10"
        suffix="đ"
      />
      <RadioGroup
        name="method"
        label={t('officer.ask.collect_fee.method')}
        value="cash"
        options={[
          { value: 'cash', label: t('officer.ask.collect_fee.cash') },
          { value: 'transfer', label: t('officer.ask.collect_fee.transfer') },
        ]}
      />
      <TextInput name="reference" label={t('officer.ask.collect_fee.reference')} width="w20" optional maxLength={60} />
    </ConfirmDialog>
  );
}

/** What the checklist already says, so that everything is asked once and nothing is typed twice. */
function itemWords({ checks }: OfficerCaseItem, act: string): string | undefined {
  if (act === 'ask_supplement') return checks.words.supplement;
  return act === 'refuse' ? checks.words.refusal : undefined;
}

function noteOf(t: ReturnType<typeof useText>, item: OfficerCaseItem): string {
  if (item.stepKind === 'closed') return t('officer.closed');
  if (item.result.state === 'signing') return t('officer.issuing');
  if (item.abilities.accept && item.checks.blocking.length > 0) return t('officer.checks.blocked', { names: item.checks.blocking.join('; ') });
  const place = t('officer.place', {
    number: item.step + 1,
    total: item.steps.length,
    name: item.steps[item.step] ?? '',
  });
  const following = item.steps[item.step + 1];
  return following === undefined ? place : `${place}; ${t('officer.then', { name: following })}`;
}
