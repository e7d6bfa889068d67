// Written by `npm run gen`: the routes of each noun.
export { alertRoutes } from './alerts.ts';
export { balanceRoutes } from './balance.ts';
export { businessRoutes } from './business.ts';
export { catalogueRoutes } from './catalogue.ts';
export { claimRoutes } from './claims.ts';
export { documentRoutes } from './documents.ts';
export { getStartedRoutes } from './get-started.ts';
export { inventoryRoutes } from './inventory.ts';
export { keyRoutes } from './keys.ts';
export { orderCodeRoutes } from './order-codes.ts';
export { orderRoutes } from './orders.ts';
export { publicKeyRoutes } from './public-key.ts';
export { purchaseRoutes } from './purchases.ts';
export { recallRoutes } from './recalls.ts';
export { requestLogRoutes } from './request-log.ts';
export { signUpRoutes } from './sign-up.ts';
export { ticketRoutes } from './tickets.ts';
export { webhookEndpointRoutes, webhookEventRoutes } from './webhooks.ts';
