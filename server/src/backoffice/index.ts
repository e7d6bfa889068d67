export { announceInventory } from './announce-inventory.ts';
export { auditRoute } from './audit-route.ts';
export { emailRoutes } from './email-routes.ts';
export { foundPartner, registerPartner } from './register-partner.ts';
export { signUpRoutes } from './sign-up-routes.ts';
export { type Verified, verify } from './verify.ts';
