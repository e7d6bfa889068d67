import { consoleOperations } from '@psnb2b/contract';
import { everyRoute } from '../../kit/http/index.ts';
import { consoleFileRoutes } from '../both/files.ts';
import { bothRoutes } from '../both/index.ts';
import { staffRoutes } from '../both/people.ts';
import type { ConsoleRoute } from '../calls.ts';
import { makeApart } from '../make-apart.ts';
import type { Parts } from '../parts.ts';
import * as nouns from './nouns.ts';
import { recordExports } from './record-exports.ts';

/** The routes of each noun of the console. */
export function consoleNouns(parts: Parts): ConsoleRoute[] {
  return Object.values(nouns).flatMap((each): ConsoleRoute[] => each(parts));
}

/** All routes of the console; files that they export are recorded. */
export function consoleRoutes(parts: Parts): ConsoleRoute[] {
  const routes = everyRoute(
    consoleOperations,
    bothRoutes(parts, 'console'),
    staffRoutes(parts),
    consoleFileRoutes(parts),
    consoleNouns(parts),
  );
  return recordExports(parts, makeApart(parts.exports, 'console', routes));
}
