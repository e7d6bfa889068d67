import { portalPages } from '@psnb2b/contract/states';

/** Every address of the portal, below `/portal`. Those that the server links to are the contract's. */
export const to = {
  ...portalPages,
  overview: '/overview',
  signIn: '/sign-in',
  signUp: '/sign-up',
  forgot: '/forgot-password',
  enrol: '/second-factor',
  newClaim: (order?: string) => `/claims/new${order ? `?order=${order}` : ''}`,
  newTicket: (topic?: string) => `/support/new${topic ? `?topic=${topic}` : ''}`,
} as const;
