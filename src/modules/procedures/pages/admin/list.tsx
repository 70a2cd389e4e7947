import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate, formatDateTime } from '#platform/text/dates.ts';
import { foldText } from '#platform/text/fold.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionLink, Button, Chip, DataTable, DeskPage, EmptyState, TextInput, Toolbar, type Tone } from '#ui/officer/index.ts';
import type { Procedures } from '../../index.ts';
import { draftHref, listHref, procedureHref } from '../editor/load-draft.ts';

export const handle = { hydrate: true };

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const procedures = page.service<Procedures>('procedures');
  const text = (url.searchParams.get('tim') ?? '').slice(0, 100);
  const wanted = foldText(text).split(/\s+/u).filter((word) => word !== '');
  const lines = await procedures.listCatalogue(page.actor);
  const found = lines.filter((line) => wanted.every((word) => foldText(`${line.code} ${line.name}`).includes(word)));
  return { lines: found, text, may: procedures.abilities(page.actor) };
}

type Line = Awaited<ReturnType<typeof loader>>['lines'][number];
const tones: Readonly<Record<Line['state'], Tone>> = { in_force: 'done', coming: 'info', ended: 'wait', draft: 'plain' };

/** The catalogue for those who look after it. */
export default function AdminProcedures() {
  const { lines, text, may } = useLoaderData<typeof loader>();
  const t = useText('procedures');
  return (
    <DeskPage
      title={t('admin.title')}
      facts={[t('admin.count', { n: lines.length })]}
      actions={
        may.edit && (
          <ActionBar>
            <ActionLink href={`${listHref}/nhap`} label={t('admin.new')} look="main" shortcut="n" />
          </ActionBar>
        )
      }
    >
      <title>{t('admin.title')}</title>
      <form role="search">
        <Toolbar label={t('admin.find')}>
          <TextInput name="tim" label={t('admin.findLabel')} type="search" value={text} />
          <Button look="quiet">{t('list.find')}</Button>
        </Toolbar>
      </form>
      <DataTable
        caption={t('admin.title')}
        hideCaption
        rows={lines}
        rowKey={({ code }) => code}
        rowHref={({ code }) => procedureHref(code)}
        empty={<EmptyState title={t('admin.none')} />}
        columns={[
          { key: 'code', label: t('admin.code'), nowrap: true, cell: ({ code }) => code },
          { key: 'name', label: t('admin.name'), cell: ({ name }) => (name === '' ? t('editor.nameless') : name) },
          { key: 'state', label: t('admin.state'), cell: (line) => <State line={line} /> },
          { key: 'version', label: t('admin.version'), nowrap: true, wideOnly: true, cell: ({ number, validFrom }) => (number === null || validFrom === null ? '' : t('admin.versionFrom', { n: number, day: formatDate(validFrom) })) },
          { key: 'draft', label: t('editor.draft'), cell: ({ draft }) => draft !== null && <a href={draftHref(draft.id, 'chung')}>{t('editor.savedBy', { name: draft.editedByName, at: formatDateTime(new Date(draft.editedAt)) })}</a> },
        ]}
      />
    </DeskPage>
  );
}

function State({ line }: { line: Line }) {
  const t = useText('procedures');
  return (
    <>
      <Chip tone={tones[line.state]}>{t(`admin.states.${line.state}`)}</Chip>
      {line.state === 'in_force' && line.comingFrom !== null && <small className="under">{t('admin.comingFrom', { day: formatDate(line.comingFrom) })}</small>}
      {line.endsAfter !== null && <small className="under">{t('admin.endsAfter', { day: formatDate(line.endsAfter) })}</small>}
    </>
  );
}
