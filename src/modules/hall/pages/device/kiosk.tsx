import { redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import type { GroupLine, Hall, PriorityKind } from '../../index.ts';
import { deviceToken } from '../../model.ts';
import { waitWords } from '../wait-words.ts';
import stylesheet from './kiosk.css?url';
import { PrintedTicket } from './printed-ticket.tsx';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'modulepreload', href: '/sanh/kiosk.js' },
];

export async function loader({ context, request, url }: LoaderFunctionArgs) {
  const hall = pageContext(context).service<Hall>('hall');
  const view = await hall.readKiosk(await hall.deviceOf(deviceToken(request.headers.get('cookie'))));
  const token = url.searchParams.get('phieu') ?? '';
  return { ...view, ticket: token === '' ? null : await hall.readTicket(token) };
}

/** Without the script of the page: the form takes the number and comes back with the ticket. */
export async function action({ context, request }: ActionFunctionArgs) {
  const hall = pageContext(context).service<Hall>('hall');
  const device = await hall.deviceOf(deviceToken(request.headers.get('cookie')));
  const form = await formOf(request);
  const [requestId, code] = [textOf(form, 'requestId'), textOf(form, 'code')];
  const ask = { requestId, groupId: textOf(form, 'groupId'), priorityKindId: textOf(form, 'priorityKindId') };
  const done = await attempt(() => (device !== null && form.has('code') ? hall.checkIn(device, { requestId, code }) : hall.issueAtKiosk(device, ask)));
  return done.ok ? redirect(`/sanh/ki-ot?phieu=${done.value.url.split('/').at(-1) ?? ''}#phieu`) : { words: done.problem.words };
}

/**
 * A touch screen in the hall. Everything is in the one page, so that it goes on without a line: steps are shown by their
 * address (`:target`), and the script takes numbers from the block that the kiosk holds.
 */
export default function Kiosk() {
  const { centre, groups, kinds, ticket } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('hall');
  return (
    <main className="kiosk" data-kiosk="" data-range={t('wait.range', { low: '{low}', high: '{high}' })} data-up-to={t('wait.upTo', { high: '{high}' })} data-no-counter={t('wait.no_counter')} data-too-few={t('wait.too_few')}>
      <title>{`${t('kiosk.title')} · ${centre.name}`}</title>
      <header>
        <p className="place">{centre.name}</p>
        <p className="line-down" data-say="down" role="status" hidden>
          {t('kiosk.down')} <span data-fill="left" />
        </p>
      </header>
      <section className="start" id="bat-dau">
        <h1>{t('kiosk.choose')}</h1>
        {refused !== undefined && (
          <p className="said" role="alert">
            {refused.words}
          </p>
        )}
        <ul className="choices">
          {groups.map((group) => (
            <GroupChoice key={group.id} group={group} />
          ))}
        </ul>
        {groups.length === 0 && <p className="said">{t('kiosk.noGroups')}</p>}
        {centre.bookingDays > 0 && (
          <a className="big quiet" href="#lich-hen" data-online="">
            <b>{t('kiosk.booked')}</b>
          </a>
        )}
      </section>
      {groups.map((group) => (
        <GroupStep key={group.id} group={group} kinds={kinds} />
      ))}
      <BookedStep />
      <section className="step busy" id="dang-lay" aria-live="polite">
        <h1>{t('kiosk.taking')}</h1>
      </section>
      <section className="step" id="khong-duoc">
        <h1>{t('kiosk.failed')}</h1>
        <p className="said" data-fill="words" role="alert" />
        <p className="said" data-say="no-numbers" hidden>
          {t('kiosk.noNumbers')}
        </p>
        <p className="said" data-say="cut-off" hidden>
          {t('kiosk.cutOff')}
        </p>
        <BackLink label={t('kiosk.back')} />
      </section>
      <PrintedTicket ticket={ticket} centre={centre} />
      <script type="module" src="/sanh/kiosk.js" />
    </main>
  );
}

function BackLink({ label }: { label: string }) {
  return (
    <a className="big quiet back" href="#bat-dau">
      <b>‹ {label}</b>
    </a>
  );
}

function GroupChoice({ group }: { group: GroupLine }) {
  const t = useText('hall');
  return (
    <li>
      <a className="big" href={`#nhom-${group.id}`} data-group={group.id}>
        <span className="letter" aria-hidden="true">
          {group.code}
        </span>
        <span>
          <b>{group.name}</b>
          <span data-waiting="">{t('kiosk.waiting', { n: group.waiting })}</span>
          <span data-wait="">{waitWords(t, group.estimate)}</span>
        </span>
      </a>
    </li>
  );
}

function GroupStep({ group, kinds }: { group: GroupLine; kinds: readonly PriorityKind[] }) {
  const t = useText('hall');
  return (
    <section className="step" id={`nhom-${group.id}`}>
      <h1>{group.name}</h1>
      <form method="post" data-issue="" data-code={group.code} data-name={group.name}>
        <RequestIdField />
        <input type="hidden" name="groupId" value={group.id} />
        <button className="big main" name="priorityKindId" value="">
          <b>{t('kiosk.take')}</b>
        </button>
        <fieldset>
          <legend>{t('kiosk.priority')}</legend>
          {kinds.map((kind) => (
            <button key={kind.id} className="big" name="priorityKindId" value={kind.id} data-kind={kind.name}>
              <span>
                <b>{kind.name}</b>
                {kind.evidence !== '' && <span>{t('kiosk.evidence', { what: kind.evidence })}</span>}
              </span>
            </button>
          ))}
        </fieldset>
      </form>
      <BackLink label={t('kiosk.back')} />
    </section>
  );
}

const keys = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ');

function BookedStep() {
  const t = useText('hall');
  return (
    <section className="step" id="lich-hen">
      <h1>{t('kiosk.bookedTitle')}</h1>
      <form method="post" data-check-in="">
        <RequestIdField />
        <label htmlFor="code">{t('kiosk.bookedCode')}</label>
        <input id="code" name="code" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={200} placeholder="ABCDE-FGHJK" />
        <div className="pad" data-pad="" role="group" aria-label={t('kiosk.pad')} hidden>
          {keys.map((key) => (
            <button key={key} type="button" data-key={key}>
              {key}
            </button>
          ))}
          <button type="button" data-key="" aria-label={t('kiosk.erase')}>
            ⌫
          </button>
        </div>
        <button className="big main">
          <b>{t('kiosk.checkIn')}</b>
        </button>
      </form>
      <BackLink label={t('kiosk.back')} />
    </section>
  );
}
