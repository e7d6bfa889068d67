import type { FieldError } from '../kit/refusal.ts';
import type { Tier } from './price.ts';

const NAME_LENGTH_MAX = 40;
/** A discount of 100 % would give codes away. */
export const DISCOUNT_BPS_MAX = 9_999;
const TIERS_PER_CURRENCY_MAX = 50;

export interface TierFault {
  /** Of the tier. */
  readonly index: number;
  readonly member: 'name' | 'volume_30d' | 'discount_percent';
  readonly code: FieldError['code'];
  readonly detail: string;
}

/** What is wrong with the tiers of a currency: names differ, the first begins at 0, and volumes rise. */
export function tiersFaults(currency: string, tiers: readonly Tier[]): TierFault[] {
  return tiers.flatMap(({ name, volume30d, discountBps }, index) => {
    const faults: TierFault[] = [];
    const fault = (member: TierFault['member'], code: TierFault['code'], detail: string) =>
      faults.push({ index, member, code, detail });
    const before = tiers.slice(0, index);
    const last = before.at(-1);
    if (name.trim() === '' || name.length > NAME_LENGTH_MAX) {
      fault('name', 'max_length', `The name must have 1 to ${NAME_LENGTH_MAX} characters.`);
    } else if (before.some((each) => each.name === name)) {
      fault('name', 'repeated', `${currency} already has a tier ${name}.`);
    }
    if (index >= TIERS_PER_CURRENCY_MAX) {
      fault('name', 'max_items', `A currency has at most ${TIERS_PER_CURRENCY_MAX} tiers.`);
    }
    if (discountBps < 0 || discountBps > DISCOUNT_BPS_MAX) {
      fault('discount_percent', 'maximum', 'The discount must be 0 to 99.99 per cent.');
    }
    if (!last && volume30d !== 0) {
      fault('volume_30d', 'maximum', `The first tier of ${currency} must begin at 0.`);
    } else if (last && volume30d <= last.volume30d) {
      fault('volume_30d', 'minimum', 'The volume must be above that of the previous tier.');
    }
    return faults;
  });
}
