import type { WebApp } from '@psnb2b/contract';
import type { AccountRoute } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { accountRoutes } from './account.ts';
import { documentRoutes } from './document.ts';
import { factorRoutes } from './factors.ts';
import { liveRoutes } from './live.ts';
import { signInRoutes } from './sign-in.ts';
import { viewRoutes } from './views.ts';

/** What people do in either web app. */
export function bothRoutes(parts: Parts, webApp: WebApp): AccountRoute[] {
  return [
    documentRoutes,
    signInRoutes,
    accountRoutes,
    factorRoutes,
    viewRoutes,
    liveRoutes,
  ].flatMap((routes) => routes(parts, webApp));
}
