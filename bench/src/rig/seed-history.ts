import type pg from 'pg';
import { connect } from './cluster.ts';
import { CODES_PER_ORDER } from './order-requests.ts';
import { SEALED_BYTES, seedLot } from './seed-stock.ts';
import type { Shop } from './shop.ts';

/** Codes per run: 10 million codes are in 2,000 runs. */
const RUN_CODES = 5_000;
/** A sealed code cannot be compressed, and neither can this. */
const RANDOM_BYTES = `substring(sha512(s.seed || '\\x01') || sha512(s.seed || '\\x02') || sha512(s.seed || '\\x03') FOR ${SEALED_BYTES})`;
/** So a lot has 100,000 codes. */
const RUNS_PER_LOT = 20;
/** Minor units. */
const PRICE = 100;

/**
 * Gives a shop a history: so many orders of 10 codes each, delivered over the last 30 days, with every row that they
 * left, and all invariants intact if they are a multiple of 500. Event texts are short; nobody reads old ones.
 */
export async function seedHistory(shop: Shop, orders: number): Promise<void> {
  // Triggers would check each row of history; the rows written here are right by construction.
  const settings = { session_replication_role: 'replica', maintenance_work_mem: '256MB' };
  const [codes, facts] = await Promise.all([
    connect(shop.url, settings),
    connect(shop.url, settings),
  ]);
  try {
    const runs = Math.ceil((orders * CODES_PER_ORDER) / RUN_CODES);
    await seedRuns(facts, shop, runs);
    // Two connections for two cores: codes are most of the work.
    await Promise.all([seedSoldCodes(codes), seedOrders(facts, shop, orders)]);
    await codes.query('CHECKPOINT');
  } finally {
    await Promise.all([codes.end(), facts.end()]);
  }
}

/** Runs of lots over all shelves, each with the lane from which it was sold. */
async function seedRuns(client: pg.Client, shop: Shop, runs: number): Promise<void> {
  await client.query('CREATE SCHEMA bench');
  await client.query(
    `CREATE TABLE bench.runs AS
     SELECT n, nextval(pg_get_serial_sequence('stock.runs', 'run_id'))::int AS run_id,
            ($1::int[])[n % cardinality($1::int[]) + 1] AS shelf_id,
            ($2::int[])[n % cardinality($2::int[]) + 1] AS product_id
       FROM generate_series(0, $3::int - 1) n`,
    [
      shop.products.map(({ shelfId }) => shelfId),
      shop.products.map(({ productId }) => productId),
      runs,
    ],
  );
  const lots: string[] = [];
  for (let run = 0; run < runs; run += RUNS_PER_LOT) {
    lots.push(await seedLot(client, `sold long ago ${run}`));
  }
  // Runs of one shelf differ in their cost.
  await client.query(
    `INSERT INTO stock.runs (run_id, lot_id, shelf_id, cost, codes) OVERRIDING SYSTEM VALUE
     SELECT r.run_id, ($1::uuid[])[r.n / $3::int + 1], r.shelf_id, r.n, $2 FROM bench.runs r`,
    [lots, RUN_CODES, RUNS_PER_LOT],
  );
  await client.query(
    `INSERT INTO stock.lanes (shelf_id, run_id, expires_at, head, tail, state)
     SELECT r.shelf_id, r.run_id, 'infinity', $1, $1, 'empty' FROM bench.runs r`,
    [RUN_CODES],
  );
  await client.query(
    `UPDATE stock.lots t SET rows_done = x.codes, accepted = x.codes
       FROM (SELECT r.lot_id, sum(r.codes) AS codes FROM stock.runs r GROUP BY r.lot_id) x
      WHERE t.lot_id = x.lot_id`,
  );
}

/** Indexes are built at the end: inserting millions of random fingerprints one by one would take minutes. */
async function seedSoldCodes(client: pg.Client): Promise<void> {
  await client.query('ALTER TABLE stock.codes DROP CONSTRAINT codes_pkey');
  await client.query('DROP INDEX stock.codes_fingerprint');
  await client.query(
    `INSERT INTO stock.codes (run_id, position, code_id, fingerprint, sealed)
     SELECT r.run_id, c.position, uuidv7(), uuid_send(gen_random_uuid()),
            ${RANDOM_BYTES}
       FROM bench.runs r CROSS JOIN LATERAL generate_series(0, ${RUN_CODES} - 1) c(position)
      CROSS JOIN LATERAL (SELECT int8send(r.n * ${RUN_CODES}::int8 + c.position) AS seed) s`,
  );
  await client.query('ALTER TABLE stock.codes ADD PRIMARY KEY (run_id, position)');
  await client.query('CREATE UNIQUE INDEX codes_fingerprint ON stock.codes (fingerprint)');
  await client.query('VACUUM (ANALYZE) stock.codes');
}

async function seedOrders(client: pg.Client, shop: Shop, orders: number): Promise<void> {
  const total = PRICE * CODES_PER_ORDER;
  await client.query(
    `CREATE TABLE bench.past AS
     SELECT b.tenant_id, b.available, b.sales, b.key_id, o.n / $5::int + 1 AS turn, 'past-' || o.n AS name,
            r.run_id, r.shelf_id, r.product_id,
            (o.n % ($6::int / ${CODES_PER_ORDER})) * ${CODES_PER_ORDER} AS from_position,
            uuidv7((o.n - $4::int) * interval '30 days' / $4::int) AS order_id,
            now() + (o.n - $4::int) * interval '30 days' / $4::int AS at,
            nextval('ledger.transfer_number') AS transfer_id
       FROM generate_series(0, $4::int - 1) o(n)
       JOIN bench.runs r ON r.n = o.n / ($6::int / ${CODES_PER_ORDER})
       JOIN unnest($1::int[], $2::int[], $3::int[], $7::uuid[]) WITH ORDINALITY
         b(tenant_id, available, sales, key_id, ord) ON b.ord = o.n % $5::int + 1
      ORDER BY o.n`,
    [
      shop.buyers.map(({ tenantId }) => tenantId),
      shop.buyers.map(({ available }) => available),
      shop.buyers.map(({ sales }) => sales),
      orders,
      shop.buyers.length,
      RUN_CODES,
      shop.buyers.map(({ keyId }) => keyId),
    ],
  );
  for (const statement of historyOf(total)) await client.query(statement);
  const written = ['orders.orders', 'orders.ranges', 'ledger.transfers', 'ledger.postings'];
  for (const table of [...written, 'events.outbox', 'kit.idempotency', 'stock.lanes']) {
    await client.query(`VACUUM (ANALYZE) ${table}`);
  }
}

/** Each row as orders.place would have written it; the deposit is version 1 of each account. */
function historyOf(total: number): string[] {
  return [
    `INSERT INTO orders.orders (
       order_id, tenant_id, status, sequence, product_id, shelf_id, quantity, list_price,
       unit_price, discount_bps, tier, total, currency, payment, reference, created_at, paid_at,
       delivered_at, key_id)
     SELECT p.order_id, p.tenant_id, 'delivered', 3, p.product_id, p.shelf_id, ${CODES_PER_ORDER},
            ${PRICE}, ${PRICE}, 0, '', ${total}, 'USD', 'balance', p.name, p.at, p.at, p.at, p.key_id
       FROM bench.past p`,
    `INSERT INTO orders.ranges (order_id, run_id, from_position, codes)
     SELECT p.order_id, p.run_id, p.from_position, ${CODES_PER_ORDER} FROM bench.past p`,
    `INSERT INTO kit.idempotency (tenant_id, key, fingerprint, operation, resource, created_at)
     SELECT p.tenant_id, p.name, sha256(convert_to(p.name, 'UTF8')), 'createOrder', p.order_id, p.at
       FROM bench.past p`,
    `INSERT INTO ledger.transfers (transfer_id, kind, reference, at)
     SELECT p.transfer_id, 'order', p.order_id, p.at FROM bench.past p`,
    `INSERT INTO ledger.postings
       (transfer_id, leg, account_id, amount, balance_after, account_version)
     SELECT p.transfer_id, l.leg, l.account_id, l.amount, l.balance_after, l.account_version
       FROM bench.past p
       JOIN ledger.accounts a ON a.account_id = p.available
       CROSS JOIN LATERAL (VALUES
         (1, p.available, -${total}, a.balance - p.turn * ${total}, a.version + p.turn),
         (2, p.sales, ${total}, NULL::bigint, NULL::bigint))
         l(leg, account_id, amount, balance_after, account_version)`,
    `UPDATE ledger.accounts a
        SET balance = a.balance - p.orders * ${total}, version = a.version + p.orders
       FROM (SELECT x.available, count(*) AS orders FROM bench.past x GROUP BY x.available) p
      WHERE a.account_id = p.available`,
    `INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
     SELECT p.tenant_id, s.last_sequence + (p.turn - 1) * 3 + n, uuidv7(), 'order.status_changed',
            p.order_id, '{}', p.at
       FROM bench.past p JOIN events.streams s ON s.tenant_id = p.tenant_id
      CROSS JOIN generate_series(1, 3) n`,
    `UPDATE events.streams s SET last_sequence = s.last_sequence + 3 * p.orders
       FROM (SELECT x.tenant_id, count(*) AS orders FROM bench.past x GROUP BY x.tenant_id) p
      WHERE s.tenant_id = p.tenant_id`,
  ];
}
