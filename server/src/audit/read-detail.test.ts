/** Guards: what an entry records is read as words with units: no braces, no minor units, no amount without its currency. */
import { expect, test } from 'vitest';
import { readDetail } from './read-detail.ts';

const read = (action: string, detail: object, more: { subject?: string; currency?: string } = {}) =>
  readDetail(
    { action, subject: more.subject ?? 'x_1', detail: JSON.stringify(detail) },
    more.currency ?? null,
  );

test('a change of several values is one line each, and unchanged values are none', () => {
  const before = { role: 'buyer', disabled: false, creditLimit: 100, currency: 'USD' };
  const after = { role: 'finance', disabled: false, creditLimit: 125_050, currency: 'USD' };
  expect(read('user.changed', { before, after, reason: 'She moved.' })).toEqual({
    reason: 'She moved.',
    changes: [
      { member: 'role', before: 'buyer', after: 'finance' },
      { member: 'credit_limit', before: '1.00 USD', after: '1250.50 USD' },
    ],
    facts: [],
  });
});

test('one value is named by its action', () => {
  const [change] = read('return_terms.set', { before: 24, after: 48 }).changes;
  expect(change).toEqual({ member: 'return_hours', before: '24 h', after: '48 h' });
  expect(read('price_floor.set', { from_bps: null, to_bps: 150 }).changes).toEqual([
    { member: 'margin_bps', before: null, after: '1.5 %' },
  ]);
});

test('money has the currency of the detail, of the subject, or of the business, in that order', () => {
  const value = (result: ReturnType<typeof read>) =>
    result.changes[0]?.after ?? result.facts[0]?.value;
  expect(value(read('order.placed', { total: 4625, currency: 'JPY' }, { currency: 'USD' }))).toBe(
    '4625 JPY',
  );
  const limit = { before: 0, one_person_max: 90_000 };
  expect(value(read('claim_limit.set', limit, { subject: 'EUR' }))).toBe('900.00 EUR');
  expect(value(read('claim.decided', { amount: 1403 }, { currency: 'USD' }))).toBe('14.03 USD');
  const sent = { sent_amount: '0.5', sent_currency: 'ETH', amount: 4000, currency: 'EUR' };
  expect(read('deposit.recorded', sent).facts.map((each) => each.value)).toEqual([
    '0.5 ETH',
    '40.00 EUR',
  ]);
});

test('an amount in minor units without a currency is left out', () => {
  expect(read('claim.decided', { amount: 1403, status: 'approved' }).facts).toEqual([
    { member: 'status', value: 'approved' },
  ]);
});

test('a member with its own state before and after is a change', () => {
  expect(read('shop.set', { taxBps: { before: null, after: 1900 } }).changes).toEqual([
    { member: 'tax_bps', before: null, after: '19 %' },
  ]);
});

test('lists, members of members, durations and sizes are read as words', () => {
  const { facts } = read('x.y', {
    filters: { status: 'open', createdFrom: null },
    tiers: [{ name: 'Gold', volume_30d: '10.00', discount_bps: 250 }],
    ids: Array.from({ length: 22 }, (_, index) => `cod_${index}`),
    overlap_ms: 7_200_000,
    size_bytes: 2_048,
  });
  expect(Object.fromEntries(facts.map(({ member, value }) => [member, value]))).toMatchObject({
    filters_status: 'open',
    tiers: 'name Gold, volume 30d 10.00, discount 2.5 %',
    ids: expect.stringMatching(/cod_19 and 2 more$/),
    overlap_ms: '2 h',
    size_bytes: '2 KB',
  });
  expect(JSON.stringify(facts.map(({ value }) => value))).not.toMatch(/[{}[\]]{2}|undefined/);
});
