import { consoleOperations } from '@psnb2b/contract';
import { everyRoute } from '../../kit/http/index.ts';
import { accountRoutes } from '../both/account.ts';
import { documentRoutes } from '../both/document.ts';
import { factorRoutes } from '../both/factors.ts';
import { consoleFileRoutes } from '../both/files.ts';
import { staffRoutes } from '../both/people.ts';
import { signInRoutes } from '../both/sign-in.ts';
import type { ConsoleRoute } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { nouns } from './nouns.ts';

/** All routes of the console. */
export function consoleRoutes(parts: Parts): ConsoleRoute[] {
  return everyRoute(
    consoleOperations,
    documentRoutes(parts, 'console'),
    signInRoutes(parts, 'console'),
    accountRoutes(parts, 'console'),
    factorRoutes(parts),
    staffRoutes(parts),
    consoleFileRoutes(parts),
    ...nouns.map((routes) => routes(parts)),
  );
}
