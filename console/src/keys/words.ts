import type { KeyStatus } from '@psnb2b/contract/states';

/** The texts about the keys of a business. */
export const words = {
  title: 'API keys',
  none: 'No keys yet',
  noneHint: 'Issue the first live key after the approval.',
  key: 'Key',
  status: 'State',
  statuses: {
    unseen: 'Pending',
    active: 'Active',
    expired: 'Expired',
    revoked: 'Revoked',
  } satisfies Record<KeyStatus, string>,
  modes: { live: 'Live', test: 'Test' },
  name: 'Name',
  nameOf: (hint: string) => `Name ${hint}`,
  nameHint: 'What the business calls it, such as the program that uses it. It may be empty.',
  named: 'The key is named.',
  scopes: 'Scopes',
  limits: 'Limits',
  perMinute: (requests: string, orders: string) =>
    `${requests} requests, ${orders} orders a minute`,
  networks: 'Networks',
  networksHint: 'One per line, such as 192.0.2.0/24. Empty: from everywhere.',
  everywhere: 'everywhere',
  created: 'Issued',
  expires: 'Expires',
  lastUsed: 'Last used',
  neverUsed: 'Never',
  issue: 'Issue a key',
  issued: 'The key is issued. Somebody at the business can reveal it once, in the portal.',
  mode: 'Mode',
  requests: 'Requests a minute',
  orders: 'Orders a minute',
  dailySpend: 'Spending cap a day (UTC)',
  dailyQuantity: 'Codes a day (UTC)',
  capHint: 'Empty: no cap.',
  change: 'Change',
  changed: 'The key was changed.',
  rotate: 'Rotate',
  rotateSays:
    'A new key is issued, which the partner can reveal once. The old key stays valid for 24 hours.',
  revoke: 'Revoke',
  revokeSays: (hint: string) =>
    `Within a second, ${hint} is refused everywhere. It never works again.`,
  reason: 'Reason',
};
