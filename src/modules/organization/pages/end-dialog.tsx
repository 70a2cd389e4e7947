import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ConfirmDialog, DialogTrigger } from '#ui/officer/index.ts';
import type { Ending } from './carry-out.ts';

export type EndDialogProps = {
  readonly intent: Ending;
  /** What ends. */
  readonly uid: string;
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly today: string;
};

/** A button that asks from which day something ends, and why. */
export function EndDialog({ intent, uid, label, title, text, today }: EndDialogProps) {
  const t = useText('organization');
  const id = `${intent}-${uid}`;
  return (
    <>
      <DialogTrigger dialog={id} label={label} small />
      <ConfirmDialog
        id={id}
        title={title}
        confirm={label}
        danger
        intent={{ name: 'intent', value: intent }}
        reason={{ label: t('form.reasonOptional'), required: false, maxLength: 500 }}
        fields={
          <>
            <RequestIdField />
            <input type="hidden" name="uid" value={uid} />
          </>
        }
      >
        <p>{text}</p>
        <DayField uid={id} value={today} />
      </ConfirmDialog>
    </>
  );
}

// Many dialogs stand on one page, so the shared field component, whose id follows from its name, cannot be used here.
function DayField({ uid, value }: { uid: string; value: string }) {
  const t = useText('organization');
  const id = `day-${uid}`;
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {t('form.effectiveOn')}
      </label>
      <input className="input w10" id={id} type="date" name="effectiveOn" required defaultValue={value} />
    </div>
  );
}
