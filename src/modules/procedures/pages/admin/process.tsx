import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionLink, DeskPage } from '#ui/officer/index.ts';
import type { Procedures } from '../../index.ts';
import { listHref, procedureHref } from '../editor/load-draft.ts';
import stylesheet from '../procedures.css?url';
import { ProcessPicture } from './diagram.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const procedures = page.service<Procedures>('procedures');
  const source = { kind: 'version', id: params['versionId'] ?? '' } as const;
  const [{ version, code }, drawn] = await Promise.all([procedures.readRecord(page.actor, source), procedures.drawProcess(page.actor, source)]);
  return { code, name: version?.content.name.vi ?? code, number: version?.number ?? 0, versionId: source.id, drawn };
}

/** The internal process of a version: picture, table, and a file for other tools. */
export default function ProcessPage() {
  const { code, name, number, versionId, drawn } = useLoaderData<typeof loader>();
  const t = useText('procedures');
  return (
    <DeskPage
      title={t('process.title')}
      facts={[code, name, `${t('admin.version')} ${String(number)}`]}
      actions={
        <ActionBar>
          <ActionLink href={`/api/v1/procedures/records/${versionId}/process.bpmn`} label={t('process.bpmn')} download={`quy-trinh-${code}.bpmn`} />
          <button type="button" className="btn quiet" onClick={() => print()}>
            {t('process.print')}
          </button>
        </ActionBar>
      }
    >
      <title>{`${t('process.title')} · ${code}`}</title>
      <p className="crumb-line">
        <a href={listHref}>{t('admin.title')}</a> › <a href={procedureHref(code)}>{code}</a> › {t('process.title')}
      </p>
      <ProcessPicture drawn={drawn} title={t('process.of', { name })} />
    </DeskPage>
  );
}
