import { portalOperations } from '@psnb2b/contract';
import { everyRoute } from '../../kit/http/index.ts';
import { portalFileRoutes } from '../both/files.ts';
import { bothRoutes } from '../both/index.ts';
import { colleagueRoutes } from '../both/people.ts';
import type { PortalRoute } from '../calls.ts';
import type { Parts } from '../parts.ts';
import * as nouns from './nouns.ts';

/** All routes of the portal. */
export function portalRoutes(parts: Parts): PortalRoute[] {
  return everyRoute(
    portalOperations,
    bothRoutes(parts, 'portal'),
    colleagueRoutes(parts),
    portalFileRoutes(parts),
    ...Object.values(nouns).map((routes) => routes(parts)),
  );
}
