/**
 * Guarantee: where e-mails and notifications lead, there is a page of the console; and the server knows all
 * pages, so that any other address is answered with 404.
 */
import { appRoutes } from '@psnb2b/contract';
import { addressesOf, consolePages, linkPages } from '@psnb2b/contract/states';
import { matchRoutes, type RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { routes } from './routes.tsx';

test.each(addressesOf({ ...consolePages, ...linkPages }))('%s', (path) => {
  const page = matchRoutes(routes, path)?.at(-1)?.route;
  expect(page?.lazy).toBeDefined();
  expect(page?.path).not.toBe('*');
});

function pagesOf(some: readonly RouteObject[]): string[] {
  return some.flatMap(({ index, path, children }) => {
    if (children) return pagesOf(children);
    return index ? '/' : `/${path}`.replace('//', '/');
  });
}

test('the server knows every page', () => {
  const pages = pagesOf(routes).filter((path) => path !== '/*');
  expect([...pages].sort()).toEqual([...appRoutes.console].sort());
});
