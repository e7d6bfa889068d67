import type { DoorRoute } from '../both/door-reply.ts';
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

/** All calls of staff except those about their own account, one line per noun. */
const nouns = [
  consoleStaffRoutes,
  consoleFileRoutes,
  consoleProposalRoutes,
  consoleQuotaRoutes,
  consoleProductRoutes,
  consoleAuditRoute,
  consoleEmailRoutes,
  consoleClaimRoutes,
  consoleClaimFiguresRoutes,
  consoleRecallRoutes,
  consoleSupplierClaimRoutes,
  consoleSupplierRoutes,
  consoleLotRoutes,
  consoleWithdrawnRoutes,
  consoleClaimTermsRoutes,
  consolePartnerRoutes,
  consoleKeyRoutes,
  consoleReviewRoutes,
  consoleTicketRoutes,
] as const;

/** What all of them need. */
type Parts<Functions> = (
  Functions extends (parts: infer Each) => unknown
    ? (each: Each) => void
    : never
) extends (all: infer All) => void
  ? All
  : never;

export function consoleRoutesOf(parts: Parts<(typeof nouns)[number]>): DoorRoute[] {
  return nouns.flatMap((routes) => routes(parts));
}
