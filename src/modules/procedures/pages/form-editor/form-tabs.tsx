import { useText } from '#platform/web/text.tsx';
import { Tabs } from '#ui/officer/index.ts';
import { formHref, type WhichForm } from './which-form.ts';

type FormTabsProps = { readonly draftId: string; readonly which: WhichForm; readonly results: readonly string[]; readonly page: '' | '/json' };

/** Which form, and how it is looked at. */
export function FormTabs({ draftId, which, results, page }: FormTabsProps) {
  const t = useText('procedures');
  const forms: WhichForm[] = [{ section: 'form', result: null }, ...results.map((_, result): WhichForm => ({ section: 'results', result }))];
  return (
    <>
      <Tabs
        label={t('formEditor.which')}
        items={forms.map((form) => ({ href: formHref(draftId, page, form), label: form.result === null ? t('formEditor.application') : t('formEditor.result', { name: results[form.result] ?? '' }), current: form.result === which.result }))}
      />
      <Tabs
        label={t('formEditor.view')}
        items={(['', '/json'] as const).map((one) => ({ href: formHref(draftId, one, which), label: t(one === '' ? 'formEditor.outline' : 'formEditor.json'), current: one === page }))}
      />
    </>
  );
}
