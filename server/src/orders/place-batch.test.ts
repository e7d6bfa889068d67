/**
 * Guards: orders that are placed as one batch get what they would get one by one, in the same order: the same outcomes
 * and figures, the same codes, money, events, limits and records.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BareOrders,
  entryOf,
  leaveCodes,
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
/** Most of these batches need nothing but money and codes. */
const usualWish: fc.Arbitrary<Wish> = wish.map((each) => ({
  ...each,
  ...({ settlement: 'balance', verdict: null, cap: null } as const),
}));
/** How many codes each shelf has left. */
const left = fc.array(few(12), { minLength: 2, maxLength: 2 });

/** A partner without approvals, with money for a whole batch as often as not. */
const mayBuyAll = (partner: Partner): Partner => ({
  ...partner,
  ...{ approval: null, balance: 4 * partner.balance },
});

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

const OF_USUAL: Outcome[] = [
  ...(['delivered', 'replayed', 'idempotency_key_reused', 'reference_in_use'] as const),
  ...(['insufficient_balance', 'out_of_stock'] as const),
];
const OF_ANY: Outcome[] = [
  ...OF_USUAL,
  ...(['pending', 'verdict', 'limit_reached', 'key_cap_reached'] as const),
  ...(['too_many_holds', 'needs_approval'] as const),
];

test.each([
  ['orders', wish, partners, OF_ANY],
  ['usual orders', usualWish, partners.map((of) => of.map(mayBuyAll)), OF_USUAL],
] as const)(
  'a batch of %s leaves what they leave one by one',
  async (_, wished, owned, outcomes) => {
    const seen = new Set<string>();
    const { client, at } = bare;
    await fc.assert(
      fc.asyncProperty(
        fc.array(wished, { minLength: 2, maxLength: 6 }),
        owned,
        left,
        async (wishes, of, codes) => {
          const entries = entriesOf(wishes, of);
          const run = (groups: readonly Entry[][]) =>
            leftBy(client, LOOKS, async () => {
              await client.query(
                'UPDATE ledger.accounts SET balance = 1000 WHERE account_id = $1',
                [before.accounts.available],
              );
              await placeBatch(client, at, [before]);
              for (const [index, { balance, credit }] of of.entries()) {
                await client.query(
                  'UPDATE ledger.accounts SET balance = $2, credit_limit = $3 WHERE account_id = $1',
                  [bare.tenants[index]?.accounts.available, balance, credit],
                );
              }
              for (const [index, shelf] of bare.shelves.entries()) {
                await leaveCodes(client, shelf, codes[index] ?? 0);
              }
              const placed = [];
              for (const group of groups) placed.push(...(await placeBatch(client, at, group)));
              return placed.map(({ outcome, orderId, figure }) => ({ outcome, orderId, figure }));
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
    expect([...seen].sort()).toEqual([...outcomes].sort());
  },
);

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
