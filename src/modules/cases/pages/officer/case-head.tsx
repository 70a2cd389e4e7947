import { useText } from '#platform/web/text.tsx';
import { DueChip, MatterHead, StateChip } from '#ui/officer/index.ts';
import { dateTime } from '../case-words.ts';
import type { OfficerCaseItem } from './case-data.ts';
import { useStateLooks } from './state-looks.ts';

/** Name, state, due date and the short facts of a case, always at the same place. */
export function CaseHead({ item }: { item: OfficerCaseItem }) {
  const t = useText('cases');
  const looks = useStateLooks();
  // Before acceptance no clock runs that could stand still.
  const paused = item.acceptedAt !== null && (item.state === 5 || item.state === 6) ? t('officer.paused') : undefined;
  // Refused, withdrawn or stopped: nothing is promised any longer.
  const ended = item.finishedAt !== null;
  return (
    <MatterHead
      title={item.procedureName}
      chips={
        <>
          <StateChip state={String(item.state)} looks={looks} />
          <DueChip
            dueAt={ended ? null : item.dueAt}
            now={item.now}
            paused={paused}
            done={item.state === 9 || item.state === 10 ? t('officer.over') : undefined}
          />
        </>
      }
      facts={[
        <b key="code">{item.code}</b>,
        item.applicantName,
        t(`officer.channel.${item.channel}`, { at: dateTime(item.submittedAt) }),
        item.acceptedAt === null
          ? null
          : t('officer.acceptedBy', { at: dateTime(item.acceptedAt), by: item.acceptedBy ?? '' }),
        item.dueAt === null ? null : t('officer.promised', { at: dateTime(item.dueAt) }),
        item.extendedTo === null ? null : t('officer.extended', { at: dateTime(item.extendedTo) }),
        item.holder === null ? null : t('officer.heldBy', { by: item.holder }),
        item.delegated === null ? null : t('officer.delegatedTo', { by: item.delegated }),
      ].filter((fact) => fact !== null)}
    />
  );
}
