import type { Alert, AlertKind } from '@psnb2b/contract';
import { groupDigits } from '@psnb2b/ui';

const plural = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${groupDigits(count)} ${many}`;

/** The texts of the page about alerts. */
export const alertWords = {
  guide: 'How alerts work, and which events your programs get',
  label: 'Your alerts',
  add: 'Add an alert',
  edit: 'Edit',
  editOf: (kind: string, product: string | null) =>
    product === null ? `Edit: ${kind}` : `Edit: ${kind}, ${product}`,
  what: 'What',
  line: 'When',
  channels: 'Sent by',
  fired: 'Last fired',
  never: 'never',
  state: 'State',
  states: { armed: 'Armed', fired: 'Fired', muted: 'Muted', off: 'Off' } satisfies Record<
    Alert['state'],
    string
  >,
  kinds: {
    balance_low: 'Low balance',
    product_low: 'Product is low',
    product_back: 'Product is back',
    endpoint_failing: 'Webhook endpoint fails',
    key_expires: 'API key expires',
  } satisfies Record<AlertKind, string>,
  counts: {
    balance_low: '',
    product_low: 'Codes left, or fewer',
    product_back: '',
    endpoint_failing: 'Hours of failures',
    key_expires: 'Days before the end',
  } satisfies Record<AlertKind, string>,
  lowHint: 'Empty: 20 codes.',
  lineOf: (kind: AlertKind, count: number | null) => {
    if (count === null) return 'in stock again';
    if (kind === 'product_low') return `${plural(count, 'code', 'codes')} left`;
    if (kind === 'key_expires') return `${plural(count, 'day', 'days')} before`;
    return `after ${plural(count, 'hour', 'hours')}`;
  },
  channelsOf: (byEmail: boolean) => (byEmail ? 'notification, e-mail' : 'notification'),
  below: 'Balance below',
  product: 'Product',
  byEmail: 'Send an e-mail as well',
  on: 'Warn me',
  watch: 'Watch this product',
  mute: 'Mute for hours',
  muteHint: 'Leave it empty, and nothing is muted.',
  saved: 'Saved.',
  none: 'No alerts yet',
  noneHint: 'Add an alert for your balance, or for a product that you wait for.',
  people: 'Who is warned of what',
  peopleLead: 'Everybody sets their own alerts.',
  person: 'Person',
  role: 'Role',
  warnedOf: 'Warned of',
  nothing: 'Nothing',
};
