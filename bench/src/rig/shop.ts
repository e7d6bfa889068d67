import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { registerPartner } from '../../../server/src/acts/index.ts';
import type { App } from '../../../server/src/app.ts';
import { denominationText, readPrices, setPrices } from '../../../server/src/catalog/index.ts';
import { creditDeposit } from '../../../server/src/funding/index.ts';
import { readEmail } from '../../../server/src/kit/email-address.ts';
import { issueKey, tenantOf } from '../../../server/src/partners/index.ts';
import { appUrlOf } from '../../../server/src/postgres/index.ts';
import type { Cluster } from './cluster.ts';
import { openShopApp } from './open-shop-app.ts';
import type { Environment } from './server-process.ts';

const ACTOR = 'operator:bench';
const PRICES = new URL('../../../server/data/sample-prices.csv', import.meta.url);
/** More than any run can spend, and far below the largest possible amount. */
const BALANCE_MINOR = 10_000_000_000_000;
const CURRENCY = 'USD';
/** The largest limit a key may have: it is checked all the same. */
const PER_MINUTE = 1_000_000;

/** Prepares a database with catalogue, prices, partners with money and keys; without stock. */
export interface Shop {
  readonly url: string;
  /** The environment of a server or a command on this database. */
  readonly env: Environment;
  readonly buyers: readonly Buyer[];
  readonly products: readonly ShopProduct[];
}

export interface Buyer {
  readonly key: string;
  readonly keyId: string;
  readonly tenantId: number;
  /** Ledger accounts. */
  readonly available: number;
  readonly sales: number;
}

export interface ShopProduct {
  readonly productId: number;
  readonly shelfId: number;
  readonly sku: string;
  readonly region: string;
  /** As a JSON number. */
  readonly denomination: string;
  /** Minor units. */
  readonly price: number;
}

/** Without a name the shop is in the embedded database itself, which commands find by DATA_DIR. */
export async function openShop(
  cluster: Cluster,
  name: string | null,
  partners: number,
): Promise<Shop> {
  const url = name === null ? cluster.url : await cluster.createDatabase(name);
  const env = {
    DATABASE_URL: appUrlOf(url),
    DATABASE_OWNER_URL: url,
    KEK_FILE: join(cluster.folder, 'kek'),
  };
  await using app = await openShopApp({ env });
  const rows = readPrices(await readFile(PRICES));
  await app.database.transaction((tx) =>
    setPrices(tx, { at: app.clock.now(), actor: ACTOR, rows, partnerCurrencies: new Map() }),
  );
  await app.versions.poll();
  const buyers: Buyer[] = [];
  for (let number = 1; number <= partners; number += 1) buyers.push(await openBuyer(app, number));
  return { url, env, buyers, products: await productsOf(app) };
}

async function openBuyer(app: App, number: number): Promise<Buyer> {
  const at = app.clock.now();
  const { partnerId } = await registerPartner(app, {
    name: `Partner ${number}`,
    email: readEmail(`buyer${number}@bench.example`),
    country: null,
    currency: CURRENCY,
    approved: true,
    actor: ACTOR,
    at,
  });
  const terms = { requestsPerMinute: PER_MINUTE, ordersPerMinute: PER_MINUTE };
  const { key, text } = await app.database.transaction((tx) =>
    issueKey(tx, app, partnerId, 'live', terms, { actor: ACTOR, at }),
  );
  const tenant = await tenantOf(app.database.reads, partnerId, 'live');
  await creditDeposit(app, tenant, {
    amount: BALANCE_MINOR,
    currency: CURRENCY,
    reference: `bench ${number}`,
    actor: ACTOR,
  });
  const { available, sales } = await app.accounts.find(tenant.tenantId);
  return { key: text, keyId: key.keyId, tenantId: tenant.tenantId, available, sales };
}

async function productsOf({ catalog, shelves }: App): Promise<ShopProduct[]> {
  const products: ShopProduct[] = [];
  for (const product of catalog.current.products) {
    const shelfId = await shelves.find(product.productId, 'live');
    const price = catalog.current.quote(product, {
      partnerId: '',
      currency: CURRENCY,
      discountBps: 0,
    })?.unitPrice;
    if (shelfId === null || price === undefined) continue;
    products.push({
      productId: product.productId,
      shelfId,
      sku: product.sku,
      region: product.region,
      denomination: denominationText(product.denominationMilli),
      price,
    });
  }
  return products;
}
