import { Form, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, Notice, Section, TextInput, UnsavedGuard } from '#ui/officer/index.ts';
import type { Hall } from '../../index.ts';
import stylesheet from '../officer/counter.css?url';
import { answerForm, fieldReader, loadFrame, SetupFrame } from './frame.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  return { frame: await loadFrame(pageContext(context), url) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  return answerForm(request, async (fields) => {
    const { requestId = '', unitUid = '', name = '', address = '', ...numbers } = fields;
    const { bookingDays = '', bookingsPerPhone = '', graceMinutes = '', bookingLeadMinutes = '', priorityRun = '', leaseSize = '' } = numbers;
    await page.service<Hall>('hall').saveCentre(page.actor, { requestId, unitUid, name, address, bookingDays, bookingsPerPhone, graceMinutes, bookingLeadMinutes, priorityRun, leaseSize });
    return undefined;
  });
}

const numbers = ['bookingDays', 'bookingsPerPhone', 'graceMinutes', 'bookingLeadMinutes', 'priorityRun', 'leaseSize'] as const;
const usual: Readonly<Record<(typeof numbers)[number], number>> = { bookingDays: 7, bookingsPerPhone: 2, graceMinutes: 15, bookingLeadMinutes: 15, priorityRun: 2, leaseSize: 20 };
const hinted: ReadonlySet<string> = new Set(['bookingDays', 'priorityRun', 'leaseSize']);

/** The rules of a hall; saving them for the first time opens it. */
export default function Rules() {
  const { frame } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('hall');
  const { centre } = frame.setup;
  const field = fieldReader(answer);
  return (
    <SetupFrame frame={frame} answer={answer}>
      {centre === null && (
        <Notice>
          <p>{t('admin.firstRules')}</p>
        </Notice>
      )}
      <Section title={t('admin.parts.rules')}>
        <Form method="post" key={frame.unitUid}>
          <UnsavedGuard />
          <RequestIdField />
          <input type="hidden" name="unitUid" value={frame.unitUid} />
          <TextInput name="name" label={t('admin.name')} {...field('name', centre?.name ?? frame.unitName)} maxLength={200} />
          <TextInput name="address" label={t('admin.address')} {...field('address', centre?.address ?? '')} optional maxLength={300} />
          {numbers.map((name) => (
            <TextInput key={name} name={name} label={t(`admin.${name}`)} hint={hinted.has(name) ? t(`admin.${name}Hint`) : undefined} inputMode="numeric" width="w4" {...field(name, centre?.[name] ?? usual[name])} />
          ))}
          <p>
            <Button>{t('admin.save')}</Button>
          </p>
        </Form>
      </Section>
    </SetupFrame>
  );
}
