import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { connect } from './cluster.ts';
import { CODES_PER_ORDER } from './order-requests.ts';
import { findPgbench, runPgbench } from './pgbench.ts';
import type { Buyer, Shop, ShopProduct } from './shop.ts';

const FUNCTION = new URL('../../sql/place-one.sql', import.meta.url);
/** The settings that our own order batches have on their connections. */
const SETTINGS = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' };
/** The length of a SHA-256. */
const FINGERPRINT_DIGITS = 64;

/** The bare side of orders: one call of bench.place_one, one commit, one order. */
export interface FlatOrders {
  /** The name of the client program, for the report. */
  readonly caller: string;
  /** Returns orders per second of so many connections, each calling as fast as it can. */
  readonly run: (connections: number, seconds: number) => Promise<number>;
}

/**
 * Installs bench.place_one. Its three event texts are those of the newest order placed by HTTP, so that both sides
 * write the same bytes.
 */
export async function installFlatOrders(client: pg.Client): Promise<readonly string[]> {
  await client.query(await readFile(FUNCTION, 'utf8'));
  const { rows } = await client.query<{ data: string }>(
    `SELECT o.data FROM events.outbox o
      WHERE o.subject = (SELECT x.order_id FROM orders.orders x ORDER BY x.order_id DESC LIMIT 1)
      ORDER BY o.sequence`,
  );
  // Only the length matters; quotes and colons have a meaning in pgbench scripts.
  return rows.map(({ data }) => data.replaceAll(/[^\w{}., -]/g, '_'));
}

/** Places orders for all buyers of a shop, over random products; with pgbench if it is installed. */
export async function flatOrders(
  shop: Pick<Shop, 'url' | 'buyers'>,
  products: readonly ShopProduct[],
  texts: readonly string[],
  folder: string,
): Promise<FlatOrders> {
  const pgbench = findPgbench();
  if (pgbench === null) return { caller: 'a bare pg client', run: byDriver(shop, products, texts) };
  const script = join(folder, `place-one-${shop.buyers.length}-${products.length}.sql`);
  await writeFile(script, scriptOf(shop.buyers, products, texts));
  return {
    caller: 'pgbench',
    run: (connections, seconds) =>
      runPgbench({ pgbench, script, url: shop.url, connections, seconds, settings: SETTINGS }),
  };
}

let runs = 0;

/** \set counts each client's own orders; random choices are made from constant arrays. */
function scriptOf(
  buyers: readonly Buyer[],
  products: readonly ShopProduct[],
  texts: readonly string[],
): string {
  const pick = (values: readonly number[], at: string) =>
    `('{${values.join(',')}}'::int[])[:${at}::int]`;
  const buyer = (field: 'tenantId' | 'available' | 'sales') =>
    pick(
      buyers.map((each) => each[field]),
      'buyer',
    );
  const product = (field: 'productId' | 'shelfId' | 'price') =>
    pick(
      products.map((each) => each[field]),
      'product',
    );
  const name = "'flat-' || :run::text || '-' || :client_id::text || '-' || :number::text";
  const fingerprint = `decode('${'ab'.repeat(FINGERPRINT_DIGITS / 2)}', 'hex')`;
  const events = texts.map((text) => `'${text}'`).join(', ');
  return [
    '\\set number :number + 1',
    `\\set buyer random(1, ${buyers.length})`,
    `\\set product random(1, ${products.length})`,
    `SELECT bench.place_one(${buyer('tenantId')}, ${buyer('available')}, ${buyer('sales')},`,
    `  ${name}, ${fingerprint}, ${name},`,
    `  ${product('productId')}, ${product('shelfId')}, ${CODES_PER_ORDER}, ${product('price')},`,
    `  '${buyers[0]?.keyId}', ${events});`,
    '',
  ].join('\n');
}

const PARAMETERS =
  '$1::int, $2::int, $3::int, $4::text, $5::bytea, $4::text, $6::int, $7::int, $8::int, ' +
  '$9::bigint, $10::uuid, $11::text, $12::text, $13::text';

function byDriver(
  shop: Pick<Shop, 'url' | 'buyers'>,
  products: readonly ShopProduct[],
  texts: readonly string[],
) {
  const draw = <Item>(items: readonly Item[]) =>
    items[Math.floor(Math.random() * items.length)] as Item;
  const fingerprint = Buffer.alloc(FINGERPRINT_DIGITS / 2, 0xab);
  const values = (name: string) => {
    const { tenantId, available, sales, keyId } = draw(shop.buyers);
    const { productId, shelfId, price } = draw(products);
    const sold = [productId, shelfId, CODES_PER_ORDER, price];
    return [tenantId, available, sales, name, fingerprint, ...sold, keyId, ...texts];
  };
  return async (connections: number, seconds: number): Promise<number> => {
    runs += 1;
    const clients = await Promise.all(
      Array.from({ length: connections }, () => connect(shop.url, SETTINGS)),
    );
    let orders = 0;
    const began = performance.now();
    const hammer = async (client: pg.Client) => {
      while (performance.now() - began < seconds * 1000) {
        orders += 1;
        const call = { name: 'place_one', text: `SELECT bench.place_one(${PARAMETERS})` };
        await client.query({ ...call, values: values(`flat-${runs}-${orders}`) });
      }
    };
    await Promise.all(clients.map(hammer));
    const elapsed = (performance.now() - began) / 1000;
    await Promise.all(clients.map((client) => client.end()));
    return orders / elapsed;
  };
}
