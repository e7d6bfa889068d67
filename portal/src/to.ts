/** Every address of the portal, below `/portal`. */
export const to = {
  home: '/',
  signIn: '/sign-in',
  signUp: '/sign-up',
  forgot: '/forgot-password',
  link: '/link',
  enrol: '/second-factor',
  business: '/business',
  tickets: '/support',
  newTicket: (topic?: string) => `/support/new${topic ? `?topic=${topic}` : ''}`,
  ticket: (id: string) => `/support/${id}`,
  keys: '/developers/keys',
  team: '/settings/team',
  account: '/settings/account',
  notifications: '/notifications',
} as const;
