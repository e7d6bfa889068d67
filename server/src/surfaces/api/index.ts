import { operations } from '@psnb2b/contract';
import { everyRoute } from '../../kit/http/index.ts';
import type { ApiRoute } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { withErrorsOnDemand } from './errors-on-demand.ts';
import * as nouns from './nouns.ts';

/** The partner API: programs with a key. */
export function apiRoutes(parts: Parts): ApiRoute[] {
  const routes = Object.values(nouns).map((routesOf) => routesOf(parts));
  return everyRoute(operations, ...routes).map(withErrorsOnDemand);
}
