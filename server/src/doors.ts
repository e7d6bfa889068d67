import type { App } from './app.ts';
import {
  auditRoute,
  businessRoutes,
  consoleFileRoutes,
  deskRoutes,
  emailRoutes,
  getStartedRoute,
  keyDeskRoutes,
  keyRoutes,
  partnerRoutes,
  portalFileRoutes,
  proposalRoutes,
  publicKeyRoutes,
  quotaRoutes,
  reviewRoutes,
  signUpRoutes,
  ticketRoutes,
} from './backoffice/index.ts';
import {
  consoleClaimRoutes,
  lotRoutes,
  portalClaimRoutes,
  recallRoutes,
  termsRoutes,
  withdrawnRoutes,
} from './claims/index.ts';
import { documentRoute } from './door-document.ts';
import { portalBalanceRoutes } from './funding/index.ts';
import {
  accountRoutes,
  type BusinessOf,
  colleagueRoutes,
  type DoorRoute,
  factorRoutes,
  signInRoutes,
  staffRoutes,
} from './identity/index.ts';
import { presentBusiness } from './partners/index.ts';
import { publicCatalogueRoute } from './stock/index.ts';

/** The portal's door: partners' people. */
export function portalRoutes(app: App): DoorRoute[] {
  const businessOf = businesses(app);
  return [
    publicCatalogueRoute(app),
    ...signUpRoutes(app, businessOf),
    documentRoute('portal', app.publicUrl),
    ...signInRoutes(app, 'portal', businessOf),
    ...accountRoutes(app, 'portal', businessOf),
    ...factorRoutes(app),
    ...colleagueRoutes(app, businessOf),
    ...publicKeyRoutes(app),
    ...portalClaimRoutes(app),
    getStartedRoute(app),
    ...businessRoutes(app),
    ...portalBalanceRoutes(app),
    ...portalFileRoutes(app),
    ...ticketRoutes(app),
    ...keyRoutes(app),
  ];
}

/** The console's door: the staff. */
export function consoleRoutes(app: App): DoorRoute[] {
  const businessOf = businesses(app);
  return [
    documentRoute('console', app.publicUrl),
    ...signInRoutes(app, 'console', businessOf),
    ...accountRoutes(app, 'console', businessOf),
    ...factorRoutes(app),
    ...staffRoutes(app),
    ...proposalRoutes(app),
    ...quotaRoutes(app),
    auditRoute(app),
    ...emailRoutes(app),
    ...consoleClaimRoutes(app),
    ...recallRoutes(app),
    ...lotRoutes(app),
    ...withdrawnRoutes(app),
    ...termsRoutes(app),
    ...partnerRoutes(app),
    ...keyDeskRoutes(app),
    ...reviewRoutes(app),
    ...consoleFileRoutes(app),
    ...deskRoutes(app),
  ];
}

function businesses({ database }: App): BusinessOf {
  return (partnerId) => presentBusiness(database.reads, partnerId);
}
