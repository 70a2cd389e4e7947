import type { ServerBuild } from 'react-router';
import { expect, test } from 'vitest';
import { isOutsidePart, withoutPart } from './narrow-build.ts';

const routes = [
  { id: 'root', path: '' },
  { id: 'frame', parentId: 'root' },
  { id: 'home', parentId: 'frame', index: true },
  { id: 'track', parentId: 'frame', path: 'tra-cuu/:code' },
  { id: 'office-frame', parentId: 'root' },
  { id: 'desk', parentId: 'office-frame', path: 'can-bo' },
  { id: 'case', parentId: 'desk', path: 'ho-so/:id' },
  { id: 'jobs', parentId: 'office-frame', path: 'can-bo/quan-tri/cong-viec' },
  { id: 'canteen', parentId: 'frame', path: 'can-bo-an-gi' },
];
const byId = Object.fromEntries(routes.map((route) => [route.id, route]));
const build = { routes: byId, assets: { version: '1', routes: byId } } as unknown as ServerBuild;

test('leaves out a part of the site with all that hangs on it, and frames around nothing', () => {
  const narrow = withoutPart(build, 'can-bo');
  expect(Object.keys(narrow.routes)).toEqual(['root', 'frame', 'home', 'track', 'canteen']);
  expect(Object.keys(narrow.assets.routes)).toEqual(Object.keys(narrow.routes));
  expect(narrow.assets.version).toBe('1');
  expect(Object.keys(build.routes)).toHaveLength(routes.length);
});

test.each(['/', '/?lang=en', '/tra-cuu/H15', '/thu-tuc', '/can-bo-an-gi'])('knows that %s lies outside', (address) => {
  expect(isOutsidePart(address, 'can-bo')).toBe(true);
});

test.each(['/can-bo', '/can-bo/ho-so/1', '/can-bo?x', '/CAN-BO', '/%63an-bo', '//can-bo', '/__manifest?p=/can-bo', '/can-bo#x', 'can-bo'])('does not swear that %s lies outside', (address) => {
  expect(isOutsidePart(address, 'can-bo')).toBe(false);
});
