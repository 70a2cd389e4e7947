import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import type { InboxPage, Notifications } from '../index.ts';

export type InboxData = InboxPage & { readonly page: number; readonly shownAt: string };

/** One page of the actor's own inbox. `shownAt` lets "all read" leave alone what arrives meanwhile. */
export async function loadInbox({ context, url }: LoaderFunctionArgs): Promise<InboxData> {
  const page = pageContext(context);
  const number = Math.min(10_000, Math.max(1, Math.trunc(Number(url.searchParams.get('trang'))) || 1));
  const inbox = await page.service<Notifications>('notifications').listInbox(page.actor, { page: number });
  return { ...inbox, page: number, shownAt: page.now().toISOString() };
}

/** Marks one message, or everything shown, as read. */
export async function actOnInbox({ context, request }: ActionFunctionArgs): Promise<void> {
  const page = pageContext(context);
  const notifications = page.service<Notifications>('notifications');
  const form = await formOf(request);
  const shownAt = new Date(textOf(form, 'shownAt'));
  if (textOf(form, 'intent') !== 'all') await notifications.markRead(page.actor, textOf(form, 'intent'));
  else if (!Number.isNaN(shownAt.getTime())) await notifications.markAllRead(page.actor, shownAt);
}
