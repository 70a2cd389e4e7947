import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { toLocalDate } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Button, DatePicker, DeskPage, EmptyState, Select } from '#ui/officer/index.ts';
import type { Cases } from '../../index.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const units = await page.service<Cases>('cases').listRegisterUnits(page.actor);
  const today = toLocalDate(page.now());
  return { today, firstOfMonth: `${today.slice(0, 7)}-01`, units: units.map(({ unitUid, name }) => ({ value: unitUid, label: name })) };
}

/** Form 07 of a unit for a period, for print and as a workbook. */
export default function Register() {
  const { today, firstOfMonth, units } = useLoaderData<typeof loader>();
  const t = useText('cases');
  return (
    <DeskPage title={t('officer.register.title')}>
      <title>{t('officer.register.title')}</title>
      {units.length === 0 ? (
        <EmptyState title={t('officer.register.none')} />
      ) : (
        <form className="register" action="/can-bo/so-theo-doi/so.pdf">
          <p>{t('officer.register.lead')}</p>
          <Select name="donVi" label={t('officer.register.unit')} options={units} value={units[0]?.value} placeholder={false} />
          <DatePicker name="tu" label={t('officer.register.from')} value={firstOfMonth} max={today} />
          <DatePicker name="den" label={t('officer.register.to')} value={today} max={today} />
          <div className="row">
            <Button>{t('officer.register.print')}</Button>
            <Button look="quiet" formAction="/can-bo/so-theo-doi/so.xlsx">
              {t('officer.register.export')}
            </Button>
          </div>
        </form>
      )}
    </DeskPage>
  );
}
