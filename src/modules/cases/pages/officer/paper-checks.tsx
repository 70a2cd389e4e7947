import { Form } from 'react-router';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Chip, Section } from '#ui/officer/index.ts';
import { useHydrated } from '#ui/officer/use-hydrated.ts';
import { formatBytes } from '#ui/format-bytes.ts';
import { checkIntent } from './check-intent.ts';
import type { OfficerCaseItem } from './case-data.ts';
import type { CheckRow } from './checks-data.ts';
import { useRowPost } from './use-row-post.ts';

type RowProps = { readonly row: CheckRow; readonly item: OfficerCaseItem };
type Post = ReturnType<typeof useRowPost>;

/** The checklist of the counter: a verdict on every paper, saved tick by tick, and what becomes of its original. */
export function PaperChecklist({ item }: { item: OfficerCaseItem }) {
  const t = useText('cases');
  const { lines } = item.checks;
  const judged = lines.filter(({ verdict }) => verdict !== null).length;
  return (
    <Section title={t('officer.checks.title')} actions={<small>{t('officer.checks.count', { judged, total: lines.length })}</small>}>
      {lines.length === 0 && <p>{t('officer.noPapersPane')}</p>}
      <ul className="paper-checks">
        {lines.map((row) => (
          <CheckLine key={row.paper} row={row} item={item} />
        ))}
      </ul>
    </Section>
  );
}

function CheckLine({ row, item }: RowProps) {
  const t = useText('cases');
  const post = useRowPost();
  const name = row.name ?? t('officer.checks.unlisted');
  return (
    <li aria-busy={post.busy}>
      <div className="check-head">
        <b>{name}</b>
        <Verdict row={row} />
      </div>
      <Files row={row} item={item} />
      {row.note !== '' && <p className="said">{row.note}</p>}
      {row.newer && <p className="hint">{t('officer.checks.newer')}</p>}
      {post.refused !== null && (
        <p className="err" role="alert">
          {post.refused.words}
        </p>
      )}
      {item.checks.mayJudge && <Judging row={row} item={item} post={post} name={name} />}
      {item.checks.mayHandle ? <Handling row={row} post={post} name={name} /> : <Handled row={row} />}
    </li>
  );
}

function Verdict({ row }: { row: CheckRow }) {
  const t = useText('cases');
  if (row.verdict === 'right') return <Chip tone="done">{t('officer.checks.right')}</Chip>;
  if (row.verdict === 'wrong') return <Chip tone="late">{t('officer.checks.wrongBecause', { reason: row.label ?? '' })}</Chip>;
  return <Chip>{t(row.required ? 'officer.checks.required' : 'officer.checks.open')}</Chip>;
}

function Files({ row, item }: RowProps) {
  const t = useText('cases');
  const files = item.papers.filter(({ position }) => row.files.includes(position));
  const who = row.verdict !== null && row.checkedBy !== null ? t('officer.checks.by', { name: row.checkedBy }) : null;
  return (
    <small className="check-files">
      {files.length === 0 && <span>{t('officer.checks.noFile')}</span>}
      {files.map((file) => (
        <span key={file.position}>
          <a href={`/ho-so/${item.id}/giay-to/${file.position}`} target="_blank" rel="noreferrer">
            {file.name}
          </a>{' '}
          {formatBytes(file.size, 'vi')}
        </span>
      ))}
      {who !== null && <span>{who}</span>}
    </small>
  );
}

type ActProps = { readonly row: CheckRow; readonly post: Post; readonly name: string };

function Hidden({ paper }: { paper: string }) {
  return (
    <>
      <RequestIdField />
      <input type="hidden" name="intent" value={checkIntent} />
      <input type="hidden" name="paper" value={paper} />
    </>
  );
}

function Judging({ row, item, post, name }: ActProps & RowProps) {
  const t = useText('cases');
  const said = <span className="sr"> {name}</span>;
  return (
    <div className="check-acts">
      <Form method="post" onSubmit={post.onSubmit}>
        <Hidden paper={row.paper} />
        <button className="btn small quiet" name="what" value="right" aria-pressed={row.verdict === 'right'}>
          {t('officer.checks.right')}
          {said}
        </button>
        {row.verdict !== null && (
          <button className="btn small quiet" name="what" value="unjudged">
            {t('officer.checks.undo')}
            {said}
          </button>
        )}
      </Form>
      <details key={`${row.verdict} ${row.reason} ${row.note}`} className="check-wrong">
        <summary className="btn small quiet">
          {t('officer.checks.wrong')}
          {said}
        </summary>
        <Form method="post" onSubmit={post.onSubmit}>
          <Hidden paper={row.paper} />
          <select className="input" name="reason" defaultValue={row.reason ?? ''} aria-label={t('officer.checks.reasonOf', { name })}>
            <option value="">{t('officer.checks.chooseReason')}</option>
            {item.checks.reasons.map(({ code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
          <input className="input" name="note" defaultValue={row.note} maxLength={500} placeholder={t('officer.checks.note')} aria-label={t('officer.checks.noteOf', { name })} />
          <button className="btn small" name="what" value="wrong">
            {t('officer.checks.markWrong')}
          </button>
        </Form>
      </details>
    </div>
  );
}

/** Copy kind, digitisation and original: every change is posted at once, or with a button where no script runs. */
function Handling({ row, post, name }: ActProps) {
  const t = useText('cases');
  const hydrated = useHydrated();
  const send = (event: { currentTarget: { form: HTMLFormElement | null } }): void => event.currentTarget.form?.requestSubmit();
  return (
    <Form key={`${row.copyKind} ${row.digitisation} ${row.toDigitise} ${row.originalReturned}`} method="post" className="check-handling" onSubmit={post.onSubmit}>
      <Hidden paper={row.paper} />
      <input type="hidden" name="what" value="handling" />
      <select className="input" name="copyKind" defaultValue={row.copyKind ?? ''} onChange={send} aria-label={t('officer.checks.copyKindOf', { name })}>
        <option value="">{t('officer.checks.copyKind')}</option>
        {[0, 1, 2].map((kind) => (
          <option key={kind} value={kind}>
            {t(`officer.checks.copy.${kind}`)}
          </option>
        ))}
      </select>
      <select className="input" name="digitisation" defaultValue={row.digitisation} onChange={send} aria-label={t('officer.checks.digitisationOf', { name })}>
        {[0, 1, 2, 3].map((state) => (
          <option key={state} value={state}>
            {t(`officer.checks.digitised.${state}`)}
          </option>
        ))}
      </select>
      <label>
        <input type="checkbox" name="toDigitise" defaultChecked={row.toDigitise} disabled={row.digitisation !== 0} onChange={send} /> {t('officer.checks.toDigitise')}
        <span className="sr"> {name}</span>
      </label>
      <label>
        <input type="checkbox" name="originalReturned" defaultChecked={row.originalReturned} onChange={send} /> {t('officer.checks.returned')}
        <span className="sr"> {name}</span>
      </label>
      {!hydrated && <button className="btn small quiet">{t('officer.checks.save')}</button>}
    </Form>
  );
}

function Handled({ row }: { row: CheckRow }) {
  const t = useText('cases');
  const words = [
    row.copyKind === null ? null : t(`officer.checks.copy.${row.copyKind}`),
    row.digitisation === 0 ? (row.toDigitise ? t('officer.checks.toDigitise') : null) : t(`officer.checks.digitised.${row.digitisation}`),
    row.originalReturned ? t('officer.checks.returned') : null,
  ].filter((word) => word !== null);
  return words.length === 0 ? null : <small>{words.join(' · ')}</small>;
}
