import { consolePages, portalPages } from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import type { Kind } from '../kind.ts';
import { minuteOf } from '../minute-of.ts';
import { type NamedKey, nameOfKey } from './keys.ts';

const toThePerson = {
  to: 'person',
  email: 'chosen',
  page: () => ({ portal: portalPages.alerts, console: consolePages.account }),
} as const;

interface Reminding {
  /** It was said a day before, and is still true. */
  readonly isReminder: boolean;
}

const is = ({ isReminder }: Reminding) => (isReminder ? 'is still' : 'is');

/** Warnings that a person has asked for. */
export const alertKinds = {
  'alert.balance_low': {
    ...toThePerson,
    sentence: (facts: Reminding & { available: number; threshold: number; currency: string }) =>
      `Your balance ${is(facts)} below your line: ${formatMoney(facts.available, facts.currency)} of ` +
      `${formatMoney(facts.threshold, facts.currency)} ${facts.currency}.`,
    more: () =>
      'We say it again only after the balance was above the line by a tenth, or after a deposit.',
  },
  'alert.product_low': {
    ...toThePerson,
    sentence: (facts: Reminding & { sku: string; left: number }) =>
      `${facts.sku} ${is(facts)} low: ${codes(facts.left)} in stock.`,
  },
  'alert.product_back': {
    ...toThePerson,
    sentence: ({ sku, left }: { sku: string; left: number }) =>
      `${sku} is back: ${codes(left)} in stock.`,
  },
  'alert.endpoint_failing': {
    ...toThePerson,
    sentence: (facts: { mode: 'live' | 'test'; endpointId: string; failingSince: Date }) =>
      `Your ${facts.mode} webhook endpoint ${formatId('whe', facts.endpointId)} has accepted no delivery since ` +
      `${minuteOf(facts.failingSince)}.`,
    more: ({ disabledFrom }: { disabledFrom: Date }) =>
      `Without a success it is disabled at ${minuteOf(disabledFrom)}. Every event is kept for 30 days.`,
  },
  'alert.key_expires': {
    ...toThePerson,
    sentence: ({ key, days, expiresAt }: { key: NamedKey; days: number; expiresAt: Date }) =>
      `The ${nameOfKey(key)} expires in ${days === 1 ? 'a day' : `${days} days`}, at ` +
      `${minuteOf(expiresAt)}.`,
    more: () => 'Rotate it in time: the old key and the new one work side by side for a while.',
  },
} as const satisfies Record<string, Kind>;

function codes(count: number): string {
  return count === 1 ? 'one code' : `${count} codes`;
}
