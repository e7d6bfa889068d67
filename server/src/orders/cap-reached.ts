import { assert } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { formatMoney } from '../kit/money.ts';
import { Refusal } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';
import { usageOfDay } from '../partners/index.ts';
import type { Entry } from './member.ts';

/** The cap of its key that an order would exceed, with its present use and when it resets. */
export async function capReached(
  db: Db,
  { cap, terms }: Pick<Entry, 'cap' | 'terms'>,
  at: Date,
): Promise<Refusal<'key_cap_reached'>> {
  assert(cap, 'an order refused for a cap has one');
  const day = Math.floor(at.getTime() / DAY_MS);
  const used = await usageOfDay(db, cap.group, new Date(day * DAY_MS));
  const resets_at = new Date((day + 1) * DAY_MS).toISOString();
  const { spend, quantity } = cap;
  if (quantity !== null && (spend === null || used.quantity + terms.quantity > quantity)) {
    const members = { cap: 'quantity', limit: quantity, used: used.quantity, resets_at } as const;
    return new Refusal('key_cap_reached', members);
  }
  assert(spend !== null, 'one of its caps is set');
  const money = (minor: number) => formatMoney(minor, terms.currency);
  return new Refusal('key_cap_reached', {
    cap: 'spend',
    limit: money(spend),
    used: money(used.spend),
    currency: terms.currency,
    resets_at,
  });
}
