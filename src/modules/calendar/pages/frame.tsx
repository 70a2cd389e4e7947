import type { ReactNode } from 'react';
import { Form, useLocation } from 'react-router';
import { useText } from '#platform/web/text.tsx';
import { Button, DeskPage, ErrorSummary, Notice, Select, Tabs, Toolbar } from '#ui/officer/index.ts';
import { hrefOf, wholeCountry, type FormProblem, type FrameData } from './load-frame.ts';

const base = '/can-bo/quan-tri/lich';

/** Title, choice of calendar and year, and the parts of the matter; the same on every page of a calendar. */
export function CalendarFrame({
  frame,
  problem,
  children,
}: {
  frame: FrameData;
  problem?: FormProblem | null;
  children: ReactNode;
}) {
  const t = useText('calendar');
  const { pathname } = useLocation();
  const parts = ['', '/gio', '/thu', '/lich-su'] as const;
  const unit = frame.units.find(({ uid }) => uid === frame.unitUid);
  return (
    <DeskPage
      title={t('title')}
      facts={[frame.unitUid === null ? t('wholeCountry') : (unit?.name ?? t('yourUnit')), String(frame.year)]}
    >
      <title>{t('title')}</title>
      <Form action={pathname} role="search">
        <Toolbar label={t('choose.label')}>
          <Select
            name="don-vi"
            label={t('choose.unit')}
            placeholder={false}
            value={frame.unitUid ?? wholeCountry}
            options={[{ value: wholeCountry, label: t('wholeCountry') }, ...unitOptions(frame, t('yourUnit'))]}
          />
          <Select
            name="nam"
            label={t('choose.year')}
            placeholder={false}
            value={String(frame.year)}
            options={frame.years.map((year) => ({ value: String(year), label: year }))}
          />
          <Button look="quiet">{t('choose.show')}</Button>
        </Toolbar>
      </Form>
      <Tabs
        label={t('title')}
        items={parts.map((part) => ({
          href: hrefOf(part, frame),
          label: t(`parts.${part.slice(1) || 'nam'}`),
          current: pathname === base + part,
        }))}
      />
      {problem && (
        <ErrorSummary
          title={problem.words}
          errors={problem.fields.map(({ path, message }) => ({ name: path, message }))}
        />
      )}
      {problem && problem.fields.length === 0 && <Notice tone="late">{problem.words}</Notice>}
      {children}
    </DeskPage>
  );
}

function unitOptions({ units, unitUid }: FrameData, yourUnit: string): { value: string; label: string }[] {
  // A native list keeps no leading spaces: the depth is drawn with no-break ones.
  const options = units.map(({ uid, name, depth }) => ({
    value: uid,
    label: `${'\u00a0\u00a0'.repeat(depth)}${name}`,
  }));
  const known = unitUid === null || units.some(({ uid }) => uid === unitUid);
  return known ? options : [{ value: unitUid, label: yourUnit }, ...options];
}
