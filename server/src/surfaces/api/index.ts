import { operations } from '@psnb2b/contract';
import { everyRoute } from '../../kit/http/index.ts';
import type { ApiRoute } from '../calls.ts';
import type { Parts } from '../parts.ts';
import * as nouns from './nouns.ts';

/** The partner API: programs with a key. */
export function apiRoutes(parts: Parts): ApiRoute[] {
  return everyRoute(operations, ...Object.values(nouns).map((routes) => routes(parts)));
}
