import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { formatDateTime } from '#platform/text/dates.ts';
import { useText } from '#platform/web/text.tsx';
import { Chip, DeskPage, Tabs } from '#ui/officer/index.ts';
import type { Section } from '../../sections.ts';
import { draftHref, listHref, procedureHref, type DraftFrame } from './load-draft.ts';
import { slugOf } from './spec.ts';

const parts: readonly Section[] = ['general', 'papers', 'channels', 'results', 'law', 'form', 'process'];

/** Title, state and parts of a draft; the same on every page of it. `actions` stand at the foot. */
export function DraftPage({ frame, title, actions, children }: { frame: DraftFrame; title: string; actions?: ReactNode; children: ReactNode }) {
  const t = useText('procedures');
  const { pathname } = useLocation();
  const tab = (part: string, label: string, count?: number) => ({ href: draftHref(frame.id, part), label, current: pathname.startsWith(draftHref(frame.id, part)), ...(count === undefined || count === 0 ? {} : { count }) });
  const wrong = (section: Section): number => frame.problems.filter((problem) => problem.section === section).length;
  return (
    <DeskPage
      title={frame.name === '' ? t('editor.nameless') : frame.name}
      chips={<Chip tone={frame.problems.length === 0 ? 'done' : 'due'}>{frame.problems.length === 0 ? t('editor.ready') : t('editor.problemCount', { n: frame.problems.length })}</Chip>}
      facts={[frame.code, t('editor.savedBy', { name: frame.editedByName, at: formatDateTime(new Date(frame.editedAt)) })]}
      actions={actions}
    >
      <title>{`${title} · ${frame.name}`}</title>
      <p className="crumb-line">
        <a href={listHref}>{t('admin.title')}</a> › <a href={procedureHref(frame.code)}>{frame.code}</a> › {t('editor.draft')}
      </p>
      <Tabs
        label={t('editor.parts')}
        items={parts.map((section) => tab(slugOf(section), t(`section.${section}`), wrong(section)))}
      />
      <Tabs
        label={t('editor.looks')}
        items={[tab('so-do', t('process.title')), { href: `/xem-truoc-thu-tuc/${frame.id}`, label: t('editor.preview'), current: false }, tab('so-sanh', t('editor.compare')), tab('cong-bo', t('editor.publish'))]}
      />
      {children}
    </DeskPage>
  );
}
