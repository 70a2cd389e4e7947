import type { SubmitEvent } from 'react';
import { useFetcher } from 'react-router';
import type { RefusedAct } from './acts.ts';

/** Unlike the id of the page, a new one for each post: rows are ticked faster than the page is drawn again. */
function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Posts the forms of one row without leaving the page. `refused` is why the last post was not saved. */
export function useRowPost() {
  const fetcher = useFetcher<RefusedAct | null>();
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const posted = new FormData(event.currentTarget, event.nativeEvent.submitter);
    posted.set('requestId', freshId());
    posted.set('quiet', '1');
    void fetcher.submit(posted, { method: 'post' });
  };
  const refused = fetcher.state === 'idle' ? (fetcher.data ?? null) : null;
  return { onSubmit, busy: fetcher.state !== 'idle', refused };
}
