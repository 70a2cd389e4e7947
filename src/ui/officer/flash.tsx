import { classes } from '../field-id.ts';

/** What happened, after a form came back. */
export type FlashMessage = { readonly tone?: 'done' | 'info' | 'due' | 'late' | undefined; readonly text: string };

/** The message of the last action, in the page itself: it stays until the next page, so nobody misses it. */
export function Flash({ message }: { message?: FlashMessage | null | undefined }) {
  return (
    <div role="status">
      {message && <div className={classes('notice', 'flash', message.tone ?? 'done')}>{message.text}</div>}
    </div>
  );
}
