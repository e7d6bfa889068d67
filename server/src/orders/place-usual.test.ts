/** Guards: an order and a batch that need nothing but money and codes are placed by the functions for it, all others by orders.place. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BareOrders,
  entryOf,
  leaveCodes,
  type OrderWish,
  openBareOrders,
} from '../../testkit/index.ts';
import { required } from '../kit/assert.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Entry, Outcome } from './member.ts';
import { placeBatch } from './place-batch.ts';

const SAME = randomBytes(32).toString('hex');
const PAUSED = new Refusal('product_paused', { product_status: 'paused' });

let bare: BareOrders;
/** Placed before each run: its key and its reference are taken. */
let before: Entry;
beforeAll(async () => {
  bare = await openBareOrders();
  before = entryOf(bare, { key: 'KNOWN', fingerprint: SAME, reference: 'KNOWN' });
});
afterAll(() => bare[Symbol.asyncDispose]());

const USUAL = 'orders.place_one';
const USUALS = 'orders.place_usual';
const ANY = 'orders.place';
const CAP = { group: randomUUID(), spend: 1_000, quantity: null };
const APPROVAL = { limit: 1_000, windowMs: 60_000 };
/** The two codes of the shelf's first lane. */
const EXPIRE = `
  WITH lane AS (SELECT lane_id FROM stock.lanes WHERE shelf_id = $1 ORDER BY run_id LIMIT 1),
  gone AS (UPDATE stock.lanes l SET expires_at = '-infinity' FROM lane WHERE l.lane_id = lane.lane_id)
  UPDATE stock.shelves SET next_expiry = '-infinity' WHERE shelf_id = $1`;

test.each<[string, OrderWish, Outcome, string[]]>([
  ['needs nothing but money and codes', {}, 'delivered', [USUAL]],
  ['has its codes in two lanes', { quantity: 4 }, 'delivered', [USUAL]],
  ['leaves a balance that is low already', { lowBalance: 101 }, 'delivered', [USUAL]],
  ['makes its balance low', { lowBalance: 95 }, 'delivered', [ANY, USUAL]],
  ['has too little money', { quantity: 5, unitPrice: 21 }, 'insufficient_balance', [ANY, USUAL]],
  ['has too few codes', { quantity: 7 }, 'out_of_stock', [ANY, USUAL]],
  ['has a reference that was used', { reference: 'KNOWN' }, 'reference_in_use', [ANY, USUAL]],
  ['has a key that was used', { key: 'KNOWN', fingerprint: SAME }, 'replayed', [ANY, USUAL]],
  ['is a hold', { settlement: 'hold' }, 'pending', [ANY]],
  ['has a key with a cap', { cap: CAP }, 'delivered', [ANY]],
  ['may need an approval', { approval: APPROVAL }, 'delivered', [ANY]],
  ['is refused by the catalogue', { verdict: PAUSED }, 'verdict', [ANY]],
])(
  'an order that is alone and %s is placed by the function for it',
  async (_, wish, outcome, calls) => {
    expect(await placeAfter(wish)).toEqual({ outcome, calls });
  },
);

test.each<[string, string, number, Outcome]>([
  ['has codes that have expired, but enough others', EXPIRE, 4, 'delivered'],
  ['has too few codes, since others have expired', EXPIRE, 5, 'out_of_stock'],
  ['has a queue', 'UPDATE stock.shelves SET waiting = 1 WHERE shelf_id = $1', 1, 'delivered'],
])(
  'an order that is alone and whose product %s is left to the function for batches',
  async (_, change, quantity, outcome) => {
    expect(await placeAfter({ quantity }, change)).toEqual({ outcome, calls: [ANY, USUAL] });
  },
);

const BOTH: Outcome[] = ['delivered', 'delivered'];

test.each<[string, OrderWish[], Outcome[], string[]]>([
  ['need nothing but money and codes', [{}, {}], BOTH, [USUALS]],
  ['spend all of a balance', [{ unitPrice: 50 }, { unitPrice: 50 }], BOTH, [USUALS]],
  [
    'have too little money for both',
    [{ unitPrice: 50 }, { unitPrice: 51 }],
    ['delivered', 'insufficient_balance'],
    [ANY, USUALS],
  ],
  ['take all codes of two lanes', [{ quantity: 3 }, { quantity: 3 }], BOTH, [USUALS]],
  [
    'want more codes than there are',
    [{ quantity: 3 }, { quantity: 4 }],
    ['delivered', 'out_of_stock'],
    [ANY, USUALS],
  ],
  [
    'leave a balance that is low already',
    [{ lowBalance: 101 }, { lowBalance: 101 }],
    BOTH,
    [USUALS],
  ],
  ['make a balance low', [{ lowBalance: 100 }, { lowBalance: 100 }], BOTH, [ANY, USUALS]],
  ['leave what is not yet low', [{ lowBalance: 80 }, { lowBalance: 80 }], BOTH, [USUALS]],
  [
    'make a balance low only together',
    [
      { lowBalance: 95, unitPrice: 3 },
      { lowBalance: 95, unitPrice: 3 },
    ],
    BOTH,
    [ANY, USUALS],
  ],
  [
    'have a reference that was used',
    [{}, { reference: 'KNOWN' }],
    ['delivered', 'reference_in_use'],
    [ANY, USUALS],
  ],
  [
    'have a key that was used',
    [{}, { key: 'KNOWN', fingerprint: SAME }],
    ['delivered', 'replayed'],
    [ANY, USUALS],
  ],
  ['are not all paid now', [{}, { settlement: 'hold' }], ['delivered', 'pending'], [ANY]],
])('two orders that %s are placed by the function for it', async (_, wishes, outcomes, calls) => {
  expect(await placeAllAfter(wishes)).toEqual({ outcomes, calls, overtaking: 0 });
});

test.each<[string, string, number, Outcome[]]>([
  ['codes that have expired, but enough others', EXPIRE, 3, BOTH],
  ['too few codes, since others have expired', EXPIRE, 4, ['delivered', 'out_of_stock']],
])('two orders for a product with %s', async (_, change, quantity, outcomes) => {
  const { outcomes: got } = await placeAllAfter([{}, { quantity }], change);
  expect(got).toEqual(outcomes);
});

test.each([[[{}]], [[{}, {}]]])('orders are recorded that overtake a queue', async (wishes) => {
  const queue = 'UPDATE stock.shelves SET waiting = 6 WHERE shelf_id = $1';
  const { outcomes, overtaking } = await placeAllAfter(wishes, queue);
  expect(outcomes).toEqual(wishes.map(() => 'delivered'));
  expect(overtaking).toBe(wishes.length);
});

async function placeAfter(wish: OrderWish, change?: string) {
  const { outcomes, calls } = await placeAllAfter([wish], change);
  return { outcome: outcomes[0], calls };
}

/**
 * Places orders after one that has used up a key and a reference, with 1.00 and six codes, and with a change of their shelf; returns which
 * functions they took, and how many were recorded as overtaking others.
 */
async function placeAllAfter(wishes: readonly OrderWish[], change?: string) {
  const client = await bare.database.connect();
  const setBalance = (balance: number) =>
    client.query('UPDATE ledger.accounts SET balance = $2 WHERE account_id = $1', [
      before.accounts.available,
      balance,
    ]);
  const used = async () => {
    const { rows } = await client.query<{ name: string; calls: number }>(
      `SELECT name, (generic_plans + custom_plans)::int AS calls FROM pg_prepared_statements WHERE name <> ''`,
    );
    return new Map(rows.map(({ name, calls }) => [name, calls]));
  };
  await client.query('BEGIN');
  try {
    await setBalance(1000);
    await placeBatch(client, bare.at, [before]);
    await setBalance(100);
    const shelf = required(bare.shelves[0], 'a shelf');
    await leaveCodes(client, shelf, 6);
    if (change) await client.query(change, [shelf.shelfId]);
    const earlier = await used();
    const entries = wishes.map((wish) => entryOf(bare, wish));
    const placed = await placeBatch(client, bare.at, entries);
    const { rows: overtaking } = await client.query('SELECT FROM orders.queue WHERE filled');
    const made = [...(await used())].filter(([name, calls]) => calls > (earlier.get(name) ?? 0));
    return {
      outcomes: placed.map(({ outcome }) => outcome),
      calls: made.map(([name]) => name).sort(),
      overtaking: overtaking.length,
    };
  } finally {
    await client.end();
  }
}
