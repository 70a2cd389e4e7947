import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '#platform/web/text.tsx';
import { Split, Tabs } from '#ui/officer/index.ts';
import type { RefusedAct } from './acts.ts';
import type { OfficerCaseItem, Part } from './case-data.ts';
import { CaseFacts } from './case-facts.tsx';
import { CaseJournal } from './case-journal.tsx';
import { CaseLetters } from './case-letters.tsx';
import { Opinions } from './opinions.tsx';
import { ResultPaper } from './paper-pane.tsx';
import { PaperViewer } from './paper-viewer.tsx';
import { ResultDraft } from './result-draft.tsx';

export type PartsProps = {
  readonly item: OfficerCaseItem;
  readonly tab: Part;
  readonly next: string | null;
  readonly refused: RefusedAct | null;
};

/** The parts of a case, each at its own address, with the paper beside where there is one. */
export function CaseParts({ item, tab, next, refused }: PartsProps) {
  const t = useText('cases');
  const [search] = useSearchParams();
  const drafting = item.acceptedAt !== null;
  const nothingDrafted = item.result.state === null && item.abilities.propose_result !== true;
  return (
    <>
      <Tabs
        label={t('officer.parts')}
        items={[
          { href: tabHref(search, 'to-khai'), label: t('officer.tab.to-khai'), current: tab === 'to-khai' },
          ...(drafting
            ? [{ href: tabHref(search, 'du-thao'), label: t('officer.tab.du-thao'), current: tab === 'du-thao' }]
            : []),
          {
            href: tabHref(search, 'y-kien'),
            label: t('officer.tab.y-kien'),
            count: item.process.consultations.length,
            current: tab === 'y-kien',
          },
          { href: tabHref(search, 'giay-to'), label: t('officer.tab.giay-to'), current: tab === 'giay-to' },
          {
            href: tabHref(search, 'nhat-ky'),
            label: t('officer.tab.nhat-ky'),
            count: item.journal.length,
            current: tab === 'nhat-ky',
          },
        ]}
      />
      {tab === 'to-khai' && (
        <Beside
          label={t('officer.tab.to-khai')}
          paper={item.papers.length === 0 ? null : <PaperViewer caseId={item.id} papers={item.papers} />}
        >
          <CaseFacts item={item} />
        </Beside>
      )}
      {tab === 'du-thao' && (
        <Beside label={t('officer.tab.du-thao')} paper={nothingDrafted ? null : <ResultPaper item={item} />}>
          <ResultDraft item={item} next={next} refused={refused} />
        </Beside>
      )}
      {tab === 'y-kien' && (
        <Beside label={t('officer.tab.y-kien')} paper={null}>
          <Opinions item={item} next={next} refused={refused} />
        </Beside>
      )}
      {tab === 'giay-to' && (
        <Beside label={t('officer.tab.giay-to')} paper={null}>
          <CaseLetters item={item} />
        </Beside>
      )}
      {tab === 'nhat-ky' && (
        <Beside label={t('officer.tab.nhat-ky')} paper={null}>
          <CaseJournal lines={item.journal} />
        </Beside>
      )}
    </>
  );
}

/** With a paper to look at, beside it; else the whole width. */
function Beside({ label, paper, children }: { label: string; paper: ReactNode; children: ReactNode }) {
  if (paper !== null) return <Split paper={paper}>{children}</Split>;
  return (
    <section className="alone" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** Address of a part of the same case. */
export function tabHref(search: URLSearchParams, part: Part): string {
  const wanted = new URLSearchParams(search);
  wanted.set('phan', part);
  return `?${wanted.toString()}`;
}
