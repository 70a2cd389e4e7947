import { useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { applyCommand, parseSubmission } from '#platform/forms/submission.ts';
import { validate } from '#platform/forms/validate.ts';
import { formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Matter, Notice } from '#ui/citizen/index.ts';
import { EForm } from '#ui/eform/index.ts';
import { procedureContent } from '../model.ts';
import type { Procedures } from '../index.ts';
import { definitionOf } from './definition.ts';
import { draftHref } from './editor/load-draft.ts';
import { ProcedureView } from './procedure-view.tsx';
import stylesheet from './procedures.css?url';
import { publicView } from './public-view.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const procedures = page.service<Procedures>('procedures');
  const draft = await procedures.readDraft(page.actor, params['draftId'] ?? '');
  const parsed = procedureContent.safeParse(draft.content);
  const form = definitionOf(draft.content['form']);
  return { id: draft.id, code: draft.code, problems: draft.problems.length, item: parsed.success ? publicView(parsed.data, form) : null, form, today: procedures.today() };
}

/** A trial of the form: judged as a submission would be, kept nowhere. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const procedures = page.service<Procedures>('procedures');
  const { content } = await procedures.readDraft(page.actor, params['draftId'] ?? '');
  const form = definitionOf(content['form']);
  if (form === null) return null;
  const { raw, command, shown, problems } = parseSubmission(form, await formOf(request));
  if (command !== null) return { values: applyCommand(form, raw, command), problems: [], fine: false };
  const verdict = validate(form, raw, { today: procedures.today(), shown });
  const all = [...problems, ...verdict.problems];
  return { values: raw, problems: all, fine: all.length === 0 };
}

/** A draft as citizens will see it, and its form to try. */
export default function PreviewPage() {
  const { id, code, item, form, today, problems } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const t = useText('procedures');
  const locale = useLocale();
  return (
    <Matter title={item === null ? code : item.name[locale]} caption={`${t('detail.code')} ${code}`} lead={item?.summary[locale]} back={{ href: draftHref(id, 'chung'), label: t('preview.back') }}>
      <title>{t('preview.title')}</title>
      <Notice tone="due" title={t('preview.title')}>
        <p>{t(problems === 0 ? 'preview.text' : 'preview.problems', { n: problems })}</p>
      </Notice>
      {item === null ? <p>{t('preview.incomplete')}</p> : <ProcedureView item={item} />}
      {form !== null && (
        <section id="dien-thu">
          <h2>{t('preview.try')}</h2>
          <p>{t('preview.tryText')}</p>
          {tried?.fine && <Notice tone="done" live>{t('preview.fine')}</Notice>}
          <EForm definition={form} values={tried?.values ?? {}} problems={tried?.problems ?? []} today={today} locale={locale} submitLabel={t('preview.judge')} action={`/xem-truoc-thu-tuc/${id}#dien-thu`} />
        </section>
      )}
    </Matter>
  );
}
