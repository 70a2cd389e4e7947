import { Link } from 'react-router';
import { useText } from '#platform/web/text.tsx';
import { Notice } from '#ui/officer/index.ts';
import { unitHref } from './hrefs.ts';
import type { UnitData } from './load-unit.ts';
import { undoDialogId } from './tab-history.tsx';

/** After a change: it is recorded, and here is how to take it back. */
export function Done({ changeUid, data: { record, moment } }: { changeUid: string; data: UnitData }) {
  const t = useText('organization');
  const undo = `${unitHref(record.unit.uid, moment, 'history')}#${undoDialogId(changeUid)}`;
  return (
    <Notice tone="done" live>
      {t('done.text')} {/* A full load, because only that makes the fragment open its dialog. */}
      <Link to={undo} reloadDocument>
        {t('done.undo')}
      </Link>
    </Notice>
  );
}
