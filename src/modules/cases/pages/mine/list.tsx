import { redirect, useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import type { Procedures } from '#modules/procedures/index.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { EmptyState, LinkButton, LinkList, Matter } from '#ui/citizen/index.ts';
import type { Cases } from '../../index.ts';
import { draftPath } from '../apply/draft.ts';
import { dateTime, stateSentence, weekdayDateTime } from '../case-words.ts';
import stylesheet from '../cases.css?url';
import { signedIn } from '../signed-in.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const actor = signedIn(page, url);
  if (actor.kind === 'officer') throw redirect('/can-bo');
  const cases = page.service<Cases>('cases');
  const procedures = page.service<Procedures>('procedures');
  const [drafts, files] = await Promise.all([cases.listDrafts(actor), cases.listMine(actor)]);
  const named = drafts.map(async ({ id, versionId, updatedAt }) => ({
    id,
    name: (await procedures.version(versionId)).content.name,
    updatedAt: updatedAt.toISOString(),
  }));
  return {
    drafts: await Promise.all(named),
    files: files.map(({ id, code, procedureName, state, stepKind, submittedAt, dueAt, finishedAt }) => ({
      ...{ id, code, procedureName, state, stepKind },
      submittedAt: submittedAt.toISOString(),
      // Once finished the promise is history.
      dueAt: finishedAt === null ? (dueAt?.toISOString() ?? null) : null,
    })),
  };
}

/** Everything of mine: what I have not sent yet, and where the rest stands. */
export default function MyCases() {
  const { drafts, files } = useLoaderData<typeof loader>();
  const t = useText('cases');
  const locale = useLocale();
  return (
    <Matter title={t('mine.title')}>
      <title>{t('mine.title')}</title>
      {drafts.length === 0 && files.length === 0 && (
        <EmptyState title={t('mine.empty')} action={<LinkButton href="/thu-tuc">{t('mine.find')}</LinkButton>}>
          {t('mine.emptyNote')}
        </EmptyState>
      )}
      {drafts.length > 0 && <h2>{t('mine.drafts')}</h2>}
      {drafts.map((draft) => (
        <section key={draft.id} className="card">
          <h3>{draft.name[locale]}</h3>
          <p>{t('mine.draftNote', { at: dateTime(draft.updatedAt) })}</p>
          <p>
            <LinkButton href={draftPath(draft.id, 'kiem-tra')} small>
              {t('apply.goOn')}
              <span className="sr"> {draft.name[locale]}</span>
            </LinkButton>{' '}
            <LinkButton href={draftPath(draft.id, 'xoa')} look="link" small>
              {t('apply.discard.button')}
              <span className="sr"> {draft.name[locale]}</span>
            </LinkButton>
          </p>
        </section>
      ))}
      {files.length > 0 && <h2>{t('mine.cases')}</h2>}
      <LinkList
        oneColumn
        items={files.map((file) => ({
          href: `/ho-so/${file.id}`,
          label: file.procedureName,
          note: [
            stateSentence(t, file),
            file.dueAt === null ? null : t('mine.before', { at: weekdayDateTime(file.dueAt, locale) }),
            `${file.code}, ${t('mine.sentAt', { at: dateTime(file.submittedAt) })}`,
          ]
            .filter((part) => part !== null)
            .map((part) => (
              <span key={part} className="say">
                {part}
              </span>
            )),
        }))}
      />
    </Matter>
  );
}
