import { LRUCache } from 'lru-cache';
import type { PageRequest } from '#platform/web/page-context.ts';
import type { Encoded } from './compress.ts';

/** A finished page, ready to be sent. */
export type FinishedPage = Encoded & { readonly headers: readonly (readonly [string, string])[] };

export type PageAsk = {
  /** Edition of the public data when the page was asked for: one drawn from older data is never found again. */
  readonly edition: string;
  /** The edition is that of what this very page shows, looked up for this question. */
  readonly isChecked?: boolean;
  readonly method: string;
  readonly address: string;
  readonly acceptEncoding: string | undefined;
  readonly page: Pick<PageRequest, 'actor' | 'locale' | 'cookies'>;
};

/**
 * Pages that say so (`Cache-Control: s-maxage=…`, as to any shared cache) are drawn once for everybody who is not signed in.
 * Browsers are told nothing of it: the same address shows others what is theirs.
 */
export type KeptPages = {
  find(ask: PageAsk): FinishedPage | undefined;
  /** Keeps an answer if its page allows it and nothing in it belongs to one visitor. */
  keep(ask: PageAsk, answer: { readonly status: number; readonly cacheControl: string | null; readonly html: Buffer; readonly finished: FinishedPage }): void;
};

/** Some thousand pages as they are sent. */
const mostBytes = 12_000_000;

export function createKeptPages(): KeptPages {
  const pages = new LRUCache<string, FinishedPage>({ maxSize: mostBytes, sizeCalculation: ({ body }, key) => body.length + 2 * key.length + 500 });
  return {
    find(ask) {
      const key = keyOf(ask);
      return key === null ? undefined : pages.get(key);
    },
    keep(ask, { status, cacheControl, html, finished }) {
      const key = keyOf(ask);
      const seconds = sharedSeconds(cacheControl);
      // As for any cache: `no-cache` asks for a look at the origin before each answer.
      if (mustBeChecked(cacheControl) && ask.isChecked !== true) return;
      if (key === null || status !== 200 || seconds === 0 || isPersonal(html)) return;
      pages.set(key, finished, { ttl: seconds * 1000 });
    },
  };
}

/** Seconds for which a shared cache may keep an answer; 0 when it says nothing of it. */
export function sharedSeconds(cacheControl: string | null): number {
  return Number(/(?:^|[\s,])s-maxage=(\d{1,6})(?:$|[\s,])/u.exec(cacheControl ?? '')?.[1] ?? 0);
}

const mustBeChecked = (cacheControl: string | null): boolean => /(?:^|[\s,])no-cache(?:$|[\s,])/u.test(cacheControl ?? '');

/** Whether the answer may be the same as another visitor's. */
export const isForEverybody = ({ method, page }: Pick<PageAsk, 'method' | 'page'>): boolean =>
  method === 'GET' && page.actor.kind === 'anonymous' && page.cookies.length === 0;

function keyOf(ask: PageAsk): string | null {
  return isForEverybody(ask) ? `${ask.edition} ${ask.page.locale} ${ask.acceptEncoding ?? ''} ${ask.address}` : null;
}

/** Two visitors with one request id would be taken for one who pressed twice; a nonce of another answer blocks a script. */
function isPersonal(html: Buffer): boolean {
  return html.includes('name="requestId"') || /<script[^>]*\snonce=/iu.test(html.toString('utf8'));
}
