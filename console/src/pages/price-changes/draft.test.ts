/**
 * Guards: new figures for a planned change take nothing away that was typed, unticked or confirmed while they were on their way, and
 * nothing that is not planned yet can be confirmed.
 */
import type { PlannedPrice, PriceChangePlan } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { type ChangeDraft, draftOf, replanned, toggled, typedOver, wantedOf } from './draft.ts';

const line = (sku: string, after: string, before = '9.00'): PlannedPrice => ({
  sku,
  region_name: 'United States',
  denomination: 10,
  face_currency: 'USD',
  currency: 'USD',
  before,
  after,
  change_bps: 0,
  cost_high: null,
  margin_before_bps: null,
  margin_after_bps: null,
  available: 0,
  floor: null,
  below_floor: false,
  needs_two: false,
  jump: null,
  own_prices: 0,
  scheduled_at: null,
});
const planOf = (...lines: PlannedPrice[]): PriceChangePlan => ({
  object: 'price_change_plan',
  lines,
  unchanged: 0,
  skipped: [],
  partners: { concerned: 0, large: [], large_count: 0 },
});
const [a, b] = [line('A', '10.00'), line('B', '20.00')];
const begun = () => draftOf(planOf(a, b));
const pricesOf = (draft: ChangeDraft) => wantedOf(draft).map(({ after }) => after);

test('a price typed while figures are on their way stays, and is not planned yet', () => {
  const asked = typedOver(begun(), a, '11.00');
  const now = typedOver(asked, b, '22.00');
  const after = replanned(now, asked, planOf(line('A', '11.00'), b));
  expect(pricesOf(after)).toEqual(['11.00', '22.00']);
  expect([...after.typed]).toEqual([['B USD', '22.00']]);
  const planned = replanned(after, after, planOf(line('A', '11.00'), line('B', '22.00')));
  expect(planned.typed.size).toBe(0);
});

test('a price typed back, or a third one, is what counts, not the one that was asked', () => {
  const asked = typedOver(begun(), a, '11.00');
  const plan = planOf(line('A', '11.00'), b);
  expect(pricesOf(replanned(typedOver(asked, a, '10.00'), asked, plan))[0]).toBe('10.00');
  expect(pricesOf(replanned(typedOver(asked, a, '12.00'), asked, plan))[0]).toBe('12.00');
  expect(typedOver(asked, a, '10.00').typed.size).toBe(0);
});

test('a line that was taken out meanwhile stays out, and one whose price changes nothing any more goes', () => {
  const asked = typedOver(begun(), a, '9.00');
  const now = { ...asked, out: toggled(asked.out, 'B USD') };
  const after = replanned(now, asked, planOf(b));
  expect([...after.out]).toEqual(['B USD']);
  expect(after.plan.lines).toEqual([b]);
  const retyped = replanned(typedOver(asked, a, '9.50'), asked, planOf(b));
  expect(pricesOf(retyped)).toEqual(['9.50', '20.00']);
});

test('a confirmed jump stays confirmed while its line is the same', () => {
  const asked = { ...typedOver(begun(), a, '99.00'), jumps: new Set(['B USD']) };
  const now = { ...asked, jumps: new Set(['A USD', 'B USD']) };
  const same = replanned(now, asked, planOf(line('A', '99.00'), b));
  expect([...same.jumps]).toEqual(['B USD']);
  const moved = replanned(now, asked, planOf(line('A', '99.00'), line('B', '20.00', '2.00')));
  expect([...moved.jumps]).toEqual([]);
});

test('figures for another plan change nothing', () => {
  const now = begun();
  expect(replanned(now, begun(), planOf(line('A', '1.00')))).toBe(now);
});
