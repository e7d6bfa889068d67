import type { SettingEffect, SettingWithEffect } from '@psnb2b/contract';
import { groupDigits } from '@psnb2b/ui';

type Counted = Pick<SettingEffect, 'affected' | 'counted' | 'days' | 'is_capped'>;

/** What a value of a setting would have meant, as one sentence. */
export function sayEffect(setting: SettingWithEffect, effect: Counted): string {
  const { affected, counted, days, is_capped: isCapped } = effect;
  const [one, many, said] = sentences[setting];
  const period = isCapped ? '' : days === null ? '' : ` of the last ${days} days`;
  if (counted === 0) return `There are no ${many}${period} to compare with.`;
  const latest = isCapped ? 'latest ' : '';
  const all = counted === 1 ? `1 ${latest}${one}` : `${groupDigits(counted)} ${latest}${many}`;
  return `${groupDigits(affected)} of ${all}${period} ${said}.`;
}

/** What is counted, and what is said of those that a value concerns. */
const sentences: Readonly<Record<SettingWithEffect, readonly [string, string, string]>> = {
  approval_limit: ['order', 'orders', 'would have needed approval'],
  credit_limit: ['order', 'orders', 'would have lacked money'],
  invoice_limit: ['invoice order', 'invoice orders', 'would have exceeded this'],
  holds_open: ['hold', 'holds', 'would have been one too many'],
  hold_seconds: ['hold', 'holds', 'were placed for longer than this'],
  requests_a_minute: ['request', 'requests', 'would have been refused'],
  orders_a_minute: ['call for an order', 'calls for an order', 'would have been refused'],
  claim_limit: ['claim decision', 'claim decisions', 'would have needed a second person'],
  claim_answer: ['claim', 'claims', 'waited longer for the first response'],
  claim_decision: [
    'claim',
    'claims',
    'waited longer for the decision, including the time that we waited for the partner',
  ],
  return_hours: ['returned code', 'returned codes', 'were returned later than this'],
  payment_days: ['business', 'businesses', 'would get this term; the others have their own'],
  price_floor: ['product', 'products', 'with a known cost would be listed below this floor'],
  stock_release: ['lot', 'lots', 'would have waited for a second person'],
  stock_discard: ['discard', 'discards', 'would have needed a second admin'],
  quota: ['owner', 'owners', 'exceeded this on one day'],
};

export const effectWords = {
  /** The same with the value that applies now. */
  now: (effect: Counted) => `With the present value: ${groupDigits(effect.affected)}.`,
};
