import { Form, useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { attempt } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Button, DatePicker, RadioGroup, Section, TextInput } from '#ui/officer/index.ts';
import type { Calendar } from '../index.ts';
import stylesheet from './calendar.css?url';
import { CalendarFrame } from './frame.tsx';
import { formProblem, loadFrame, wholeCountry } from './load-frame.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

const units = ['same_day', 'working_day', 'calendar_day', 'working_hour'] as const;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const calendar = page.service<Calendar>('calendar');
  const frame = await loadFrame(page, request);
  const values = Object.fromEntries(new URL(request.url).searchParams);
  if (values['date'] === undefined) return { frame, values, sentences: [], problem: null };
  const { date = '', time = '', unit = '', n = '', cutOff = '' } = values;
  const trial = { unitUid: frame.unitUid, date, time, unit: unit as 'same_day', n, cutOff };
  const done = await attempt(() => calendar.tryDeadline(trial));
  if (done.ok) return { frame, values, sentences: [...done.value.sentences], problem: null };
  return { frame, values, sentences: [], problem: formProblem(done.problem, values) };
}

/** Shows how the chosen calendar counts a limit, sentence by sentence, before anybody relies on it. */
export default function TrialPage() {
  const { frame, values, sentences, problem } = useLoaderData<typeof loader>();
  const t = useText('calendar');
  const error = (name: string) => problem?.fields.find(({ path }) => path === name)?.message;
  return (
    <CalendarFrame frame={frame} problem={problem}>
      <p>{t('trial.lead')}</p>
      <Form>
        <input type="hidden" name="don-vi" value={frame.unitUid ?? wholeCountry} />
        <input type="hidden" name="nam" value={frame.year} />
        <DatePicker name="date" label={t('trial.date')} value={values['date']} error={error('date')} />
        <TextInput
          name="time"
          label={t('trial.time')}
          hint={t('trial.timeHint')}
          value={values['time']}
          error={error('time')}
          width="w4"
        />
        <RadioGroup
          name="unit"
          label={t('trial.unit')}
          value={values['unit'] ?? 'same_day'}
          error={error('unit')}
          options={units.map((unit) => ({ value: unit, label: t(`trial.${unit}`) }))}
        />
        <TextInput
          name="n"
          label={t('trial.n')}
          hint={t('trial.nHint')}
          value={values['n']}
          error={error('n')}
          inputMode="decimal"
          width="w4"
        />
        <TextInput
          name="cutOff"
          label={t('trial.cutOff')}
          hint={t('trial.cutOffHint')}
          value={values['cutOff'] ?? '15:00'}
          error={error('cutOff')}
          width="w4"
        />
        <Button>{t('trial.submit')}</Button>
      </Form>
      {sentences.length > 0 && (
        <Section title={t('trial.answer')}>
          <div role="status">
            <ol className="sentences">
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ol>
          </div>
        </Section>
      )}
    </CalendarFrame>
  );
}
