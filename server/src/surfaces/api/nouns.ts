// Written by `npm run gen`: the routes of each noun.
export { balanceRoutes } from './balance.ts';
export { claimRoutes } from './claims.ts';
export { documentRoutes } from './document.ts';
export { inventoryRoutes } from './inventory.ts';
export { keyReportRoutes } from './key-reports.ts';
export { meRoutes } from './me.ts';
export { orderRoutes } from './orders.ts';
export { requestRoutes } from './requests.ts';
export { testModeRoutes } from './test-mode.ts';
export { deliveryRoutes, endpointRoutes, eventRoutes } from './webhooks.ts';
