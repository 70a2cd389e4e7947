import type { ReactNode } from 'react';
import { Form, useLocation } from 'react-router';
import { attempt, fieldsOf, formOf } from '#platform/web/forms.ts';
import type { PageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Button, DeskPage, EmptyState, ErrorSummary, Flash, Notice, Select, Tabs, Toolbar } from '#ui/officer/index.ts';
import type { Centre, Hall, Setup } from '../../index.ts';

const base = '/can-bo/quan-tri/sanh';

/** What every part of the set-up shows around its own content. */
export type FrameData = { readonly unitUid: string; readonly unitName: string; readonly halls: readonly Centre[]; readonly setup: Setup };

/** The hall that the address asks for (`don-vi`), else the first that the actor manages, else the actor's own unit. */
export async function loadFrame(page: PageContext, url: URL): Promise<FrameData> {
  const hall = page.service<Hall>('hall');
  const halls = await hall.listManaged(page.actor);
  const own = page.actor.kind === 'officer' ? page.actor : null;
  const unitUid = url.searchParams.get('don-vi')?.slice(0, 64) ?? halls[0]?.unitUid ?? own?.unitUid ?? '';
  const setup = await hall.readSetup(page.actor, unitUid);
  return { unitUid, unitName: setup.centre?.name ?? own?.unitName ?? '', halls, setup };
}

type Problem = { readonly path: string; readonly message: string };
export type Refused = { readonly words: string; readonly problems: readonly Problem[]; readonly values: Readonly<Record<string, string>> };
export type Answer = { readonly refused: Refused } | { readonly saved: true; readonly code?: string };

/** Runs one change of a form; `work` gets the fields and the boxes that were ticked. */
export async function answerForm(request: Request, work: (fields: Readonly<Record<string, string>>, ticked: (name: string) => string[]) => Promise<string | undefined>): Promise<Answer> {
  const form = await formOf(request);
  const values = fieldsOf(form);
  const ticked = (name: string): string[] => form.getAll(name).filter((value) => typeof value === 'string');
  const done = await attempt(() => work(values, ticked));
  if (!done.ok) return { refused: { words: done.problem.words, problems: (done.problem.details['problems'] ?? []) as Problem[], values } };
  return done.value === undefined ? { saved: true } : { saved: true, code: done.value };
}

/** Title, choice of the hall, the parts, and what came of the last change. */
export function SetupFrame({ frame, answer, children }: { frame: FrameData; answer: Answer | undefined; children: ReactNode }) {
  const t = useText('hall');
  const { pathname } = useLocation();
  const search = `?don-vi=${encodeURIComponent(frame.unitUid)}`;
  const refused = answer !== undefined && 'refused' in answer ? answer.refused : null;
  return (
    <DeskPage title={t('admin.title')} facts={[frame.unitName]}>
      <title>{t('admin.title')}</title>
      {frame.halls.length > 1 && (
        <Form action={pathname}>
          <Toolbar label={t('admin.unit')}>
            <Select name="don-vi" label={t('admin.unit')} placeholder={false} value={frame.unitUid} options={frame.halls.map(({ unitUid, name }) => ({ value: unitUid, label: name }))} />
            <Button look="quiet">{t('admin.choose')}</Button>
          </Toolbar>
        </Form>
      )}
      <Tabs label={t('admin.title')} items={(['rules', 'nhom', 'quay', 'uu-tien', 'thiet-bi'] as const).map((part) => ({ href: `${part === 'rules' ? base : `${base}/${part}`}${search}`, label: t(`admin.parts.${part}`), current: pathname === (part === 'rules' ? base : `${base}/${part}`) }))} />
      {refused !== null && refused.problems.length > 0 && <ErrorSummary title={refused.words} errors={refused.problems.map(({ path, message }) => ({ name: path, message }))} />}
      {refused !== null && refused.problems.length === 0 && (
        <Notice tone="late" live>
          <p>{refused.words}</p>
        </Notice>
      )}
      <Flash message={answer !== undefined && 'saved' in answer && answer.code === undefined ? { text: t('admin.saved') } : null} />
      {frame.setup.centre === null && pathname !== base ? <EmptyState title={t('admin.needsRules')} /> : <div className="hall-forms">{children}</div>}
    </DeskPage>
  );
}

/** Value and error of a field after a refused form. */
export function fieldReader(answer: Answer | undefined): (name: string, otherwise: string | number) => { value: string | number; error: string | undefined } {
  const refused = answer !== undefined && 'refused' in answer ? answer.refused : null;
  return (name, otherwise) => ({ value: refused?.values[name] ?? otherwise, error: refused?.problems.find(({ path }) => path === name)?.message });
}
