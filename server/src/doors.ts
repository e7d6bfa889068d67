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
  reviewRoutes,
  signUpRoutes,
  ticketRoutes,
} from './backoffice/index.ts';
import { consoleClaimRoutes, portalClaimRoutes, recallRoutes } from './claims/index.ts';
import { portalBalanceRoute } from './funding/index.ts';
import {
  accountRoutes,
  type BusinessOf,
  colleagueRoutes,
  type DoorRoute,
  factorRoutes,
  signInRoutes,
  staffRoutes,
} from './identity/index.ts';
import { presentBusiness, publicKeyRoute } from './partners/index.ts';
import { publicCatalogueRoute } from './stock/index.ts';

/** The portal's door: partners' people. */
export function portalRoutes(app: App): DoorRoute[] {
  const businessOf = businesses(app);
  return [
    publicCatalogueRoute(app),
    ...signUpRoutes(app, businessOf),
    ...signInRoutes(app, 'portal', businessOf),
    ...accountRoutes(app, 'portal', businessOf),
    ...factorRoutes(app),
    ...colleagueRoutes(app, businessOf),
    publicKeyRoute(app),
    ...portalClaimRoutes(app),
    getStartedRoute(app),
    ...businessRoutes(app),
    portalBalanceRoute(app),
    ...portalFileRoutes(app),
    ...ticketRoutes(app),
    ...keyRoutes(app),
  ];
}

/** The console's door: the staff. */
export function consoleRoutes(app: App): DoorRoute[] {
  const businessOf = businesses(app);
  return [
    ...signInRoutes(app, 'console', businessOf),
    ...accountRoutes(app, 'console', businessOf),
    ...factorRoutes(app),
    ...staffRoutes(app),
    auditRoute(app),
    ...emailRoutes(app),
    ...consoleClaimRoutes(app),
    ...recallRoutes(app),
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
