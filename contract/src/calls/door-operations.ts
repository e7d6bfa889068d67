import { notificationOperations } from '../account/notifications.ts';
import { secondFactorOperations } from '../account/second-factor.ts';
import { signInOperations } from '../account/sign-in.ts';
import { portalBalanceOperations } from '../balance/portal.ts';
import { consoleClaimOperations } from '../claims/console.ts';
import { consoleClaimTermsOperations } from '../claims/console-terms.ts';
import { portalClaimOperations } from '../claims/portal.ts';
import { documentOperations } from '../documents/door.ts';
import { publicCatalogueOperations } from '../inventory/portal.ts';
import { consoleKeyOperations } from '../keys/console.ts';
import { portalKeyOperations } from '../keys/portal.ts';
import type { Door, DoorOperation } from '../kit/door-operation.ts';
import { consoleKycOperations } from '../kyc/console.ts';
import { portalKycOperations } from '../kyc/portal.ts';
import { consoleLotOperations } from '../lots/console.ts';
import { consolePartnerOperations } from '../partners/console.ts';
import { portalStartOperations } from '../partners/portal.ts';
import { consoleStaffOperations } from '../people/console.ts';
import { portalPeopleOperations } from '../people/portal.ts';
import { consoleProductOperations } from '../products/console.ts';
import { consoleProposalOperations } from '../proposals/console.ts';
import { consoleQuotaOperations } from '../quotas/console.ts';
import { consoleRecordOperations } from '../records/console.ts';
import { consoleSupplierClaimOperations } from '../supplier-claims/console.ts';
import { consoleSupplierOperations } from '../suppliers/console.ts';
import { consoleTicketOperations } from '../tickets/console.ts';
import { portalTicketOperations } from '../tickets/portal.ts';

export * from '../products/console.ts';
export * from '../suppliers/console.ts';

/** Calls by which people manage their own account, the same in both web apps. */
export const accountOperations = {
  ...documentOperations,
  ...signInOperations,
  ...notificationOperations,
  ...secondFactorOperations,
} as const satisfies Record<string, DoorOperation>;

/** Every call of the portal API, by its id. */
export const portalOperations = {
  ...publicCatalogueOperations,
  ...portalPeopleOperations,
  ...accountOperations,
  ...portalStartOperations,
  ...portalKycOperations,
  ...portalBalanceOperations,
  ...portalTicketOperations,
  ...portalKeyOperations,
  ...portalClaimOperations,
} as const satisfies Record<string, DoorOperation>;

/** Every call of the console API, by its id. */
export const consoleOperations = {
  ...accountOperations,
  ...consoleStaffOperations,
  ...consoleRecordOperations,
  ...consoleProposalOperations,
  ...consolePartnerOperations,
  ...consoleKeyOperations,
  ...consoleProductOperations,
  ...consoleQuotaOperations,
  ...consoleKycOperations,
  ...consoleTicketOperations,
  ...consoleClaimOperations,
  ...consoleSupplierClaimOperations,
  ...consoleSupplierOperations,
  ...consoleLotOperations,
  ...consoleClaimTermsOperations,
} as const satisfies Record<string, DoorOperation>;

export const doorOperations = {
  portal: portalOperations,
  console: consoleOperations,
} as const satisfies Record<Door, Record<string, DoorOperation>>;
