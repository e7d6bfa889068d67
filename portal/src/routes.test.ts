/** Guarantee: where e-mails and notifications lead, there is a page of the portal. */
import { addressesOf, linkPages, portalPages } from '@psnb2b/contract/states';
import { matchRoutes } from 'react-router';
import { expect, test } from 'vitest';
import { routes } from './routes.tsx';

/** Pages that are on their way. */
const awaited = /^\/claims/;

test.each(addressesOf({ ...portalPages, ...linkPages }).filter((path) => !awaited.test(path)))(
  '%s',
  (path) => {
    const page = matchRoutes(routes, path)?.at(-1)?.route;
    expect(page?.lazy).toBeDefined();
    expect(page?.path).not.toBe('*');
  },
);
