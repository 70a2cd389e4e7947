import { useRef } from 'react';
import { Form, data, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type ShouldRevalidateFunctionArgs } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionButton, Notice, UnsavedGuard, fieldId } from '#ui/officer/index.ts';
import type { Procedures } from '../../index.ts';
import type { Section } from '../../sections.ts';
import stylesheet from '../procedures.css?url';
import { Boxes } from './boxes.tsx';
import { DraftPage } from './draft-frame.tsx';
import { draftHref, loadDraft, type LoadedDraft } from './load-draft.ts';
import { ProblemList } from './problem-list.tsx';
import { applyRowIntent, readSection } from './read-section.ts';
import { boxAt, sectionSlugs, specs, type BoxSection } from './spec.ts';
import { useAutosave } from './use-autosave.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

/** An automatic save changes nothing that the page shows; asking anew would disturb who is typing. */
export function shouldRevalidate({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return formData?.get('intent') === 'autosave' ? false : defaultShouldRevalidate;
}

function sectionAt(slug: string | undefined): BoxSection {
  const section = Object.entries(sectionSlugs).find(([key]) => key === slug)?.[1];
  if (section === undefined) throw data(null, { status: 404 });
  return section;
}

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const section = sectionAt(params['section']);
  const draft = await loadDraft(pageContext(context), params['draftId'] ?? '');
  return { ...draft, section, opened: url.searchParams.get('mo') ?? '', saved: url.searchParams.get('luu') ?? '' };
}

export type Conflict = { readonly words: string; readonly revision: number };

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const section = sectionAt(params['section']);
  const draftId = params['draftId'] ?? '';
  const posted = fieldsOf(await formOf(request));
  const { content: before } = await loadDraft(page, draftId);
  const { intent = '', requestId } = posted;
  const read = applyRowIntent(readSection(posted, specs[section], before), intent, specs[section]);
  const input = { requestId, draftId, section, revision: Number(posted['revision']), content: read.content };
  const done = await attempt(() => page.service<Procedures>('procedures').saveDraft(page.actor, input));
  if (!done.ok) return { conflict: { words: done.problem.words, revision: Number(done.problem.details['revision'] ?? 0) } satisfies Conflict, content: read.content };
  if (intent === 'autosave') return { autosaved: done.value.revision };
  const anchor = read.opened === null ? '' : `#${fieldId(read.opened)}`;
  const query = new URLSearchParams({ luu: String(done.value.revision), ...(read.opened === null ? {} : { mo: read.opened }) });
  return redirect(`${draftHref(draftId, params['section'] ?? '')}?${query.toString()}${anchor}`);
}

/** One part of a draft: boxes and lists, saved as it stands; what is wrong is named and stays to be put right. */
export default function SectionPage() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { frame, section, saved } = loaded;
  const t = useText('procedures');
  // New rows and a new revision need fresh boxes; an automatic save keeps the address and so what is being typed.
  return (
    <Form method="post" key={`${frame.id} ${section} ${saved}`}>
      <button className="sr" tabIndex={-1} aria-hidden="true" name="intent" value="save">
        {t('editor.save')}
      </button>
      <DraftPage frame={frame} title={t(`section.${section}`)} actions={frame.may.edit ? <SaveBar section={section} loaded={loaded} conflict={answer?.conflict} /> : undefined}>
        {answer?.conflict && <ConflictNotice conflict={answer.conflict} href={draftHref(frame.id, slug(section))} />}
        <ProblemList draftId={frame.id} problems={frame.problems.filter((problem) => problem.section === section)} title={t('editor.toMend')} tone="late" />
        <ProblemList draftId={frame.id} problems={frame.warnings.filter((problem) => problem.section === section)} title={t('editor.toCheck')} tone="due" />
        <RequestIdField />
        <fieldset className="editor-boxes" disabled={!frame.may.edit}>
          <legend className="sr">{t(`section.${section}`)}</legend>
          <Boxes list={specs[section]} shown={shownOf(loaded, answer?.content)} />
        </fieldset>
        <UnsavedGuard />
      </DraftPage>
    </Form>
  );
}

const slug = (section: BoxSection): string => Object.entries(sectionSlugs).find(([, known]) => known === section)?.[0] ?? '';

function shownOf({ section, frame, content, opened }: LoadedDraft & { section: BoxSection; opened: string }, typed: unknown) {
  const list = specs[section];
  const errors = new Map(frame.problems.filter((problem) => problem.section === (section satisfies Section)).map(({ path, message }) => [boxAt(list, path), message]));
  return { content: typed ?? content, errors, open: (path: string) => opened === path || opened.startsWith(`${path}.`) };
}

function SaveBar({ section, loaded, conflict }: { section: BoxSection; loaded: LoadedDraft; conflict: Conflict | undefined }) {
  const t = useText('procedures');
  const anchor = useRef<HTMLInputElement>(null);
  const { revision, state } = useAutosave(anchor, loaded.revisions[section] ?? 0);
  return (
    <ActionBar note={<span role="status">{state === 'rest' ? t('editor.autosaveHint') : t(`editor.autosave.${state}`)}</span>}>
      <input type="hidden" name="revision" ref={anchor} value={conflict?.revision ?? revision} readOnly />
      <ActionButton label={conflict ? t('editor.overwrite') : t('editor.save')} name="intent" value="save" look={conflict ? 'danger' : 'main'} shortcut="ctrl+enter" />
    </ActionBar>
  );
}

function ConflictNotice({ conflict, href }: { conflict: Conflict; href: string }) {
  const t = useText('procedures');
  return (
    <Notice tone="late" title={t('editor.conflict')} live>
      <p>{conflict.words}</p>
      <p>
        <a href={href} target="_blank" rel="noreferrer">
          {t('editor.seeTheirs')}
        </a>
        . {t('editor.overwriteHint')}
      </p>
    </Notice>
  );
}
