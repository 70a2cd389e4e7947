import { useState, type ReactNode } from 'react';
import { useText } from '#platform/web/text.tsx';
import { useShortcut } from '#ui/officer/index.ts';
import { useHydrated } from '#ui/officer/use-hydrated.ts';
import type { OfficerCaseItem } from './case-data.ts';
import { firstLeaf, keptTurn, keepTurn, stepFrom, zooms, type Leaf } from './paper-leaf.ts';

type Papers = OfficerCaseItem['papers'];
type ViewerProps = { readonly caseId: string; readonly papers: Papers };

/** What the applicant sent, a page at a time: turned, enlarged, leafed through by key, two papers side by side. */
export function PaperViewer({ caseId, papers }: ViewerProps) {
  const t = useText('cases');
  const [comparing, setComparing] = useState(false);
  useShortcut(comparing ? 'escape' : undefined, t('officer.viewer.single'), () => setComparing(false));
  return (
    <div className={comparing ? 'viewer pair' : 'viewer'}>
      <Pane caseId={caseId} papers={papers} start={0} keys={!comparing}>
        {papers.length > 1 && (
          <button type="button" className="btn small quiet" aria-pressed={comparing} onClick={() => setComparing(!comparing)}>
            {t(comparing ? 'officer.viewer.single' : 'officer.viewer.compare')}
          </button>
        )}
      </Pane>
      {comparing && <Pane caseId={caseId} papers={papers} start={1} keys={false} />}
    </div>
  );
}

type PaneProps = ViewerProps & { readonly start: number; readonly keys: boolean; readonly children?: ReactNode };

function Pane({ caseId, papers, start, keys, children }: PaneProps) {
  const t = useText('cases');
  const [leaf, setLeaf] = useState<Leaf>(() => firstLeaf(Math.min(start, papers.length - 1)));
  // How many pages a file has is known once the page after the last was asked for.
  const [lasts, setLasts] = useState<Readonly<Record<number, number>>>({});
  const paper = papers[leaf.index];
  const [turns, turn] = useTurns(caseId, paper?.position ?? 0);
  const step = (by: 1 | -1): void => setLeaf((now) => stepFrom(now, by, { count: papers.length, last: lasts[now.index] ?? null, paged: papers[now.index]?.mediaType === 'application/pdf' }));
  const zoom = (by: 1 | -1): void => setLeaf((now) => ({ ...now, zoom: Math.max(0, Math.min(zooms - 1, now.zoom + by)) }));
  useShortcut(keys ? ']' : undefined, t('officer.viewer.next'), () => step(1));
  useShortcut(keys ? '[' : undefined, t('officer.viewer.previous'), () => step(-1));
  useShortcut(keys ? '\\' : undefined, t('officer.viewer.turn'), turn);
  if (paper === undefined) return null;
  const href = `/ho-so/${caseId}/giay-to/${paper.position}`;
  const drawn = paper.mediaType === 'application/pdf' || paper.mediaType.startsWith('image/');
  /** Past the last page: back to it, and remembered. */
  const pastEnd = (): void => {
    setLasts({ ...lasts, [leaf.index]: Math.max(1, leaf.page - 1) });
    if (leaf.page > 1) setLeaf(leaf.index + 1 < papers.length ? firstLeaf(leaf.index + 1) : { ...leaf, page: leaf.page - 1 });
  };
  return (
    <figure className="pane">
      <figcaption className="viewer-tools">
        <select
          className="input"
          aria-label={t('officer.viewer.choose')}
          value={leaf.index}
          onChange={(event) => setLeaf(firstLeaf(Number(event.currentTarget.value)))}
        >
          {papers.map(({ position, name, kind }, index) => (
            <option key={position} value={index}>
              {kind === null ? name : `${kind}: ${name}`}
            </option>
          ))}
        </select>
        <span className="viewer-buttons">
          <Tool label={t('officer.viewer.previous')} sign="‹" onClick={() => step(-1)} />
          <span aria-live="polite">{t('officer.viewer.page', { page: leaf.page })}</span>
          <Tool label={t('officer.viewer.next')} sign="›" onClick={() => step(1)} />
          <Tool label={t('officer.viewer.turn')} sign="⟳" onClick={turn} />
          <Tool label={t('officer.viewer.smaller')} sign="−" onClick={() => zoom(-1)} />
          <Tool label={t('officer.viewer.larger')} sign="+" onClick={() => zoom(1)} />
          {children}
          <a href={href} target="_blank" rel="noreferrer">
            {t('officer.openFile')}
            <span className="sr"> {paper.name}</span>
          </a>
        </span>
      </figcaption>
      {drawn && (
        <div className={`leaf turn-${turns} zoom-${leaf.zoom}`} tabIndex={0} role="group" aria-label={paper.name}>
          <img key={`${paper.position} ${leaf.page}`} src={`/can-bo/ho-so/${caseId}/giay-to/${paper.position}/trang/${leaf.page}`} alt={`${paper.kind ?? paper.name}, ${t('officer.viewer.page', { page: leaf.page })}`} onError={pastEnd} />
        </div>
      )}
    </figure>
  );
}

/** Quarter turns of a paper in this session, and how to make one more. */
function useTurns(caseId: string, position: number): readonly [number, () => void] {
  const hydrated = useHydrated();
  const [made, setMade] = useState<Readonly<Record<number, number>>>({});
  const turns = made[position] ?? (hydrated ? keptTurn(caseId, position) : 0);
  const turn = (): void => {
    const next = (turns + 1) % 4;
    keepTurn(caseId, position, next);
    setMade({ ...made, [position]: next });
  };
  return [turns, turn];
}

function Tool({ label, sign, onClick }: { label: string; sign: string; onClick: () => void }) {
  return (
    <button type="button" className="btn small quiet" aria-label={label} title={label} onClick={onClick}>
      {sign}
    </button>
  );
}
