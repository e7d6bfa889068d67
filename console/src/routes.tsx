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
      { path: 'sign-in', element: <SignInPage /> },
      { path: 'forgot-password', lazy: () => account().then(component('ForgotPage')) },
      { path: 'second-factor', lazy: () => account().then(component('EnrolPage')) },
      {
        lazy: () => import('./Frame.tsx').then(component('Frame')),
        children: [
          {
            index: true,
            lazy: () => import('./pages/today/TodayPage.tsx').then(component('TodayPage')),
          },
          {
            path: 'reviews',
            lazy: () => import('./pages/reviews/ReviewsPage.tsx').then(component('ReviewsPage')),
          },
          {
            path: 'reviews/:id',
            lazy: () => import('./pages/reviews/ReviewPage.tsx').then(component('ReviewPage')),
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
            path: 'claims/figures',
            lazy: () => import('./pages/claims/FiguresPage.tsx').then(component('FiguresPage')),
          },
          {
            path: 'claims/terms',
            lazy: () => import('./pages/claims/TermsPage.tsx').then(component('TermsPage')),
          },
          {
            path: 'claims/:id',
            lazy: () => import('./pages/claims/ClaimPage.tsx').then(component('ClaimPage')),
          },
          {
            path: 'lots',
            lazy: () => import('./pages/lots/LotsPage.tsx').then(component('LotsPage')),
          },
          {
            path: 'lots/:id',
            lazy: () => import('./pages/lots/LotPage.tsx').then(component('LotPage')),
          },
          {
            path: 'recoveries',
            lazy: () => import('./pages/lots/RecoveriesPage.tsx').then(component('RecoveriesPage')),
          },
          {
            path: 'tickets',
            lazy: () => import('./pages/tickets/TicketsPage.tsx').then(component('TicketsPage')),
          },
          {
            path: 'tickets/answers',
            lazy: () => import('./pages/tickets/AnswersPage.tsx').then(component('AnswersPage')),
          },
          {
            path: 'tickets/:id',
            lazy: () => import('./pages/tickets/TicketPage.tsx').then(component('TicketPage')),
          },
          {
            path: 'partners',
            lazy: () => import('./pages/partners/PartnersPage.tsx').then(component('PartnersPage')),
          },
          {
            path: 'partners/:id',
            lazy: () => import('./pages/partners/PartnerPage.tsx').then(component('PartnerPage')),
          },
          {
            path: 'audit',
            lazy: () => import('./pages/records/AuditPage.tsx').then(component('AuditPage')),
          },
          {
            path: 'emails',
            lazy: () => import('./pages/records/EmailsPage.tsx').then(component('EmailsPage')),
          },
          {
            path: 'emails/:id',
            lazy: () => import('./pages/records/EmailPage.tsx').then(component('EmailPage')),
          },
          {
            path: 'staff',
            lazy: () => import('./pages/staff/StaffPage.tsx').then(component('StaffPage')),
          },
          {
            path: 'proposals',
            lazy: () =>
              import('./pages/proposals/ProposalsPage.tsx').then(component('ProposalsPage')),
          },
          {
            path: 'quotas',
            lazy: () => import('./pages/quotas/QuotasPage.tsx').then(component('QuotasPage')),
          },
          {
            path: 'account',
            lazy: () => account().then(component('AccountPage')),
          },
          { path: 'notifications', lazy: () => account().then(component('NotificationsPage')) },
        ],
      },
      ...Object.values(linkPages).map((path) => ({
        path,
        lazy: () => account().then(component('LinkPage')),
      })),
      { path: '*', lazy: () => import('./pages/Elsewhere.tsx').then(component('Elsewhere')) },
    ],
  },
];
