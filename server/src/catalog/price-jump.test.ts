/**
 * Guards: a price that looks like a slip of a digit or of a currency is noticed, also the first of its product; and prices at which cards
 * are traded are not.
 */
import { expect, test } from 'vitest';
import { type CatalogRows, catalogSnapshot } from './catalog-snapshot.ts';
import { isPercentJump, type JumpFacts, jumpOf, worthAt } from './price-jump.ts';
import type { Product } from './product.ts';

const card = (denomination: number, faceCurrency: string): Product => ({
  ...{ productId: denomination, sku: `PSN-XX-${denomination}`, region: 'XX', faceCurrency },
  ...{ denominationMilli: denomination * 1_000, status: 'active', minQuantity: 1 },
  ...{ maxQuantity: 10, changed: 1n, changedAt: new Date(0) },
});
const nothing = { before: null, known: null, among: null, cost: null };
const jump = (
  [denomination, faceCurrency]: readonly [number, string],
  currency: string,
  facts: Pick<JumpFacts, 'after'> & Partial<JumpFacts>,
) => jumpOf({ ...nothing, product: card(denomination, faceCurrency), currency, ...facts });
const usd50 = [50, 'USD'] as const;
const try250 = [250, 'TRY'] as const;

test.each<[string, number | null, number, ReturnType<typeof jumpOf>]>([
  ['first: as cards are traded', null, 4_700, null],
  ['first: above the card', null, 5_150, null],
  ['first: ten times the card', null, 50_000, 'face_value'],
  ['first: a tenth of it', null, 500, 'face_value'],
  ['first: the point in a wrong place', null, 470, 'face_value'],
  ['first: a digit before it', null, 14_700, 'face_value'],
  ['first: the first digit lost', null, 700, 'face_value'],
  ['ten times the one before', 4_700, 47_000, 'price'],
  ['a tenth of it', 4_700, 470, 'price'],
  ['ten times, back to what the card is worth', 470, 4_700, 'price'],
  ['a digit before it', 4_700, 14_700, 'face_value'],
  ['the first digit lost', 4_700, 700, 'face_value'],
  ['a small step, far away already', 14_700, 15_000, null],
  ['a step back', 14_700, 4_700, null],
  ['a small step', 4_700, 4_650, null],
])('%s', (_what, before, after, expected) => {
  expect(jump(usd50, 'USD', { before, after })).toBe(expected);
});

test.each<[string, Partial<JumpFacts> & { after: number }, ReturnType<typeof jumpOf>]>([
  ['as the others', { after: 640, known: 620 }, null],
  ['the number on the card, where others have prices', { after: 24_500, known: 620 }, 'face_value'],
  ['the point in a wrong place', { after: 62, known: 620 }, 'face_value'],
  ['the number on the card, where nothing is known', { after: 24_500 }, 'currency'],
  [
    'the number on the card, as all prices of its file',
    { after: 24_500, among: 24_600 },
    'currency',
  ],
  ['a price, where nothing is known', { after: 640 }, null],
  ['ten times the others of its file', { after: 6_400, among: 620 }, 'face_value'],
  ['as its codes cost', { after: 640, cost: 600 }, null],
  ['ten times what its codes cost', { after: 6_400, cost: 600 }, 'cost'],
  ['the number on the card after a price', { before: 640, after: 2_450, known: null }, null],
  ['the number on the card, four times the price', { before: 6_000, after: 24_500 }, 'currency'],
])('250 TRY in USD, %s', (_what, facts, expected) => {
  expect(jump(try250, 'USD', facts)).toBe(expected);
});

test('currencies of one size have similar numbers, and amounts without decimals have none', () => {
  expect(jump([50, 'EUR'], 'USD', { after: 5_200 })).toBeNull();
  expect(jump([5_000, 'JPY'], 'USD', { after: 490_000 })).toBe('currency');
  expect(jump([5_000, 'JPY'], 'JPY', { after: 4_900 })).toBeNull();
  expect(jump([5_000, 'JPY'], 'JPY', { after: 49_000 })).toBe('face_value');
  expect(jump(usd50, 'JPY', { after: 49 })).toBe('currency');
});

test('what a card is worth elsewhere is the middle of the other prices of its face currency', () => {
  const cards = [card(100, 'TRY'), card(250, 'TRY'), card(500, 'TRY'), card(50, 'USD')] as const;
  const none = { partnerPrices: [], lists: [], listPrices: [], listPartners: [], tiers: [] };
  const priced = (productId: number, amount: number) => ({
    ...{ productId, currency: 'USD', amount, changed: 1n, changedAt: new Date(0) },
  });
  const prices = [priced(100, 240), priced(250, 9_999), priced(50, 4_700)];
  const rows: CatalogRows = {
    ...{ ...none, regions: [], products: [...cards], prices, productFloors: [], floors: [] },
  };
  const worth = worthAt(catalogSnapshot(rows), [
    { productId: 500, currency: 'USD', after: 1_250 },
    { productId: 100, currency: 'EUR', after: 220 },
  ]);
  // Its own price says nothing about it.
  expect(worth(cards[1], 'USD')).toEqual({ known: 600, among: 625 });
  expect(worth(cards[1], 'EUR')).toEqual({ known: null, among: 550 });
  expect(worth(cards[0], 'EUR')).toEqual({ known: null, among: null });
});

test.each([
  [0, 200, false],
  [0, -900, false],
  [0, 10_000, true],
  [0, -5_000, true],
  [10_000, 10_500, false],
  [10_000, 0, false],
  [-9_000, 0, true],
])('a list at %d basis points that gets %d', (before, after, expected) => {
  expect(isPercentJump(before, after)).toBe(expected);
});
