/**
 * The pages that e-mails and notifications link to: addresses below `/portal` and `/console`. The server can link to no others
 * (`PortalPage`, `ConsolePage`), the apps use these, and a test in each app checks that its routes include every one.
 */
declare const webApp: unique symbol;
/** A page of the portal, below `/portal`. */
export type PortalPage = string & { readonly [webApp]: 'portal' };
/** A page of the console, below `/console`. */
export type ConsolePage = string & { readonly [webApp]: 'console' };

export const portalPages = {
  home: inPortal('/'),
  documents: inPortal('/balance/documents'),
  business: inPortal('/business'),
  balance: inPortal('/balance'),
  alerts: inPortal('/settings/alerts'),
  topUp: inPortal('/balance/top-up'),
  order: (id: string) => inPortal(`/orders/${id}`),
  keys: inPortal('/developers/keys'),
  endpoint: (id: string) => inPortal(`/developers/webhooks/${id}`),
  tickets: inPortal('/support'),
  ticket: (id: string) => inPortal(`/support/${id}`),
  claims: inPortal('/claims'),
  claim: (id: string) => inPortal(`/claims/${id}`),
  recall: (id: string) => inPortal(`/recalls/${id}`),
  publicKey: inPortal('/settings/public-key'),
  team: inPortal('/settings/team'),
  account: inPortal('/settings/account'),
  notifications: inPortal('/notifications'),
} as const;

export const consolePages = {
  home: inConsole('/'),
  orders: inConsole('/orders'),
  order: (id: string) => inConsole(`/orders/${id}`),
  setUp: inConsole('/set-up'),
  review: (id: string) => inConsole(`/reviews/${id}`),
  ticket: (id: string) => inConsole(`/tickets/${id}`),
  lot: (id: string) => inConsole(`/lots/${id}`),
  import: (id: string) => inConsole(`/imports/${id}`),
  stock: inConsole('/stock'),
  products: inConsole('/prices'),
  product: (sku: string) => inConsole(`/prices/${sku}`),
  priceFloors: inConsole('/price-floors'),
  tiers: inConsole('/tiers'),
  partner: (id: string) => inConsole(`/partners/${id}`),
  priceList: (id: string) => inConsole(`/price-lists/${id}`),
  priceChange: (id: string) => inConsole(`/price-changes/${id}`),
  deposits: inConsole('/deposits'),
  depositMethods: inConsole('/deposits/methods'),
  staff: inConsole('/staff'),
  proposals: inConsole('/proposals'),
  quotas: inConsole('/quotas'),
  company: inConsole('/company'),
  incident: (id: string) => inConsole(`/incidents/${id}`),
  audit: inConsole('/audit'),
  account: inConsole('/account'),
  notifications: inConsole('/notifications'),
} as const;

/** The page for a link with a token, by purpose; in both apps. */
export const linkPages = {
  sign_up: '/sign-up/confirm',
  password_reset: '/reset',
  invitation: '/join',
  email_change: '/confirm-email',
} as const;

/** Each of them once, as an address with some id. */
export function addressesOf(pages: Readonly<Record<string, Address>>): string[] {
  return Object.values(pages).map((page) => (typeof page === 'string' ? page : page('some_id')));
}
type Address = string | ((id: string) => string);

function inPortal(path: string): PortalPage {
  return path as PortalPage;
}
function inConsole(path: string): ConsolePage {
  return path as ConsolePage;
}
