import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { EmptyState } from '#ui/officer/index.ts';
import { Changes } from '../admin/changes.tsx';
import type { Procedures } from '../../index.ts';
import stylesheet from '../procedures.css?url';
import { DraftPage } from './draft-frame.tsx';
import { loadDraft } from './load-draft.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const { frame } = await loadDraft(page, params['draftId'] ?? '');
  const pair = frame.baseVersionId === null ? null : { from: { kind: 'version', id: frame.baseVersionId }, to: { kind: 'draft', id: frame.id } } as const;
  return { frame, changes: pair === null ? null : await page.service<Procedures>('procedures').compare(page.actor, pair) };
}

/** What the draft changes of the version it began as. */
export default function DraftComparePage() {
  const { frame, changes } = useLoaderData<typeof loader>();
  const t = useText('procedures');
  return (
    <DraftPage frame={frame} title={t('editor.compare')}>
      {changes === null ? <EmptyState title={t('compare.newProcedure')} /> : <Changes changes={changes} />}
    </DraftPage>
  );
}
