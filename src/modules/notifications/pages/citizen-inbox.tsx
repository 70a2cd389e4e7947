import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Matter } from '#ui/citizen/index.ts';
import { actOnInbox, loadInbox } from './inbox-actions.ts';
import { InboxList } from './inbox-list.tsx';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = pageContext(args.context);
  if (actor.kind === 'officer') throw redirect('/can-bo/thong-bao');
  if (actor.kind !== 'citizen') throw redirect('/dang-nhap?tiep=/thong-bao');
  return loadInbox(args);
}

export async function action(args: ActionFunctionArgs) {
  await actOnInbox(args);
  return redirect(`/thong-bao${args.url.search}`);
}

/** What I was told, newest first. */
export default function CitizenInbox() {
  const inbox = useLoaderData<typeof loader>();
  const t = useText('notifications');
  return (
    <Matter title={t('inbox.title')} lead={t('inbox.lead')}>
      <title>{t('inbox.title')}</title>
      <p>
        <a href="/thong-bao/cach-nhan">{t('ways.title')}</a>
      </p>
      <InboxList inbox={inbox} path="/thong-bao" look="card" />
    </Matter>
  );
}
