import { redirect, useActionData, type ActionFunctionArgs, type LinksFunction } from 'react-router';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import type { Hall } from '../../index.ts';
import { deviceCookie } from '../../model.ts';
import stylesheet from './kiosk.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const code = textOf(await formOf(request), 'code');
  const done = await attempt(() => page.service<Hall>('hall').pairDevice({ code }));
  if (!done.ok) return { words: done.problem.words };
  page.cookies.push(deviceCookie(done.value.token, page.baseUrl.startsWith('https:')));
  return redirect(done.value.device.kind === 'kiosk' ? '/sanh/ki-ot' : '/sanh/man-hinh');
}

/** The first page of a new kiosk or screen: the code from the administration page, once. */
export default function Pair() {
  const refused = useActionData<typeof action>();
  const t = useText('hall');
  return (
    <main className="kiosk">
      <title>{t('pair.title')}</title>
      <section className="start">
        <h1>{t('pair.title')}</h1>
        <p>{t('pair.lead')}</p>
        {refused !== undefined && (
          <p className="said" role="alert" id="code--error">
            {refused.words}
          </p>
        )}
        <form method="post">
          <label htmlFor="code">{t('pair.code')}</label>
          <input id="code" name="code" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={20} aria-invalid={refused === undefined ? undefined : true} aria-describedby={refused === undefined ? undefined : 'code--error'} />
          <button className="big main">
            <b>{t('pair.pair')}</b>
          </button>
        </form>
      </section>
    </main>
  );
}
