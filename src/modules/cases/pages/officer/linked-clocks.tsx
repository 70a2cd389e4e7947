import { useText } from '#platform/web/text.tsx';
import { Section } from '#ui/officer/index.ts';
import type { LinkedClocks } from '../../index.ts';
import { dateTime } from '../case-words.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The clocks of a linked group as JSON. */
export function linkedData(clocks: LinkedClocks | null) {
  if (clocks === null) return null;
  const parts = clocks.parts.map(({ key, name, agency, startsAt, dueAt, doneAt }) => ({ key, name, agency, startsAt: startsAt.toISOString(), dueAt: iso(dueAt), doneAt: iso(doneAt) }));
  return { dueAt: iso(clocks.dueAt), parts };
}
export type LinkedData = ReturnType<typeof linkedData>;

/** Each part of a linked group with its own clock: who has it, from when, until when. */
export function LinkedGroup({ linked }: { linked: LinkedData }) {
  const t = useText('cases');
  if (linked === null) return null;
  return (
    <Section title={t('officer.linked.title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('officer.linked.part')}</th>
            <th scope="col">{t('officer.linked.agency')}</th>
            <th scope="col">{t('officer.linked.from')}</th>
            <th scope="col">{t('officer.linked.until')}</th>
          </tr>
        </thead>
        <tbody>
          {linked.parts.map((part) => (
            <tr key={part.key}>
              <th scope="row">{part.name}</th>
              <td>{part.agency}</td>
              <td>{dateTime(part.startsAt)}</td>
              <td>{part.doneAt === null ? (part.dueAt === null ? '' : dateTime(part.dueAt)) : t('officer.linked.done', { at: dateTime(part.doneAt) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {linked.dueAt !== null && <p>{t('officer.linked.whole', { at: dateTime(linked.dueAt) })}</p>}
    </Section>
  );
}
