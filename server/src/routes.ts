import { operations } from '@psnb2b/contract';
import type { App } from './app.ts';
import { type Route, raw } from './kit/http/index.ts';
import { type KeyEntry, keyRoute, presentBusiness } from './partners/index.ts';
import {
  accountRoutes,
  type BusinessOf,
  balanceRoutes,
  claimRoutes,
  consoleRoutesOf,
  type DoorRoute,
  documentRoute,
  documentText,
  factorRoutes,
  inventoryRoutes,
  keyReportRoutes,
  orderRoutes,
  portalBalanceRoutes,
  portalBusinessRoutes,
  portalCatalogueRoute,
  portalClaimRoutes,
  portalColleagueRoutes,
  portalFileRoutes,
  portalGetStartedRoute,
  portalKeyRoutes,
  portalPublicKeyRoutes,
  portalSignUpRoutes,
  portalTicketRoutes,
  signInRoutes,
  webhookRoutes,
} from './surfaces/index.ts';

/** The partner API: programs with a key. */
export function partnerApiRoutes(app: App): Route<KeyEntry>[] {
  const document = documentText('api', app.publicUrl);
  return [
    ...inventoryRoutes(app),
    ...balanceRoutes(app),
    ...orderRoutes(app),
    ...claimRoutes(app),
    ...webhookRoutes(app),
    keyRoute(operations.getOpenapi, async () =>
      raw(200, await document(), { 'cache-control': 'public, max-age=300' }),
    ),
    ...keyReportRoutes(app),
  ];
}

/** The portal API: partners' people. */
export function portalRoutes(app: App): DoorRoute[] {
  const businessOf = businesses(app);
  return [
    portalCatalogueRoute(app),
    ...portalSignUpRoutes(app, businessOf),
    documentRoute('portal', app.publicUrl),
    ...signInRoutes(app, 'portal', businessOf),
    ...accountRoutes(app, 'portal', businessOf),
    ...factorRoutes(app),
    ...portalColleagueRoutes(app, businessOf),
    ...portalPublicKeyRoutes(app),
    ...portalClaimRoutes(app),
    portalGetStartedRoute(app),
    ...portalBusinessRoutes(app),
    ...portalBalanceRoutes(app),
    ...portalFileRoutes(app),
    ...portalTicketRoutes(app),
    ...portalKeyRoutes(app),
  ];
}

/** The console API: the staff. */
export function consoleRoutes(app: App): DoorRoute[] {
  const businessOf = businesses(app);
  return [
    documentRoute('console', app.publicUrl),
    ...signInRoutes(app, 'console', businessOf),
    ...accountRoutes(app, 'console', businessOf),
    ...factorRoutes(app),
    ...consoleRoutesOf(app),
  ];
}

function businesses({ database }: App): BusinessOf {
  return (partnerId) => presentBusiness(database.reads, partnerId);
}
