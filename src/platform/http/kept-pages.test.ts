import { expect, test } from 'vitest';
import { anonymous } from '#platform/access/actor.ts';
import { aCitizen } from '#platform/testing/actors.ts';
import { createKeptPages, sharedSeconds, type PageAsk } from './kept-pages.ts';

const ask = (changes: Partial<PageAsk> = {}, page: Partial<PageAsk['page']> = {}): PageAsk => ({
  edition: '1',
  method: 'GET',
  address: '/thu-tuc/1',
  acceptEncoding: 'br',
  page: { actor: anonymous, locale: 'vi', cookies: [], ...page },
  ...changes,
});

const answer = (html = '<p>Thủ tục</p>', changes: { status?: number; cacheControl?: string | null } = {}) => ({
  status: 200,
  cacheControl: 's-maxage=5',
  html: Buffer.from(html),
  finished: { body: Buffer.from(html), encoding: undefined, headers: [] },
  ...changes,
});

test('gives back what a page lets it keep, to the same question only', () => {
  const kept = createKeptPages();
  kept.keep(ask(), answer());
  expect(kept.find(ask())?.body.toString()).toBe('<p>Thủ tục</p>');
  const others = [ask({ edition: '2' }), ask({ address: '/thu-tuc/2' }), ask({ acceptEncoding: 'gzip' }), ask({ method: 'POST' }), ask({}, { locale: 'en' }), ask({}, { cookies: ['lang=en'] }), ask({}, { actor: aCitizen() })];
  for (const other of others) expect(kept.find(other)).toBeUndefined();
});

test.each([
  ['a page that says nothing', ask(), answer('<p/>', { cacheControl: null })],
  ['a page for the browser alone', ask(), answer('<p/>', { cacheControl: 'private, max-age=60' })],
  ['a page that must be checked first, unchecked', ask(), answer('<p/>', { cacheControl: 'no-cache, s-maxage=60' })],
  ['an error', ask(), answer('<p/>', { status: 404 })],
  ['a form with a request id', ask(), answer('<input type="hidden" name="requestId" value="1">')],
  ['a page with a script of its answer alone', ask(), answer('<script async nonce="abc123"></script>')],
  ['a page of somebody signed in', ask({}, { actor: aCitizen() }), answer()],
])('does not keep %s', (_, question, given) => {
  const kept = createKeptPages();
  kept.keep(question, given);
  expect(kept.find(question)).toBeUndefined();
});

test('reads the seconds for shared caches only', () => {
  expect(['s-maxage=5', 'public, s-maxage=30, max-age=0', 'max-age=9', null].map(sharedSeconds)).toEqual([5, 30, 0, 0]);
});

test('keeps a page that must be checked, once its edition was looked up', () => {
  const kept = createKeptPages();
  const checked = (edition: string) => ask({ edition, isChecked: true });
  kept.keep(checked('7.1'), answer('<p>Đang xử lý</p>', { cacheControl: 'no-cache, s-maxage=60' }));
  expect(kept.find(checked('7.1'))?.body.toString()).toBe('<p>Đang xử lý</p>');
  expect(kept.find(checked('8.2'))).toBeUndefined();
});
