/**
 * Guards: orders that are placed as one batch get what they would get one by one, in the same order: the same outcomes
 * and figures, the same codes, money, events, limits and records.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BareOrders,
  entryOf,
  leftBy,
  type OrderWish,
  openBareOrders,
} from '../../testkit/index.ts';
import { required } from '../kit/assert.ts';
import { Refusal } from '../kit/refusal.ts';
import { draft, enter } from './enter.ts';
import type { Entry, Outcome } from './member.ts';
import { orderRenderer, statusChanged } from './order.ts';
import { placeBatch } from './place-batch.ts';

const LOOKS = {
  orders: 'SELECT * FROM orders.orders ORDER BY order_id',
  ranges: 'SELECT * FROM orders.ranges ORDER BY order_id, run_id, from_position',
  accounts: 'SELECT account_id, balance, version FROM ledger.accounts ORDER BY account_id',
  transfers: 'SELECT kind, reference, at FROM ledger.transfers ORDER BY transfer_id',
  postings: `SELECT leg, account_id, amount, balance_after, account_version
               FROM ledger.postings ORDER BY transfer_id, leg`,
  streams: 'SELECT * FROM events.streams ORDER BY tenant_id',
  // A batch tells of low balances after all of its orders.
  events: `SELECT tenant_id, type, subject, data, created_at FROM events.outbox
            ORDER BY tenant_id, type, sequence`,
  numbers: 'SELECT tenant_id, sequence FROM events.outbox ORDER BY tenant_id, sequence',
  shelves: 'SELECT shelf_id, available, next_expiry FROM stock.shelves ORDER BY shelf_id',
  lanes: 'SELECT run_id, head, tail, state FROM stock.lanes ORDER BY lane_id',
  caps: 'SELECT * FROM partners.key_usage ORDER BY limit_group, day',
  records:
    'SELECT tenant_id, key, fingerprint, operation, resource FROM kit.idempotency ORDER BY tenant_id, key',
};
const SAME = randomBytes(32).toString('hex');
const OTHER = randomBytes(32).toString('hex');
const GROUPS = [randomUUID(), randomUUID()];

let bare: BareOrders;
/** Placed before each run: its key and its reference are taken. */
let before: Entry;
beforeAll(async () => {
  bare = await openBareOrders();
  before = entryOf(bare, { key: 'KNOWN', fingerprint: SAME, reference: 'KNOWN' });
});
afterAll(() => bare[Symbol.asyncDispose]());

interface Partner {
  readonly balance: number;
  readonly credit: number;
  readonly lowBalance: number | null;
  readonly invoiceLimit: number;
  readonly holdsOpenMax: number;
  readonly approval: number | null;
}
type Wish = Required<
  Pick<OrderWish, 'quantity' | 'unitPrice' | 'settlement' | 'verdict' | 'cap' | 'shelf' | 'tenant'>
> & { readonly known: 'none' | 'key' | 'key of another' | 'reference' };

const PAUSED = new Refusal('product_paused', { product_status: 'paused' });

const few = (max: number) => fc.integer({ min: 0, max });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2 });
const partners: fc.Arbitrary<Partner[]> = fc.array(
  fc.record({
    balance: few(150),
    credit: few(40),
    lowBalance: maybe(few(120)),
    invoiceLimit: few(90),
    holdsOpenMax: few(2),
    approval: maybe(few(90)),
  }),
  { minLength: 2, maxLength: 2 },
);
const wish: fc.Arbitrary<Wish> = fc.record({
  tenant: fc.constantFrom(0, 0, 0, 1),
  shelf: few(1),
  quantity: fc.integer({ min: 1, max: 4 }),
  unitPrice: fc.integer({ min: 1, max: 30 }),
  settlement: fc.constantFrom('balance', 'balance', 'invoice', 'hold'),
  verdict: fc.constantFrom(...Array<null>(11).fill(null), PAUSED),
  known: fc.constantFrom(...Array<'none'>(6).fill('none'), 'key', 'key of another', 'reference'),
  cap: fc.option(
    fc.record({
      group: fc.constantFrom(...GROUPS),
      spend: maybe(few(200)),
      quantity: maybe(few(14)),
    }),
    { freq: 2 },
  ),
});
/** How many codes each shelf has left. */
const left = fc.array(few(12), { minLength: 2, maxLength: 2 });

/** No two of a batch share a key or a reference: the second of them waits. */
function entriesOf(wishes: readonly Wish[], of: readonly Partner[]): Entry[] {
  let isKeyFree = true;
  let isReferenceFree = true;
  return wishes.map(({ known, ...each }, index) => {
    const { lowBalance, invoiceLimit, holdsOpenMax, approval } = required(
      of[each.tenant],
      'a tenant',
    );
    const usesKey = known.startsWith('key') && each.tenant === 0 && isKeyFree;
    const usesReference = known === 'reference' && each.tenant === 0 && isReferenceFree;
    if (usesKey) isKeyFree = false;
    if (usesReference) isReferenceFree = false;
    const named: OrderWish = {
      key: usesKey ? 'KNOWN' : index % 2 === 0 ? `key ${index}` : null,
      fingerprint: known === 'key' ? SAME : OTHER,
      reference: usesReference ? 'KNOWN' : index % 3 === 0 ? `reference ${index}` : null,
    };
    return entryOf(bare, {
      ...each,
      ...named,
      lowBalance,
      invoiceLimit,
      holdsOpenMax,
      approval: approval === null ? null : { limit: approval, windowMs: 60_000 },
    });
  });
}

test('a batch leaves what its orders leave one by one', async () => {
  const seen = new Set<string>();
  const { client, at } = bare;
  await fc.assert(
    fc.asyncProperty(
      fc.array(wish, { minLength: 2, maxLength: 6 }),
      partners,
      left,
      async (wishes, of, codes) => {
        const entries = entriesOf(wishes, of);
        const run = (groups: readonly Entry[][]) =>
          leftBy(client, LOOKS, async () => {
            await client.query('UPDATE ledger.accounts SET balance = 1000 WHERE account_id = $1', [
              before.accounts.available,
            ]);
            await placeBatch(client, at, [before]);
            for (const [index, { balance, credit }] of of.entries()) {
              await client.query(
                'UPDATE ledger.accounts SET balance = $2, credit_limit = $3 WHERE account_id = $1',
                [bare.tenants[index]?.accounts.available, balance, credit],
              );
            }
            for (const [index, available] of codes.entries()) await leave(client, index, available);
            const outcomes = [];
            for (const group of groups) outcomes.push(...(await placeBatch(client, at, group)));
            return outcomes.map(({ outcome, orderId, figure }) => ({ outcome, orderId, figure }));
          });
        const batch = await run([entries]);
        expect(batch).toEqual(await run(entries.map((each) => [each])));
        if (!batch.refused) for (const { outcome } of batch.result) seen.add(outcome);
      },
    ),
    // Sums that end near a limit are as likely as those at its ends.
    { numRuns: 150, unbiased: true, endOnFailure: true },
  );
  // The property is worth nothing for what it never draws.
  expect([...seen].sort()).toEqual(
    [
      ...[
        'delivered',
        'pending',
        'replayed',
        'idempotency_key_reused',
        'reference_in_use',
        'verdict',
      ],
      ...['limit_reached', 'insufficient_balance', 'key_cap_reached', 'out_of_stock'],
      ...['too_many_holds', 'needs_approval'],
    ].sort(),
  );
});

const USUAL = 'orders.place_one';
const ANY = 'orders.place';
const CAP = { group: GROUPS[0] as string, spend: 1_000, quantity: null };
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

/**
 * Places an order after one that has used up a key and a reference, with 1.00 and six codes, and with a change of its shelf; returns which
 * functions it took.
 */
async function placeAfter(wish: OrderWish, change?: string) {
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
    await leave(client, 0, 6);
    if (change) await client.query(change, [bare.shelves[0]?.shelfId]);
    const earlier = await used();
    const [placed] = await placeBatch(client, bare.at, [entryOf(bare, wish)]);
    const made = [...(await used())].filter(([name, calls]) => calls > (earlier.get(name) ?? 0));
    return { outcome: placed?.outcome, calls: made.map(([name]) => name).sort() };
  } finally {
    await client.end();
  }
}

/** Leaves so many codes of a shelf for sale, of two lanes. */
async function leave(client: pg.Client, index: number, available: number): Promise<void> {
  const shelf = bare.shelves[index];
  const [first = 0, second = 0] = shelf?.runs ?? [];
  const ofFirst = Math.min(2, available);
  for (const [run, codes] of [
    [first, ofFirst],
    [second, available - ofFirst],
  ] as const) {
    await client.query(
      `UPDATE stock.lanes SET head = tail - $2, state = CASE WHEN $2 = 0 THEN 'empty' ELSE 'open' END
        WHERE run_id = $1`,
      [run, codes],
    );
  }
  await client.query('UPDATE stock.shelves SET available = $2 WHERE shelf_id = $1', [
    shelf?.shelfId,
    available,
  ]);
}

/** Texts that end strings, arrays and pieces, if somebody joins them carelessly. */
const HOSTILE = [
  '"',
  '\\',
  '\\"',
  '{"',
  '},{',
  ',"created_at":"x"',
  ',"status":"paid"',
  'NULL',
  '€ 你好 🎮',
];

test('an event has the very text of its order, however it is put together', async () => {
  const { client, at } = bare;
  const settlements = ['balance', 'invoice', 'hold'] as const;
  const text = fc.constantFrom(...HOSTILE).map((part) => `a${part}b`);
  const own = fc.record({
    reference: text,
    metadata: fc.dictionary(text, text, { maxKeys: 2 }),
    settlement: fc.constantFrom(...settlements),
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    wait: fc.constantFrom(1_000, 2_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(own, { minLength: 1, maxLength: 5 }), async (orders) => {
      const entries = orders.map(({ reference, metadata, settlement, currency, wait }, index) => {
        const waitMs = settlement === 'balance' ? null : wait;
        const wished = {
          settlement,
          reference: `${index} ${reference}`,
          invoiceLimit: 100,
          holdsOpenMax: 9,
        };
        const entry = entryOf(bare, { ...wished, tenant: index % 2 });
        const terms = { ...entry.terms, currency, metadata: JSON.stringify(metadata) };
        return enter(draft({ ...entry, terms, waitMs }), at);
      });
      const left = await leftBy(client, LOOKS, async () => {
        await client.query("UPDATE ledger.accounts SET balance = 1000 WHERE kind = 'available'");
        await placeBatch(client, at, entries);
      });
      if (left.refused) throw new Error('nothing refuses it');
      const stored = left.rows.events as { data: string }[];
      expect(new Set(stored.map(({ data }) => data))).toEqual(new Set(entries.flatMap(wholeTexts)));
    }),
    { numRuns: 60 },
  );
});

/** Each event of an order as one text. */
function wholeTexts({ terms, orderId, waitMs, settlement }: Entry): string[] {
  const render = orderRenderer({ ...terms, orderId });
  const none = { failedAt: null, failure: null, failureReason: null, refunded: 0, agedMs: 0 };
  const pending = {
    ...none,
    ...({
      status: 'pending',
      sequence: 1,
      createdAt: bare.at,
      paidAt: null,
      deliveredAt: null,
    } as const),
    expiresAt: waitMs === null ? null : new Date(bare.at.getTime() + waitMs),
  };
  const first = statusChanged(render(pending), null);
  if (settlement !== 'balance') return [first];
  const paid = { ...pending, status: 'paid', sequence: 2, paidAt: bare.at } as const;
  const delivered = { ...paid, status: 'delivered', sequence: 3, deliveredAt: bare.at } as const;
  return [first, statusChanged(render(paid), 'pending'), statusChanged(render(delivered), 'paid')];
}
