import { linkPages } from '@psnb2b/contract/states';
import { Loading } from '@psnb2b/ui';
import { SignInPage } from '@psnb2b/ui/account';
import type { RouteObject } from 'react-router';
import { Broken } from './pages/Broken.tsx';
import { Root } from './Root.tsx';

const component =
  <Name extends string>(name: Name) =>
  (module: Record<Name, React.ComponentType>) => ({ Component: module[name] });
const account = () => import('./pages/account-pages.ts');

/** Every page, each loaded when it is first needed; only where one signs in is there at once. */
export const routes: RouteObject[] = [
  {
    element: <Root />,
    errorElement: <Broken />,
    hydrateFallbackElement: <Loading />,
    children: [
      {
        element: <SignInPage />,
        path: 'sign-in',
      },
      {
        lazy: () => import('./pages/sign-up/SignUpPage.tsx').then(component('SignUpPage')),
        path: 'sign-up',
      },
      {
        lazy: () => account().then(component('ForgotPage')),
        path: 'forgot-password',
      },
      {
        lazy: () => account().then(component('EnrolPage')),
        path: 'second-factor',
      },
      {
        lazy: () => import('./Frame.tsx').then(component('Frame')),
        children: [
          {
            index: true,
            lazy: () =>
              import('./pages/get-started/GetStartedPage.tsx').then(component('GetStartedPage')),
          },
          {
            path: 'overview',
            lazy: () => import('./pages/overview/OverviewPage.tsx').then(component('OverviewPage')),
          },
          {
            path: 'business',
            lazy: () => import('./pages/business/BusinessPage.tsx').then(component('BusinessPage')),
          },
          {
            path: 'claims',
            lazy: () => import('./pages/claims/ClaimsPage.tsx').then(component('ClaimsPage')),
          },
          {
            path: 'claims/new',
            lazy: () => import('./pages/claims/NewClaimPage.tsx').then(component('NewClaimPage')),
          },
          {
            path: 'claims/:id',
            lazy: () => import('./pages/claims/ClaimPage.tsx').then(component('ClaimPage')),
          },
          {
            path: 'support',
            lazy: () => import('./pages/support/TicketsPage.tsx').then(component('TicketsPage')),
          },
          {
            path: 'support/new',
            lazy: () =>
              import('./pages/support/NewTicketPage.tsx').then(component('NewTicketPage')),
          },
          {
            path: 'support/:id',
            lazy: () => import('./pages/support/TicketPage.tsx').then(component('TicketPage')),
          },
          {
            path: 'developers/keys',
            lazy: () => import('./pages/developers/KeysPage.tsx').then(component('KeysPage')),
          },
          {
            path: 'settings/team',
            lazy: () => import('./pages/settings/TeamPage.tsx').then(component('TeamPage')),
          },
          {
            path: 'settings/public-key',
            lazy: () =>
              import('./pages/settings/PublicKeyPage.tsx').then(component('PublicKeyPage')),
          },
          {
            path: 'settings/account',
            lazy: () => account().then(component('AccountPage')),
          },
          {
            path: 'notifications',
            lazy: () => account().then(component('NotificationsPage')),
          },
        ],
      },
      ...Object.values(linkPages).map((path) => ({
        path,
        lazy: () => import('./pages/LinkedPage.tsx').then(component('LinkedPage')),
      })),
      {
        path: '*',
        lazy: () => import('./pages/Elsewhere.tsx').then(component('Elsewhere')),
      },
    ],
  },
];
