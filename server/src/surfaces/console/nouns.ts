// Written by `npm run gen`.
import { consoleFileRoutes } from '../both/files.ts';
import { consoleStaffRoutes } from '../both/people.ts';
import { consoleAuditRoute } from './audit.ts';
import { consoleClaimFiguresRoutes } from './claim-figures.ts';
import { consoleClaimTermsRoutes } from './claim-terms.ts';
import { consoleClaimRoutes } from './claims.ts';
import { consoleEmailRoutes } from './emails.ts';
import { consoleKeyRoutes } from './keys.ts';
import { consoleLotRoutes } from './lots.ts';
import { consolePartnerRoutes } from './partners.ts';
import { consoleProductRoutes } from './products.ts';
import { consoleProposalRoutes } from './proposals.ts';
import { consoleQuotaRoutes } from './quotas.ts';
import { consoleRecallRoutes } from './recalls.ts';
import { consoleReviewRoutes } from './reviews.ts';
import { consoleSupplierClaimRoutes } from './supplier-claims.ts';
import { consoleSupplierRoutes } from './suppliers.ts';
import { consoleTicketRoutes } from './tickets.ts';
import { consoleWithdrawnRoutes } from './withdrawn.ts';

/** All calls of staff except those about their own account. */
export const nouns = [
  consoleFileRoutes,
  consoleStaffRoutes,
  consoleAuditRoute,
  consoleClaimFiguresRoutes,
  consoleClaimTermsRoutes,
  consoleClaimRoutes,
  consoleEmailRoutes,
  consoleKeyRoutes,
  consoleLotRoutes,
  consolePartnerRoutes,
  consoleProductRoutes,
  consoleProposalRoutes,
  consoleQuotaRoutes,
  consoleRecallRoutes,
  consoleReviewRoutes,
  consoleSupplierClaimRoutes,
  consoleSupplierRoutes,
  consoleTicketRoutes,
  consoleWithdrawnRoutes,
] as const;
