/** Guarantee: where e-mails and notifications lead, there is a page of the console. */
import { addressesOf, consolePages, linkPages } from '@psnb2b/contract/states';
import { matchRoutes } from 'react-router';
import { expect, test } from 'vitest';
import { routes } from './routes.tsx';

test.each(addressesOf({ ...consolePages, ...linkPages }))('%s', (path) => {
  const page = matchRoutes(routes, path)?.at(-1)?.route;
  expect(page?.lazy).toBeDefined();
  expect(page?.path).not.toBe('*');
});
