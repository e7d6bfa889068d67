import { portalOperations } from '@psnb2b/contract';
import { everyRoute } from '../../kit/http/index.ts';
import { portalFileRoutes } from '../both/files.ts';
import { bothRoutes } from '../both/index.ts';
import { colleagueRoutes } from '../both/people.ts';
import type { PortalRoute } from '../calls.ts';
import { makeApart } from '../make-apart.ts';
import type { Parts } from '../parts.ts';
import * as nouns from './nouns.ts';

/** The routes of each noun of the portal. */
export function portalNouns(parts: Parts): PortalRoute[] {
  return Object.values(nouns).flatMap((each): PortalRoute[] => each(parts));
}

/** All routes of the portal. */
export function portalRoutes(parts: Parts): PortalRoute[] {
  const routes = everyRoute(
    portalOperations,
    bothRoutes(parts, 'portal'),
    colleagueRoutes(parts),
    portalFileRoutes(parts),
    portalNouns(parts),
  );
  return makeApart(parts.exports, 'portal', routes);
}
