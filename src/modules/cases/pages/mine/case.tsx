import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { validate } from '#platform/forms/validate.ts';
import { formatMoney } from '#platform/text/amounts.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { useLocale, useText, type Translate } from '#platform/web/text.tsx';
import {
  Chip,
  Details,
  LinkButton,
  Matter,
  Notice,
  SummaryList,
  Timeline,
  type TimelineStep,
} from '#ui/citizen/index.ts';
import { EFormSummary } from '#ui/eform/index.ts';
import { formatBytes } from '#ui/format-bytes.ts';
import { currentStepWords, dateTime, stateSentence, weekdayDateTime } from '../case-words.ts';
import stylesheet from '../cases.css?url';
import { definitionOf } from '../definition.ts';
import { letterData, WrittenLetters } from './letters.tsx';
import { ResultNotice } from './result-notice.tsx';
import { lastWords, openOwnCase, type OwnCase } from './own-case.ts';
import { ToPay, toPayOf } from './to-pay.tsx';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader(args: LoaderFunctionArgs) {
  const own = await openOwnCase(args);
  const definition = definitionOf(own.content.form);
  const { answers } = own.view.file;
  const { visible } = validate(definition, answers, { today: toLocalDate(own.page.now()) });
  const notReady = args.url.searchParams.get('chua-co');
  return {
    ...factsOf(own),
    toPay: await toPayOf(own),
    letters: letterData(await own.cases.listLetters(own.actor, own.view.file.id)),
    ...{ definition, answers, visible: [...visible] },
    notReady:
      (notReady === 'ket-qua' && own.view.result === null) ||
      (notReady === 'giay-hen' && own.view.file.acceptedAt === null)
        ? notReady
        : null,
  };
}

function factsOf({ view, content }: OwnCase) {
  const { file, journal, papers, result, agency, abilities } = view;
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  const { id, code, procedureName, state, stepKind, feeDue, feePaid, dueDerivation } = file;
  return {
    ...{ id, code, procedureName, state, stepKind, feeDue, feePaid, dueDerivation: [...dueDerivation], abilities },
    agencyName: agency.name,
    accepted: file.acceptedAt !== null,
    dueAt: iso(file.dueAt),
    finished: file.finishedAt !== null,
    asked: state === 5 ? lastWords(journal, 'ask_supplement') : null,
    ended: state === 3 ? lastWords(journal, 'refuse') : state === 8 ? (lastWords(journal, 'stop') ?? lastWords(journal, 'merge_into')) : null,
    passed: journal.map((line) => ({
      act: line.act,
      at: line.at.toISOString(),
      by: line.actorKind === 'officer' ? [line.actorName, line.actorPosition].filter(Boolean).join(', ') : null,
      note: line.publicNote,
    })),
    planned: stepKind === 'closed' ? [] : content.steps.slice(file.step + 1).map((step) => step.name),
    papers: papers.map(({ position, name, size }) => ({ position, name, size })),
    extendedTo: iso(file.extendedTo),
    result:
      result === null
        ? null
        : { notation: result.notation, verificationCode: result.verificationCode, state: result.state, owed: Math.max(0, feeDue - feePaid) },
  };
}

/** Where my case stands, why, what I can do now, and everything I sent. */
export default function MyCase() {
  const item = useLoaderData<typeof loader>();
  const t = useText('cases');
  const locale = useLocale();
  const sentence = stateSentence(t, item);
  return (
    <Matter
      title={sentence}
      caption={`${t('track.case')} ${item.code} · ${item.procedureName}`}
      back={{ href: '/ho-so', label: t('mine.title') }}
    >
      <title>{`${item.code}: ${sentence}`}</title>
      {item.notReady && <Notice tone="due" live title={t(`mine.notReady.${item.notReady}`)} />}
      <NextThing item={item} />
      {item.dueAt !== null && !item.finished && (
        <p className="when">
          {t('track.resultBefore')} <b>{weekdayDateTime(item.dueAt, locale)}</b>
        </p>
      )}
      {item.dueDerivation.length > 0 && (
        <Details summary={t('track.why')} open={!item.finished}>
          <ol>
            {item.dueDerivation.map((line) => (
              <li key={line.words}>{line.words}</li>
            ))}
          </ol>
        </Details>
      )}
      {item.accepted && (
        <p>
          <LinkButton href={`/ho-so/${item.id}/giay-hen?kho=a5`} look="quiet">
            {t('mine.receipt')}
          </LinkButton>
        </p>
      )}
      <WrittenLetters caseId={item.id} letters={item.letters} />
      <h2>{t('track.passed')}</h2>
      <Timeline steps={timelineOf(t, item)} />
      <SummaryList rows={rowsOf(t, item)} />
      <h2>{t('mine.sent')}</h2>
      <Details summary={t('mine.answers')}>
        <EFormSummary
          definition={item.definition}
          values={item.answers}
          visible={new Set(item.visible)}
          locale={locale}
        />
      </Details>
      <h3>{t('mine.papers')}</h3>
      {item.papers.length === 0 ? (
        <p>{t('mine.noPapers')}</p>
      ) : (
        <SummaryList
          rows={item.papers.map((paper) => ({
            label: <a href={`/ho-so/${item.id}/giay-to/${paper.position}`}>{paper.name}</a>,
            value: formatBytes(paper.size, locale),
          }))}
        />
      )}
      <p>
        <a href={`/ho-so/${item.id}/ai-da-xem`}>{t('mine.readings.link')}</a> ·{' '}
        <a href={`/ho-so/${item.id}/phan-anh`}>{t('mine.complain')}</a>
        {item.state === 10 && (
          <>
            {' '}
            · <a href={`/ho-so/${item.id}/danh-gia`}>{t('mine.rate')}</a>
          </>
        )}
      </p>
      {item.abilities.withdraw && (
        <p>
          <LinkButton href={`/ho-so/${item.id}/rut`} look="quiet">
            {t('mine.withdraw.link')}
          </LinkButton>
        </p>
      )}
    </Matter>
  );
}

type Item = ReturnType<typeof useLoaderData<typeof loader>>;

/** What the applicant should read or do first. */
function NextThing({ item }: { item: Item }) {
  const t = useText('cases');
  const locale = useLocale();
  return (
    <>
      {item.asked !== null && (
        <Notice tone="due" title={t('mine.asked')}>
          <p className="said">{item.asked}</p>
          {item.abilities.supplement && (
            <p>
              <LinkButton href={`/ho-so/${item.id}/bo-sung`}>{t('mine.supplement.link')}</LinkButton>
            </p>
          )}
        </Notice>
      )}
      {item.ended !== null && (
        <Notice tone="late" title={t('mine.reason')}>
          <p className="said">{item.ended}</p>
        </Notice>
      )}
      {item.result !== null && <ResultNotice caseId={item.id} result={item.result} />}
      {item.extendedTo !== null && !item.finished && (
        <Notice tone="due" title={t('mine.newDate', { at: weekdayDateTime(item.extendedTo, locale) })} />
      )}
      <ToPay notices={item.toPay} />
    </>
  );
}

function timelineOf(t: Translate, item: Item): TimelineStep[] {
  const passed = item.passed.map((line): TimelineStep => ({
    title: t(`act.${line.act}`),
    note: [dateTime(line.at), line.by, line.note].filter((part) => part !== null && part !== '').join(' · '),
    state: 'done',
  }));
  if (item.stepKind === 'closed') return passed;
  return [
    ...passed,
    { title: currentStepWords(t, item), state: 'current' },
    ...item.planned.map((name): TimelineStep => ({ title: name, state: 'todo' })),
  ];
}

function rowsOf(t: Translate, item: Item) {
  const paid = item.feePaid >= item.feeDue;
  const fee =
    item.feeDue === 0 ? (
      t('fee.none')
    ) : (
      <Chip
        tone={paid ? 'done' : 'due'}
      >{`${formatMoney(item.feeDue)}, ${paid ? t('fee.paid') : t('fee.unpaid')}`}</Chip>
    );
  return [
    { label: t('track.agency'), value: item.agencyName },
    { label: t('fee.label'), value: fee },
  ];
}
