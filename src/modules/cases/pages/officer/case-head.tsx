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
  return (
    <MatterHead
      title={item.procedureName}
      chips={
        <>
          <StateChip state={String(item.state)} looks={looks} />
          <DueChip
            dueAt={item.dueAt}
            now={item.now}
            paused={paused}
            done={item.finishedAt === null ? undefined : t('officer.over')}
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
        item.holder === null ? null : t('officer.heldBy', { by: item.holder }),
      ].filter((fact) => fact !== null)}
    />
  );
}
