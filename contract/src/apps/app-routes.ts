import { linkPages } from './pages.ts';

const linked = Object.values(linkPages);

/**
 * Every page of the web apps below `/portal` and `/console`, as a router writes addresses. The server
 * answers any other address there with 404; a test in each app compares this list with its routes.
 */
export const appRoutes = {
  portal: [
    '/',
    '/sign-in',
    '/sign-up',
    '/forgot-password',
    '/second-factor',
    '/overview',
    '/business',
    '/claims',
    '/claims/new',
    '/claims/:id',
    '/support',
    '/support/new',
    '/support/:id',
    '/developers/keys',
    '/settings/team',
    '/settings/public-key',
    '/settings/account',
    '/notifications',
    ...linked,
  ],
  console: [
    '/',
    '/sign-in',
    '/forgot-password',
    '/second-factor',
    '/reviews',
    '/reviews/:id',
    '/claims',
    '/claims/new',
    '/claims/figures',
    '/claims/terms',
    '/claims/:id',
    '/lots',
    '/lots/:id',
    '/recoveries',
    '/tickets',
    '/tickets/answers',
    '/tickets/:id',
    '/partners',
    '/partners/:id',
    '/proposals',
    '/quotas',
    '/audit',
    '/emails',
    '/emails/:id',
    '/staff',
    '/account',
    '/notifications',
    ...linked,
  ],
} as const;
