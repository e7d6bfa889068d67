/**
 * Guards: the checks of claims find damage. Each statement damages the data by hand, past all verbs; the check must be
 * clean before and must name the damage after.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { formatId, parseId } from '../../src/kit/ids.ts';
import {
  buy,
  decide,
  file,
  openShop,
  type Shop,
  type TestDatabase,
  testDatabase,
} from '../../testkit/index.ts';

/** A shop with claims in every state; each test damages a copy of it. */
let furnished: TestDatabase;
let dataDir: string;
let claims: Record<'open' | 'replaced' | 'refunded' | 'rejected' | 'withdrawn', string>;
let database: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-damage-'));
  furnished = await testDatabase();
  // It is closed again, because a database can be copied only while nobody is connected to it.
  await using made = await openShop({ databaseUrl: furnished.url, dataDir });
  claims = await furnish(made);
});
afterAll(async () => {
  await furnished[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true });
});
beforeEach(async () => {
  database = await testDatabase(furnished.url);
  shop = await openShop({ databaseUrl: database.url, dataDir, prices: null });
});
afterEach(async () => {
  await shop[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function furnish(made: Shop): Promise<typeof claims> {
  await made.stock({ codes: 20 });
  const { key } = await made.buyer({ balance: '1000.00' });
  const { order, codes } = await buy(made, key, 6);
  const filed = async (...at: number[]) => {
    const ids = at.map((index) => codes[index]?.id);
    const { body } = await file(made, key, order.id, ids);
    return parseId('clm', body.id) ?? '';
  };
  const found = {
    open: await filed(0),
    replaced: await filed(1),
    refunded: await filed(2, 3),
    rejected: await filed(4),
    withdrawn: await filed(5),
  };
  for (const resolution of ['replaced', 'refunded', 'rejected'] as const) {
    await decide(made, formatId('clm', found[resolution]), resolution);
  }
  await made.call('POST', `/claims/${formatId('clm', found.withdrawn)}/withdraw`, { key });
  return found;
}

/** Statements in order; `$name` is the id of that claim. Triggers that protect a table are disabled first. */
const DAMAGE: readonly (readonly [string, string, readonly string[]])[] = [
  ['C1', 'a code of nobody', [`UPDATE claims.codes SET position = 15 WHERE claim_id = $open`]],
  ['C1', 'a claim without codes', [`DELETE FROM claims.codes WHERE claim_id = $open`]],
  [
    'C1',
    'a claim on an order of somebody else',
    [`UPDATE claims.claims SET tenant_id = tenant_id + 1 WHERE claim_id = $open`],
  ],
  [
    'C1a',
    'a code in two claims',
    [
      'DROP INDEX claims.codes_claimed',
      'CREATE INDEX codes_claimed ON claims.codes (code_id)',
      `INSERT INTO claims.codes SELECT $rejected, code_id, 2, run_id, position, lot_id,
         delivered_at, price, 'open' FROM claims.codes WHERE claim_id = $open`,
    ],
  ],
  [
    'C1b',
    'a replacement that is not in the order',
    [`DELETE FROM orders.ranges WHERE replaces IS NOT NULL`],
  ],
  [
    'C1b',
    'a refund without its claim',
    [`UPDATE claims.codes SET state = 'withdrawn' WHERE claim_id = $refunded`],
  ],
  [
    'C1b',
    'a refund of another amount',
    [`UPDATE claims.codes SET price = price + 1 WHERE claim_id = $refunded`],
  ],
  [
    'C1b',
    'another code as replacement',
    [`UPDATE claims.codes SET replacement_id = code_id WHERE claim_id = $replaced`],
  ],
  [
    'C1c',
    'an approved claim with an open code',
    [
      `UPDATE claims.codes SET state = 'open' WHERE ctid = (
         SELECT min(ctid) FROM claims.codes WHERE claim_id = $refunded)`,
    ],
  ],
  [
    'C1c',
    'a rejected claim that is called approved',
    [`UPDATE claims.claims SET status = 'approved' WHERE claim_id = $rejected`],
  ],
  [
    'C1d',
    'a step without its event',
    [`UPDATE claims.claims SET sequence = sequence + 1 WHERE claim_id = $open`],
  ],
  ['C1d', 'an event that is lost', [`DELETE FROM events.outbox WHERE subject = $withdrawn`]],
  [
    'C1e',
    'a code claimed too late',
    [
      `UPDATE claims.claims SET created_at = created_at + interval '168 hours 1 second'
        WHERE claim_id = $open`,
    ],
  ],
  [
    'C1e',
    'a code claimed before it was there',
    [`UPDATE claims.claims SET created_at = created_at - interval '1 hour' WHERE claim_id = $open`],
  ],
  ['C1f', 'a decision by nobody', [`DELETE FROM claims.decisions WHERE claim_id = $rejected`]],
  [
    'C1f',
    'one person who is two',
    [
      'ALTER TABLE claims.decisions DROP CONSTRAINT decisions_check1',
      `UPDATE claims.decisions SET needs_two = true WHERE claim_id = $refunded`,
    ],
  ],
  ['C1g', 'a supplier who is forgotten', [`DELETE FROM supplier_claims.recoveries`]],
  [
    'C1g',
    'a supplier who owes for nothing',
    [`UPDATE supplier_claims.recoveries SET claim_id = $open WHERE claim_id = $replaced`],
  ],
  [
    'C1g',
    'a debt for the lot of another supplier',
    [`UPDATE supplier_claims.recoveries SET supplier_id = NULL WHERE claim_id = $replaced`],
  ],
  [
    'O1',
    'a replacement in place of what was bought',
    [
      `UPDATE orders.ranges SET replaces = NULL, replacement = NULL, delivered_at = NULL
        WHERE replaces IS NOT NULL`,
    ],
  ],
  [
    'O1b',
    'a replacement for a code of nobody',
    [`UPDATE orders.ranges SET replaces = gen_random_uuid() WHERE replaces IS NOT NULL`],
  ],
  ['O1b', 'a count that is wrong', [`UPDATE orders.orders SET replacements = 2`]],
  ['O2b', 'a refund that the order does not know', [`UPDATE orders.orders SET refunded = NULL`]],
  [
    'O2b',
    'a refund without its transfer',
    [
      'ALTER TABLE ledger.transfers DISABLE TRIGGER append_only',
      `UPDATE ledger.transfers SET reference = gen_random_uuid() WHERE kind = 'refund'`,
    ],
  ],
  [
    'O2b',
    'a refund that is lost',
    [
      'ALTER TABLE orders.refunds DISABLE TRIGGER append_only',
      `DELETE FROM orders.refunds WHERE ctid = (SELECT min(ctid) FROM orders.refunds)`,
    ],
  ],
];

test.each(DAMAGE)('%s sees %s', async (id, _what, statements) => {
  expect(await shop.verify()).toEqual([]);
  for (const statement of statements) {
    const text = statement.replaceAll(
      /\$(\w+)/g,
      (_, name: keyof typeof claims) => `'${claims[name]}'`,
    );
    await shop.rows(text);
  }
  const ids = (await shop.verify()).map((each) => each.split(':')[0]);
  expect(ids).toContain(id);
});

test('the database itself refuses a second claim on a code, and two decisions by one person', async () => {
  const run = (text: string) =>
    shop.rows(text.replaceAll(/\$(\w+)/g, (_, name: keyof typeof claims) => `'${claims[name]}'`));
  await expect(
    run(`INSERT INTO claims.codes SELECT $rejected, code_id, 2, run_id, position, lot_id,
           delivered_at, price, 'open' FROM claims.codes WHERE claim_id = $open`),
  ).rejects.toThrow('codes_claimed');
  await expect(
    run('UPDATE claims.decisions SET needs_two = true WHERE claim_id = $refunded'),
  ).rejects.toThrow('check constraint');
  await expect(run('DELETE FROM orders.refunds')).rejects.toThrow('append-only');
});
