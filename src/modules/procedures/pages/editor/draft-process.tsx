import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionLink } from '#ui/officer/index.ts';
import { ProcessPicture } from '../admin/diagram.tsx';
import type { Procedures } from '../../index.ts';
import stylesheet from '../procedures.css?url';
import { DraftPage } from './draft-frame.tsx';
import { draftHref, loadDraft } from './load-draft.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const { frame } = await loadDraft(page, params['draftId'] ?? '');
  return { frame, drawn: await page.service<Procedures>('procedures').drawProcess(page.actor, { kind: 'draft', id: frame.id }) };
}

/** The internal process of a draft as it stands; steps that are not yet whole are missing from the picture. */
export default function DraftProcessPage() {
  const { frame, drawn } = useLoaderData<typeof loader>();
  const t = useText('procedures');
  return (
    <DraftPage
      frame={frame}
      title={t('process.title')}
      actions={
        <ActionBar>
          <ActionLink href={draftHref(frame.id, 'quy-trinh')} label={t('process.edit')} />
          <ActionLink href={`/api/v1/procedures/drafts/${frame.id}/process.bpmn`} label={t('process.bpmn')} download={`quy-trinh-${frame.code}.bpmn`} />
          <button type="button" className="btn quiet" onClick={() => print()}>
            {t('process.print')}
          </button>
        </ActionBar>
      }
    >
      <ProcessPicture drawn={drawn} title={t('process.of', { name: frame.name })} />
    </DraftPage>
  );
}
