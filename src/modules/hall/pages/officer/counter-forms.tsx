import { Form } from 'react-router';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionButton, Button, EmptyState, Section, Select, TextInput } from '#ui/officer/index.ts';
import type { Counter, GroupLine, PriorityKind } from '../../index.ts';

/** Before anything else: at which counter? Digits sit down at the counter of that number. */
export function ChooseCounter({ counters, groups }: { counters: readonly Counter[]; groups: readonly GroupLine[] }) {
  const t = useText('hall');
  if (counters.length === 0) return <EmptyState title={t('counter.noHall')}>{t('counter.noHallAdvice')}</EmptyState>;
  const codesOf = ({ groupIds }: Counter): string => groups.filter(({ id }) => groupIds.includes(id)).map(({ code, name }) => `${code} ${name}`).join(', ');
  return (
    <Section title={t('counter.notSitting')}>
      <ul className="counter-choices">
        {counters.map((counter) => (
          <li key={counter.id}>
            <Form method="post">
              <RequestIdField />
              <input type="hidden" name="counterId" value={counter.id} />
              <ActionButton
                name="intent"
                value="sit"
                label={t('counter.sit', { n: counter.number })}
                shortcut={counter.number < 10 ? String(counter.number) : undefined}
                look={counter.sitting === null ? 'main' : 'quiet'}
                unavailable={counter.sitting === null ? undefined : t('counter.taken', { name: counter.sitting.officerName })}
              />
            </Form>
            <span>
              {codesOf(counter)}
              {counter.name !== '' && `, ${counter.name}`}
              {counter.sitting !== null && `, ${t('counter.taken', { name: counter.sitting.officerName })}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** For those who do not use the kiosk: a number, or a booking, at the counter. */
export function GiveOut({ groups, kinds, booking }: { groups: readonly GroupLine[]; kinds: readonly PriorityKind[]; booking: boolean }) {
  const t = useText('hall');
  if (groups.length === 0) return null;
  return (
    <Section title={t('counter.issue')}>
      <div className="counter-give">
        <Form method="post">
          <RequestIdField />
          <input type="hidden" name="intent" value="issue" />
          <Select name="groupId" label={t('counter.issueGroup')} placeholder={false} value={groups[0]?.id} options={groups.map(({ id, code, name, waiting }) => ({ value: id, label: `${code} ${name} (${waiting})` }))} />
          <Select name="priorityKindId" label={t('counter.issuePriority')} placeholder={t('counter.ordinary')} options={kinds.map(({ id, name }) => ({ value: id, label: name }))} />
          <Button look="quiet">{t('counter.issueDo')}</Button>
        </Form>
        {booking && (
          <Form method="post">
            <RequestIdField />
            <input type="hidden" name="intent" value="check_in" />
            <TextInput name="code" label={t('counter.checkIn')} autoComplete="off" spellCheck={false} maxLength={40} placeholder="ABCDE-FGHJK" />
            <Button look="quiet">{t('counter.checkInDo')}</Button>
          </Form>
        )}
      </div>
    </Section>
  );
}
