import { redirect, useLoaderData, type ActionFunctionArgs } from 'react-router';
import { useText } from '#platform/web/text.tsx';
import { DeskPage } from '#ui/officer/index.ts';
import { actOnInbox, loadInbox } from './inbox-actions.ts';
import { InboxList } from './inbox-list.tsx';

export const handle = { hydrate: true };
export { loadInbox as loader };

export async function action(args: ActionFunctionArgs) {
  await actOnInbox(args);
  return redirect(`/can-bo/thong-bao${args.url.search}`);
}

/** What the officer was told, newest first. */
export default function OfficerInbox() {
  const inbox = useLoaderData<typeof loadInbox>();
  const t = useText('notifications');
  return (
    <DeskPage title={t('inbox.title')}>
      <title>{t('inbox.title')}</title>
      <InboxList inbox={inbox} path="/can-bo/thong-bao" look="part" />
    </DeskPage>
  );
}
