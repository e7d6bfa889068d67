// Written by `npm run gen`.
import { auditRoutes } from './audit.ts';
import { claimFiguresRoutes } from './claim-figures.ts';
import { claimTermsRoutes } from './claim-terms.ts';
import { claimRoutes } from './claims.ts';
import { emailRoutes } from './emails.ts';
import { keyRoutes } from './keys.ts';
import { lotRoutes } from './lots.ts';
import { partnerRoutes } from './partners.ts';
import { productRoutes } from './products.ts';
import { proposalRoutes } from './proposals.ts';
import { quotaRoutes } from './quotas.ts';
import { recallRoutes } from './recalls.ts';
import { reviewRoutes } from './reviews.ts';
import { supplierClaimRoutes } from './supplier-claims.ts';
import { supplierRoutes } from './suppliers.ts';
import { ticketRoutes } from './tickets.ts';
import { todayRoutes } from './today.ts';
import { withdrawnRoutes } from './withdrawn.ts';

/** The routes of each noun. */
export const nouns = [
  auditRoutes,
  claimFiguresRoutes,
  claimTermsRoutes,
  claimRoutes,
  emailRoutes,
  keyRoutes,
  lotRoutes,
  partnerRoutes,
  productRoutes,
  proposalRoutes,
  quotaRoutes,
  recallRoutes,
  reviewRoutes,
  supplierClaimRoutes,
  supplierRoutes,
  ticketRoutes,
  todayRoutes,
  withdrawnRoutes,
] as const;
