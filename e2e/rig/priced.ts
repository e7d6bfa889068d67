import { bodyOf, stepUp, type Visitor } from '@psnb2b/server/testkit';
import type { Desk } from './desk.ts';

type Made = { readonly id: string };

/** Sets an own price of the business above its list, for a product that it buys nowhere here. */
export async function pricedAlone({ clock }: Desk, admin: Visitor, partner: string): Promise<void> {
  await stepUp(clock, admin);
  const own = { sku: 'PSN-JP-1100', price: '7.20', before: null };
  await bodyOf(clock, admin.post(`/partners/${partner}/prices`, own));
}

/** Changes a list price now and another one in a week: the id of the second change. */
export async function repriced({ clock }: Desk, admin: Visitor): Promise<string> {
  const line = (sku: string, before: string, after: string) => ({
    lines: [{ sku, currency: 'USD', before, after }],
    ...{ jumps: [], reason: 'The supplier charges more from December.' },
  });
  await stepUp(clock, admin);
  const now = line('PSN-US-20', '19.00', '19.20');
  await bodyOf(clock, admin.post<Made>('/price-changes', now));
  const week = new Date(clock.now().getTime() + 7 * 86_400_000).toISOString();
  const later = { ...line('PSN-US-100', '93.00', '95.00'), takes_effect_at: week };
  return (await bodyOf(clock, admin.post<Made>('/price-changes', later))).id;
}

/** Adds a price list with a fixed price, at which the business buys: its id. */
export async function priceListed(
  { clock }: Desk,
  admin: Visitor,
  partner_id: string,
): Promise<string> {
  const list = { name: 'Resellers in the north', currency: 'USD' };
  await stepUp(clock, admin);
  const { id } = await bodyOf(clock, admin.post<Made>('/price-lists', list));
  const fixed = { body: { price: '98.00', before: null } };
  await bodyOf(clock, admin.call('PUT', `/price-lists/${id}/prices/PSN-US-100`, fixed));
  await bodyOf(clock, admin.post(`/price-lists/${id}/partners`, { partner_id }));
  return id;
}
