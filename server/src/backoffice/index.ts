export { announceInventory } from './announce-inventory.ts';
export { registerPartner } from './register-partner.ts';
export { type Verified, verify } from './verify.ts';
