import { consoleCaseOperations } from './console/cases.ts';
import { consoleClaimTermsOperations } from './console/claim-terms.ts';
import { consoleClaimOperations } from './console/claims.ts';
import { consoleLotOperations } from './console/lots.ts';
import { consolePartnerOperations } from './console/partners.ts';
import { consoleProposalOperations } from './console/proposals.ts';
import { consoleQuotaOperations } from './console/quotas.ts';
import { consoleStaffOperations } from './console/staff.ts';
import type { Door, DoorOperation } from './door-operation.ts';
import { portalBalanceOperations } from './portal/balance.ts';
import { portalBusinessOperations } from './portal/business.ts';
import { portalClaimOperations } from './portal/claims.ts';
import { portalPeopleOperations } from './portal/people.ts';
import { portalSupportOperations } from './portal/support.ts';
import { secondFactorOperations } from './second-factor.ts';
import { signInOperations } from './sign-in.ts';

/** What people do about themselves is the same call in both doors. */
export const accountOperations = {
  ...signInOperations,
  ...secondFactorOperations,
} as const satisfies Record<string, DoorOperation>;

/** Every call of the portal's door, by its id. */
export const portalOperations = {
  ...portalPeopleOperations,
  ...accountOperations,
  ...portalBusinessOperations,
  ...portalBalanceOperations,
  ...portalSupportOperations,
  ...portalClaimOperations,
} as const satisfies Record<string, DoorOperation>;

/** Every call of the console's door, by its id. */
export const consoleOperations = {
  ...accountOperations,
  ...consoleStaffOperations,
  ...consoleProposalOperations,
  ...consolePartnerOperations,
  ...consoleQuotaOperations,
  ...consoleCaseOperations,
  ...consoleClaimOperations,
  ...consoleLotOperations,
  ...consoleClaimTermsOperations,
} as const satisfies Record<string, DoorOperation>;

export const doorOperations = {
  portal: portalOperations,
  console: consoleOperations,
} as const satisfies Record<Door, Record<string, DoorOperation>>;
