import type { KeyStatus } from '@psnb2b/contract/states';

/** The texts of the page of API keys. */
export const words = {
  title: 'API keys',
  ask: 'Request a live key',
  key: 'Key',
  status: 'State',
  statuses: {
    unseen: 'Pending',
    active: 'Active',
    expired: 'Expired',
    revoked: 'Revoked',
  } satisfies Record<KeyStatus, string>,
  scopes: 'Scopes',
  limits: 'Limits',
  perMinute: (requests: string, orders: string) =>
    `${requests} requests, ${orders} orders a minute`,
  spendCap: (amount: string) => `at most ${amount} a day`,
  quantityCap: (codes: string) => `at most ${codes} codes a day`,
  networks: 'Networks',
  everywhere: 'everywhere',
  lastUsed: 'Last used',
  never: 'Never',
  expires: 'Expires',
  issued: 'issued',
  none: 'No keys yet',
  noneHint: 'Issue a test key: it works immediately, and costs nothing.',
  reveal: 'Reveal the key',
  revealSays:
    'We show the key once, to you. Copy it into your secret store before you close the window. It works from then on.',
  revealed: 'This key was revealed already; a key is shown once.',
  ended: 'This key no longer works.',
  shownTitle: 'Your new key',
  shownLead: 'We show it only this once. We store a keyed hash of it and nothing else.',
  shownUntil: 'It expires on',
  shownKept: 'I have saved it',
  try: 'Try it',
  tryOrder: 'Try it: place a test order',
  tryCodes: 'Then read its codes; put the id of the order in place of ORDER_ID',
  useInDocs: 'Use it in the documentation',
  revoke: 'Revoke',
  revokeSays: (hint: string) =>
    `Within a second, ${hint} is refused everywhere. It never works again.`,
  reason: 'Reason',
  restrict: 'Restrict',
  rotate: 'Request rotation',
};

/** The texts about the name of a key. */
export const nameWords = {
  issue: 'Issue a test key',
  act: 'Name',
  of: (hint: string) => `Name ${hint}`,
  name: 'Name',
  hint: 'What your people call it, such as the program that uses it. You can leave it empty, and change it at any time.',
  done: 'The key is named.',
};

/** The texts about restricting a key. */
export const restrictWords = {
  title: (hint: string) => `Restrict ${hint}`,
  lead: 'A key should be able to do what its program needs, and no more. You can only restrict it here; to extend it again, open a ticket.',
  scopes: 'Scopes',
  networks: 'Only from these networks',
  networksHint: 'One per line, as address/length. Empty: from everywhere.',
  networksSample: '192.0.2.0/24',
  dailySpend: (currency: string) => `Spending cap a day, in ${currency}`,
  dailyQuantity: 'Codes a day, at most',
  capHint: 'A UTC day. Empty: no cap.',
  submit: 'Restrict the key',
  done: 'The key is restricted.',
};

/** The texts about the test balance. */
export const testMoneyWords = {
  title: 'Test balance',
  lead: 'What test keys can spend. It is not real money: set it as high or as low as your test needs.',
};
