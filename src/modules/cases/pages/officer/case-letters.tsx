import { useText } from '#platform/web/text.tsx';
import { Chip, KeyValue, Section } from '#ui/officer/index.ts';
import { dateTime } from '../case-words.ts';
import type { OfficerCaseItem } from './case-data.ts';
import { LinkedGroup } from './linked-clocks.tsx';

/** Forms 01–06 of a case for print, the cases it is linked with, and how it stands against law and score. */
export function CaseLetters({ item }: { item: OfficerCaseItem }) {
  const t = useText('cases');
  const { letters, links, portal, supplements } = item.process;
  const verdict = portal.verdict === 'late' ? 'late' : portal.verdict === 'on_time' ? 'done' : 'plain';
  return (
    <>
      <Section title={t('officer.papers.letters')}>
        <ul className="sent-papers">
          {letters.map((letter) => (
            <li key={`${letter.form}-${letter.number}-${String(letter.draft)}`}>
              <b>{t('officer.papers.form', { form: letter.form, name: letter.name })}</b>{' '}
              <small>{letter.draft ? t('officer.papers.draft') : letter.at === null ? '' : dateTime(letter.at)}</small>{' '}
              <LetterLinks caseId={item.id} form={letter.form} number={letter.number} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('officer.papers.deadline')}>
        <KeyValue
          rows={[
            { label: t('officer.papers.legal'), value: item.dueAt === null ? '' : dateTime(item.dueAt) },
            { label: t('officer.papers.extended'), value: item.extendedTo === null ? '' : dateTime(item.extendedTo) },
            {
              label: t('officer.papers.portal'),
              value: <Chip tone={verdict}>{`${t(`officer.papers.${portal.verdict}`)} (${t(`officer.papers.${portal.reason}`)})`}</Chip>,
            },
            { label: t('officer.papers.supplementsAsked'), value: t('officer.papers.ofAllowed', supplements) },
          ]}
        />
      </Section>
      <LinkedGroup linked={item.linked} />
      <Section title={t('officer.papers.links')}>
        {links.length === 0 ? (
          <p>{t('officer.papers.noLinks')}</p>
        ) : (
          <ul className="sent-papers">
            {links.map((link) => (
              <li key={`${link.caseId} ${link.kind} ${link.way}`}>
                {t(`officer.papers.${link.kind}_${link.way}`)} <a href={`/can-bo/ho-so/${link.caseId}`}>{link.code}</a>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

/** A letter for the printer, on both papers; the control slip is a table and wants A4. */
function LetterLinks({ caseId, form, number }: { caseId: string; form: string; number: number }) {
  const t = useText('cases');
  const sizes = form === '06' ? (['a4'] as const) : (['a5', 'a4'] as const);
  return (
    <span className="prints">
      {sizes.map((size) => (
        <a key={size} href={`/ho-so/${caseId}/phieu/${form}?lan=${number}&kho=${size}`} target="_blank" rel="noreferrer">
          {t('officer.papers.print', { size: size.toUpperCase() })}
        </a>
      ))}
    </span>
  );
}
