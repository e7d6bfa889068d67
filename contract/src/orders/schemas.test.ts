/** Guards: an order's body is refused for its shape exactly where the contract says so. */
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { fieldCodeByKeyword } from '../kit/field-codes.ts';
import { OrderCreate, OrderListQuery } from './schemas.ts';

const body = Compile(OrderCreate);
const query = Compile(OrderListQuery);
const good = { region: 'US', denomination: 50, quantity: 10 };
const pairs = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));

describe('order body', () => {
  test.each([
    ['the three members', {}],
    ['a region in lower case', { region: 'uk' }],
    ['denominations as text', { denomination: '50.00' }],
    ['fractions of a unit', { denomination: 14.205 }],
    ['the largest denomination', { denomination: 999_999_999 }],
    ['the largest quantity', { quantity: 1_000_000 }],
    ['a quantity written as 10.0', { quantity: JSON.parse('10.0') }],
    ['a reference of 64', { reference: 'x'.repeat(64) }],
    ['20 pairs', { metadata: pairs(20) }],
    ['longest pair', { metadata: { ['k'.repeat(40)]: 'v'.repeat(200) } }],
    ['a price guard', { max_unit_price: '46.30' }],
    ['invoice', { payment: 'invoice' }],
  ])('takes %s', (_, change) => {
    expect(body.Errors({ ...good, ...change })).toEqual([]);
  });

  test.each([
    ['region', 'USA'],
    ['region', 'U1'],
    ['region', 'US\n'],
    ['region', ''],
    ['region', null],
    ['region', ['US']],
    ['denomination', 0],
    ['denomination', -5],
    ['denomination', 1_000_000_000],
    ['denomination', '5e1'],
    ['denomination', '-5'],
    ['denomination', '1.2345'],
    ['denomination', ' 50'],
    ['denomination', '50\n'],
    ['denomination', null],
    ['denomination', true],
    ['quantity', 0],
    ['quantity', -1],
    ['quantity', 1.5],
    ['quantity', 1_000_001],
    ['quantity', 1e300],
    ['quantity', '10'],
    ['quantity', null],
    ['reference', ''],
    ['reference', 'x'.repeat(65)],
    ['reference', 7],
    ['metadata', pairs(21)],
    ['metadata', { '': 'v' }],
    ['metadata', { ['k'.repeat(41)]: 'v' }],
    ['metadata', { key: 'v'.repeat(201) }],
    ['metadata', { key: 1 }],
    ['metadata', { 'a\nb': { deep: true } }],
    ['metadata', []],
    ['max_unit_price', 46.3],
    ['max_unit_price', '-1'],
    ['max_unit_price', '1,000'],
    ['payment', 'card'],
    ['colour', 'blue'],
  ])('refuses %s: %j, and names the reason in a code', (member, value) => {
    const faults = body.Errors({ ...good, [member]: value });
    expect(faults).not.toEqual([]);
    for (const { keyword } of faults) {
      if (keyword !== 'boolean') expect(fieldCodeByKeyword).toHaveProperty(keyword);
    }
  });

  test.each(Object.keys(good))('refuses a missing %s', (member) => {
    expect(body.Check({ ...good, [member]: undefined })).toBe(false);
  });

  test.each([null, [], 'US', 1])('refuses %j as a whole', (value) => {
    expect(body.Check(value)).toBe(false);
  });
});

describe('order list query', () => {
  test.each([{}, { limit: 1 }, { limit: 100 }, { status: ['failed'], region: ['de', 'US'] }])(
    'takes %j',
    (value) => expect(query.Errors(value)).toEqual([]),
  );

  test.each([
    { limit: 0 },
    { limit: 101 },
    { limit: 1.5 },
    { status: ['open'] },
    { cursor: '' },
    { created_after: '2026-11-23' },
    { offset: 1 },
  ])('refuses %j', (value) => expect(query.Check(value)).toBe(false));
});
