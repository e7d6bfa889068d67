import { portalOperations } from '@psnb2b/contract';
import { everyRoute } from '../../kit/http/index.ts';
import { accountRoutes } from '../both/account.ts';
import { documentRoutes } from '../both/document.ts';
import { factorRoutes } from '../both/factors.ts';
import { portalFileRoutes } from '../both/files.ts';
import { colleagueRoutes } from '../both/people.ts';
import { signInRoutes } from '../both/sign-in.ts';
import type { PortalRoute } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { balanceRoutes } from './balance.ts';
import { businessRoutes } from './business.ts';
import { catalogueRoutes } from './catalogue.ts';
import { claimRoutes } from './claims.ts';
import { getStartedRoutes } from './get-started.ts';
import { keyRoutes } from './keys.ts';
import { publicKeyRoutes } from './public-key.ts';
import { signUpRoutes } from './sign-up.ts';
import { ticketRoutes } from './tickets.ts';

/** The routes of the portal API. */
export function portalRoutes(parts: Parts): PortalRoute[] {
  return everyRoute(
    portalOperations,
    documentRoutes(parts, 'portal'),
    signInRoutes(parts, 'portal'),
    accountRoutes(parts, 'portal'),
    factorRoutes(parts),
    catalogueRoutes(parts),
    signUpRoutes(parts),
    colleagueRoutes(parts),
    publicKeyRoutes(parts),
    claimRoutes(parts),
    getStartedRoutes(parts),
    businessRoutes(parts),
    balanceRoutes(parts),
    portalFileRoutes(parts),
    ticketRoutes(parts),
    keyRoutes(parts),
  );
}
