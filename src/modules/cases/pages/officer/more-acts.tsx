import { useText } from '#platform/web/text.tsx';
import { ConfirmDialog, DialogTrigger, Menu } from '#ui/officer/index.ts';
import type { Act } from '../../states.ts';
import { ActFields } from './act-fields.tsx';
import { DialogFields } from './act-dialog-fields.tsx';
import type { RefusedAct } from './acts.ts';
import type { OfficerCaseItem } from './case-data.ts';

type MoreProps = { readonly item: OfficerCaseItem; readonly next: string | null; readonly refused: RefusedAct | null };

type More = { readonly act: Act; readonly shortcut?: string; readonly danger?: boolean; readonly words: 'none' | 'optional' | 'required' };

/** Acts beside the main road of a case, each with a dialog of the same name; the frequent ones have keys. */
const more: readonly More[] = [
  { act: 'recall', shortcut: 'u', words: 'none' },
  { act: 'hand_over', shortcut: 'h', words: 'optional' },
  { act: 'delegate', words: 'optional' },
  { act: 'end_delegation', words: 'none' },
  { act: 'reassign', shortcut: 'w', words: 'required' },
  { act: 'pass_on', shortcut: 'e', words: 'optional' },
  { act: 'send_back', shortcut: 'z', words: 'required' },
  { act: 'consult', shortcut: 'y', words: 'required' },
  { act: 'transfer', words: 'required' },
  { act: 'ask_payment', words: 'required' },
  { act: 'confirm_payment', words: 'none' },
  { act: 'allow_supplement', words: 'required' },
  { act: 'apologise', shortcut: 'i', words: 'required' },
  { act: 'split', words: 'required' },
  { act: 'absorb', danger: true, words: 'required' },
  { act: 'revoke_result', danger: true, words: 'required' },
  { act: 'note', shortcut: 'g', words: 'required' },
];

/** The rest of what this officer may do now, folded away; every dialog also opens by its key. */
export function MoreActs(props: MoreProps) {
  const t = useText('cases');
  const offered = more.filter(({ act }) => isOffered(props.item, act));
  if (offered.length === 0) return null;
  return (
    <>
      <Menu summary={t('officer.act.more')} className="more-acts">
        {offered.map(({ act, shortcut }) => (
          <DialogTrigger key={act} dialog={act} shortcut={shortcut} small label={t(`officer.act.${act}`)} />
        ))}
      </Menu>
    </>
  );
}

/** The dialogs of the acts that are folded away. */
export function MoreDialogs(props: MoreProps) {
  return more.filter(({ act }) => isOffered(props.item, act)).map((one) => <MoreDialog key={one.act} {...props} {...one} />);
}

/** What would be refused for a reason that the page knows is not offered. */
function isOffered({ abilities, process, result, delegated, extendedTo }: OfficerCaseItem, act: Act): boolean {
  if (abilities[act] !== true) return false;
  if (act === 'allow_supplement') return process.supplements.asked >= process.supplements.allowed;
  if (act === 'end_delegation') return delegated !== null;
  if (act === 'apologise') return extendedTo === null;
  if (act === 'revoke_result') return result.state === 'issued';
  return true;
}

function MoreDialog({ act, danger = false, words, refused, ...props }: MoreProps & More) {
  const t = useText('cases');
  const again = refused?.intent === act ? refused : null;
  const wrong = again?.code === 'cases.words_too_short';
  const reason =
    words === 'none'
      ? undefined
      : {
          label: t(`officer.ask.${act}.words`),
          hint: t(`officer.ask.${act}.hint`),
          required: words === 'required',
          value: again?.typed,
          error: wrong ? again.words : undefined,
        };
  return (
    <ConfirmDialog
      id={act}
      title={t(`officer.ask.${act}.title`)}
      confirm={t(`officer.act.${act}`)}
      danger={danger}
      intent={{ name: 'intent', value: act }}
      fields={<ActFields item={props.item} next={props.next} />}
      open={wrong ? true : undefined}
      reason={reason}
    >
      <p>{t(`officer.ask.${act}.note`)}</p>
      <DialogFields act={act} item={props.item} />
    </ConfirmDialog>
  );
}
