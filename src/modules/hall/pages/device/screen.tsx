import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatTime } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import type { Call, Hall } from '../../index.ts';
import { deviceToken } from '../../model.ts';
import stylesheet from './screen.css?url';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'modulepreload', href: '/sanh/screen.js' },
];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const hall = page.service<Hall>('hall');
  const view = await hall.readScreen(await hall.deviceOf(deviceToken(request.headers.get('cookie'))));
  return { ...view, now: page.now().toISOString() };
}

/** For a television: who is called where, the last calls, how many wait. Without script it loads itself again. */
export default function Screen() {
  const { name, calls, waiting, seq, now } = useLoaderData<typeof loader>();
  const t = useText('hall');
  const [last] = calls;
  return (
    <main className="screen" data-screen="" data-seq={seq}>
      <title>{`${t('screen.title')} · ${name}`}</title>
      <header>
        <h1>{name}</h1>
        <p data-fill="time">{formatTime(new Date(now))}</p>
      </header>
      <p className="down" data-say="down" role="status" hidden>
        {t('screen.down')} <span data-fill="since" />. {t('screen.downAdvice')}
      </p>
      <section className="now" aria-live="assertive">
        <h2>{t('screen.now')}</h2>
        <p className="called" data-fill="label">
          {last?.label ?? '–'}
        </p>
        <p className="to">
          {t('screen.counter')} <b data-fill="counter">{last?.counterNumber ?? '–'}</b>
        </p>
        <p className="words" data-fill="words">
          {last?.words ?? t('screen.nobody')}
        </p>
      </section>
      <section className="before">
        <h2>{t('screen.before')}</h2>
        <ol data-fill="list">
          {calls.filter(({ label }, index) => calls.findIndex((call) => call.label === label) === index).slice(1, 7).map((call) => (
            <CallLine key={call.seq} call={call} />
          ))}
        </ol>
      </section>
      <footer>
        <h2>{t('screen.waiting')}</h2>
        <ul data-fill="waiting">
          {waiting.map((group) => (
            <li key={group.code} data-code={group.code}>
              <b>{group.code}</b> <span>{group.name}</span> <em>{group.waiting}</em>
            </li>
          ))}
        </ul>
        <button type="button" data-sound="" hidden>
          {t('screen.sound')}
        </button>
      </footer>
      <LocalCall />
      <template data-line="">
        <CallLine call={{ seq: 0, label: '', counterNumber: 0, at: now, kind: 'call', words: '' }} />
      </template>
      <noscript>
        <meta httpEquiv="refresh" content="10" />
      </noscript>
      <script type="module" src="/sanh/screen.js" />
    </main>
  );
}

function CallLine({ call }: { call: Call }) {
  const t = useText('hall');
  return (
    <li>
      <b>{call.label}</b>
      <span>
        {t('screen.counterShort')} <i>{call.counterNumber}</i>
      </span>
      <time dateTime={call.at}>{formatTime(new Date(call.at))}</time>
    </li>
  );
}

/** Shown only without a line: staff type number and counter at the screen. */
function LocalCall() {
  const t = useText('hall');
  return (
    <form className="local" data-local="" hidden>
      <label>
        {t('screen.localNumber')} <input name="label" autoComplete="off" maxLength={8} placeholder="A-001" />
      </label>
      <label>
        {t('screen.localCounter')} <input name="counter" inputMode="numeric" autoComplete="off" maxLength={2} />
      </label>
      <button>{t('screen.localCall')}</button>
    </form>
  );
}
