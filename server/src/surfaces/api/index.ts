import { operations } from '@psnb2b/contract';
import { everyRoute } from '../../kit/http/index.ts';
import type { ApiRoute } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { balanceRoutes } from './balance.ts';
import { claimRoutes } from './claims.ts';
import { documentRoutes } from './document.ts';
import { inventoryRoutes } from './inventory.ts';
import { keyReportRoutes } from './key-reports.ts';
import { orderRoutes } from './orders.ts';
import { deliveryRoutes, endpointRoutes, eventRoutes } from './webhooks.ts';

/** The partner API: programs with a key. */
export function apiRoutes(parts: Parts): ApiRoute[] {
  return everyRoute(
    operations,
    inventoryRoutes(parts),
    balanceRoutes(parts),
    orderRoutes(parts),
    claimRoutes(parts),
    endpointRoutes(parts),
    deliveryRoutes(parts),
    eventRoutes(parts),
    documentRoutes(parts),
    keyReportRoutes(parts),
  );
}
