/**
 * Guards: every address in e-mails and notifications is a page of the console; every line of the table has its page,
 * and every page has a line; no two pages are behind one key.
 */
import { addressesOf, consolePages, linkPages } from '@psnb2b/contract/states';
import { routesOf } from '@psnb2b/ui';
import { matchRoutes, type RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { app } from './app.ts';

const routes = routesOf(app);

test.each(addressesOf({ ...consolePages, ...linkPages }))('%s', (path) => {
  const page = matchRoutes(routes, path)?.at(-1)?.route;
  expect(page?.path).not.toBe('*');
});

const within = (some: readonly RouteObject[]): RouteObject[] =>
  some.flatMap((each) => [each, ...within(each.children ?? [])]);
const pages = within(routes).filter(({ path, handle }) => path !== undefined && handle);

test.each(pages.map(({ path, lazy }) => [path, lazy] as const))('%s exists', async (_, lazy) => {
  const loaded = typeof lazy === 'function' ? await lazy() : { Component: 'at once' };
  expect(loaded).toHaveProperty('Component');
});

test('every page has a line in the table', () => {
  const named = Object.values(app.pages).map(({ file }) => `./pages/${file}.tsx`);
  expect(Object.keys(app.files).filter((file) => !named.includes(file))).toEqual([]);
});

test('each page of the navigation has a key of its own', () => {
  const keys = Object.values(app.pages).flatMap(({ nav }) => (nav ? [nav.key] : []));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
