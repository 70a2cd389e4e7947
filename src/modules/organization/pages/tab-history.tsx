import { formatDate } from '#platform/forms/dates.ts';
import { formatDateTime } from '#platform/text/dates.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText, type Translate } from '#platform/web/text.tsx';
import { Chip, ConfirmDialog, DataTable, DialogTrigger, EmptyState, type Column } from '#ui/officer/index.ts';
import type { JournalEntry } from '../index.ts';
import type { UnitData } from './load-unit.ts';

/** Every change of the unit and of what is in it; each can be taken back with a reason. */
export function HistoryTab({ data: { record } }: { data: UnitData }) {
  const t = useText('organization');
  const may = record.abilities.manageUnits || record.abilities.manageStaff;
  const undoable = record.journal.filter((entry) => may && !entry.undone);
  return (
    <>
      <DataTable
        caption={t('history.caption')}
        columns={may ? [...columnsOf(t), undoColumn(t)] : columnsOf(t)}
        rows={record.journal}
        rowKey={({ changeUid }) => changeUid}
        empty={<EmptyState title={t('history.none')} />}
      />
      {undoable.map((entry) => (
        <UndoDialog key={entry.changeUid} entry={entry} />
      ))}
    </>
  );
}

function columnsOf(t: Translate): Column<JournalEntry>[] {
  return [
    {
      key: 'recorded',
      label: t('history.recorded'),
      nowrap: true,
      cell: ({ recordedAt, actorName }) => (
        <>
          {formatDateTime(new Date(recordedAt))}
          <small>{actorName}</small>
        </>
      ),
    },
    {
      key: 'what',
      label: t('history.what'),
      cell: ({ kind, subjectName, document, reason, undone }) => (
        <>
          {t(`changeKind.${kind}`)}: {subjectName} {undone && <Chip tone="wait">{t('history.undone')}</Chip>}
          <small>{[document?.number, document?.issuer, reason].filter(Boolean).join('; ')}</small>
        </>
      ),
    },
    {
      key: 'effective',
      label: t('history.effective'),
      nowrap: true,
      cell: ({ effectiveOn }) => formatDate(effectiveOn),
    },
  ];
}

/** DOM id of the dialog that takes a change back. */
export const undoDialogId = (changeUid: string): string => `undo-${changeUid}`;

function undoColumn(t: Translate): Column<JournalEntry> {
  const cell = (entry: JournalEntry) =>
    entry.undone ? '' : <DialogTrigger dialog={undoDialogId(entry.changeUid)} label={t('action.undo')} small />;
  return { key: 'undo', label: t('staff.actions'), nowrap: true, cell };
}

function UndoDialog({ entry }: { entry: JournalEntry }) {
  const t = useText('organization');
  return (
    <ConfirmDialog
      id={undoDialogId(entry.changeUid)}
      title={t('history.undoTitle', { what: `${t(`changeKind.${entry.kind}`)}: ${entry.subjectName}` })}
      confirm={t('action.undo')}
      danger
      intent={{ name: 'intent', value: 'undo' }}
      reason={{ label: t('history.undoReason'), required: false, maxLength: 500 }}
      fields={
        <>
          <RequestIdField />
          <input type="hidden" name="uid" value={entry.changeUid} />
        </>
      }
    >
      <p>{t('history.undoText')}</p>
    </ConfirmDialog>
  );
}
