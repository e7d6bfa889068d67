import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerPartner, verify } from '../src/acts/index.ts';
import { chainAudit } from '../src/audit/index.ts';
import {
  type ProductStatus,
  partnersIn,
  readPrices,
  readTiers,
  setPrices,
  setProductStatus,
  setTiers,
} from '../src/catalog/index.ts';
import { type Credited, creditDeposit } from '../src/funding/index.ts';
import { assert } from '../src/kit/assert.ts';
import { type Clock, systemClock } from '../src/kit/clock.ts';
import { Database } from '../src/kit/database/index.ts';
import type { EgressOptions } from '../src/kit/egress/index.ts';
import { readEmail } from '../src/kit/email-address.ts';
import { formatId } from '../src/kit/ids.ts';
import { parseMoney } from '../src/kit/money.ts';
import type { Mode } from '../src/kit/tenant-ref.ts';
import { balanceOf, setCreditLimit } from '../src/ledger/index.ts';
import { recomputeTiers } from '../src/orders/index.ts';
import {
  findPartner,
  issueKey,
  type KeyTerms,
  type PartnerChange,
  setPartner,
  tenantOf,
} from '../src/partners/index.ts';
import { countStock, importLot } from '../src/stock/index.ts';
import { type CallOptions, callApi } from './call.ts';
import type { Answer } from './conformance.ts';
import { KeptReader } from './kept-reader.ts';
import { type ApiNode, openNode } from './node.ts';
import { openingBalance } from './opening-balance.ts';
import { testDatabase } from './postgres.ts';
import { supplierNamed } from './supplier-named.ts';

export interface ShopOptions {
  readonly clock?: Clock;
  /** API nodes on the same database. */
  readonly nodes?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly egress?: EgressOptions;
  /** Whether hashing a password takes as long as in operation: for tests of what happens meanwhile. */
  readonly slowPasswords?: boolean;
  /** List prices that the shop begins with, as a file; null for none. By default those of a few products. */
  readonly prices?: null;
  /** Used in place of a copy of the template. */
  readonly databaseUrl?: string;
  /** Used in place of a temporary folder; the key file is in it. */
  readonly dataDir?: string;
}

export interface TestKey {
  readonly keyId: string;
  readonly text: string;
}

export interface TestLot {
  readonly lotId: string;
  readonly codes: readonly string[];
}

interface StockOrder {
  readonly region?: string;
  readonly denomination?: number;
  /** How many invented codes, or the codes themselves. */
  readonly codes: number | readonly string[];
  readonly expiresAt?: Date;
}

const ACTOR = 'operator:test';
/** By default so high that tests that are not about limits never reach one. */
const UNLIMITED = { requestsPerMinute: 1_000_000, ordersPerMinute: 1_000_000 };
const PRICES = `region,denomination,currency,list_price
US,10,USD,9.50
US,20,USD,19.00
US,50,USD,47.00
US,100,USD,93.00
GB,50,USD,60.00
JP,1100,USD,7.10
`;

/**
 * A complete shop for a test: its own database, the real server on a real port, sample prices, and the operator's verbs
 * as one-liners. A change made here applies as soon as its call returns.
 */
export class Shop implements AsyncDisposable {
  readonly nodes: readonly [ApiNode, ...ApiNode[]];
  readonly clock: Clock;
  readonly #folder: string;
  readonly #owner: Database;
  readonly #inspector: KeptReader;
  readonly #owned: AsyncDisposable;

  constructor(nodes: Shop['nodes'], clock: Clock, folder: string, owned: AsyncDisposableStack) {
    this.nodes = nodes;
    this.clock = clock;
    this.#folder = folder;
    this.#owner = owned.use(new Database({ url: this.app.ownerUrl, connectionsMax: 4 }));
    this.#inspector = owned.use(new KeptReader(this.app.inspector));
    this.#owned = owned;
  }

  get app(): ApiNode['app'] {
    return this.nodes[0].app;
  }

  get url(): string {
    return this.nodes[0].url;
  }

  /** Calls the first node. */
  call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    options?: CallOptions,
  ): Promise<Answer<Body>> {
    return callApi<Body>(this.url, method, path, options);
  }

  /** The owner's connections, for what the product's own role may not do. */
  get owner(): Database {
    return this.#owner;
  }

  /** Runs any SQL as the owner, past all modules: tests read and damage rows wherever they are. */
  async rows<Row extends Record<string, unknown>>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.#owner.reads.query<Row>(text, values)).rows;
  }

  /** Refreshes every node after a change: what it remembers, and the stock and prices that it shows. */
  async settle(): Promise<void> {
    for (const { app } of this.nodes) await app.inventory.refresh();
  }

  /** Creates an approved partner with both its tenants; returns its uuid. */
  async partner({
    currency = 'USD',
    approved = true,
    ...change
  }: Omit<PartnerChange, 'approved'> & {
    currency?: string;
    approved?: boolean;
  } = {}): Promise<string> {
    const { partnerId } = await registerPartner(this.app, {
      name: 'A Partner',
      email: readEmail('buyer@partner.example'),
      country: 'US',
      currency,
      approved,
      actor: ACTOR,
      at: this.clock.now(),
    });
    if (Object.keys(change).length > 0) await this.change(partnerId, change);
    return partnerId;
  }

  async change(partnerId: string, change: PartnerChange): Promise<void> {
    const by = { actor: ACTOR, at: this.clock.now() };
    await this.app.database.transaction((tx) => setPartner(tx, partnerId, change, by));
    await this.settle();
  }

  async key(
    partnerId: string,
    { mode = 'live', ...terms }: KeyTerms & { mode?: Mode } = {},
  ): Promise<TestKey> {
    const by = { actor: ACTOR, at: this.clock.now() };
    const { key, text } = await this.app.database.transaction((tx) =>
      issueKey(tx, this.app, partnerId, mode, { ...UNLIMITED, ...terms }, by),
    );
    return { keyId: key.keyId, text };
  }

  /** An amount such as `100.00`, in the partner's currency. */
  async deposit(partnerId: string, amount: string, mode: Mode = 'live'): Promise<Credited> {
    const db = this.app.database.reads;
    const { currency } = await findPartner(db, partnerId);
    const minor = parseMoney(amount, currency);
    assert(minor !== null, `${amount} is an amount`);
    return creditDeposit(this.app, await tenantOf(db, partnerId, mode), {
      amount: minor,
      currency,
      reference: randomUUID(),
      actor: ACTOR,
    });
  }

  /** Money from before deposits had events: in a test of events its own orders come first. */
  fund(partnerId: string, amount: string, mode: Mode = 'live'): Promise<void> {
    return openingBalance(this.app, partnerId, amount, mode);
  }

  /** Creates an approved partner with money; returns it with the text of a key of this mode. */
  async buyer({
    balance,
    mode = 'live',
    ...change
  }: PartnerChange & { balance?: string; mode?: Mode } = {}): Promise<{
    partnerId: string;
    key: string;
  }> {
    const partnerId = await this.partner(change);
    if (balance !== undefined) await this.fund(partnerId, balance, mode);
    return { partnerId, key: (await this.key(partnerId, { mode })).text };
  }

  async creditLimit(partnerId: string, amount: string): Promise<void> {
    const { database, clock } = this.app;
    const { tenantId, currency } = await tenantOf(database.reads, partnerId, 'live');
    const after = parseMoney(amount, currency);
    assert(after !== null, `${amount} is an amount`);
    const by = { at: clock.now(), actor: 'operator:test', subject: formatId('prt', partnerId) };
    await database.transaction(async (tx) => {
      const { creditLimit: before } = await balanceOf(tx, tenantId);
      await setCreditLimit(tx, tenantId, { before, after }, by);
    });
  }

  /** Imports a lot of one product (US 50 by default), as an operator does. */
  async stock({
    region = 'US',
    denomination = 50,
    codes,
    expiresAt,
  }: StockOrder): Promise<TestLot> {
    const texts = typeof codes === 'number' ? Array.from({ length: codes }, madeUpCode) : codes;
    const expires = expiresAt?.toISOString() ?? '';
    const lines = texts.map((code) => `${region},${denomination},${code},${expires}`);
    const lotId = await this.importFile(
      ['region,denomination,code,expires_at', ...lines, ''].join('\n'),
    );
    return { lotId, codes: texts };
  }

  /** Imports a file of codes; by default already confirmed for sale, however its codes look. */
  async importFile(csv: string, confirmed = true): Promise<string> {
    const path = join(this.#folder, `${randomUUID()}.csv`);
    await writeFile(path, csv);
    const supplierId = await supplierNamed(this.app.database, 'A supplier');
    const order = {
      file: path,
      mode: 'live',
      supplierId,
      costCurrency: 'USD',
      actor: ACTOR,
      confirmed,
    } as const;
    const { lotId } = await importLot(this.app, order);
    await this.settle();
    return lotId;
  }

  /** Sets prices from a price file's text. */
  async prices(csv: string): Promise<void> {
    const { database, clock } = this.app;
    const rows = readPrices(Buffer.from(csv));
    const partnerCurrencies = new Map<string, string>();
    for (const id of partnersIn(rows)) {
      partnerCurrencies.set(id, (await findPartner(database.reads, id)).currency);
    }
    const act = { at: clock.now(), actor: ACTOR, rows, partnerCurrencies };
    await database.transaction((tx) => setPrices(tx, act));
    await this.settle();
  }

  /** Sets one partner's own price. */
  ownPrice(partnerId: string, line: `${string},${number},USD,${string}`): Promise<void> {
    const head = 'region,denomination,currency,list_price,partner';
    return this.prices(`${head}\n${line},${formatId('prt', partnerId)}\n`);
  }

  async productStatus(sku: string, status: ProductStatus): Promise<void> {
    const act = { at: this.clock.now(), actor: ACTOR, sku, status };
    await this.app.database.transaction((tx) => setProductStatus(tx, act));
    await this.settle();
  }

  async tiers(csv: string): Promise<void> {
    const { database, clock } = this.app;
    const act = { at: clock.now(), actor: ACTOR, rows: readTiers(Buffer.from(csv)) };
    await database.transaction((tx) => setTiers(tx, act));
    await this.settle();
  }

  /** Runs the worker's hourly jobs. */
  async recomputeTiers(): Promise<void> {
    await recomputeTiers(this.app);
    await this.settle();
  }

  /** Live codes of a product that are for sale, as the database counts them. */
  async available(sku: string): Promise<number> {
    const [count] = await countStock(this.app.database.reads, sku);
    return count?.available ?? 0;
  }

  /** Returns the violations of all invariants, with every code opened: none, if all is well. */
  async verify(): Promise<string[]> {
    await chainAudit(this.app);
    const { database, vault } = this.app;
    const parts = { database, vault, inspector: this.#inspector };
    const results = await verify(parts, { deep: true });
    return results.flatMap(({ id, broken }) => broken.map((each) => `${id}: ${each}`));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owned[Symbol.asyncDispose]();
  }
}

export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const { clock = systemClock(), env, egress, slowPasswords } = options;
  await using stack = new AsyncDisposableStack();
  const databaseUrl = options.databaseUrl ?? stack.use(await testDatabase()).url;
  const folder = await mkdtemp(join(tmpdir(), 'psnb2b-shop-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const dataDir = options.dataDir ?? folder;
  const open = async () =>
    stack.use(await openNode({ dataDir, databaseUrl, clock, env, egress, slowPasswords }));
  const nodes: [ApiNode, ...ApiNode[]] = [await open()];
  while (nodes.length < (options.nodes ?? 1)) nodes.push(await open());
  const shop = new Shop(nodes, clock, folder, stack.move());
  if (options.prices !== null) await shop.prices(PRICES);
  return shop;
}

/** Returns an invented code that is unlike any other. */
function madeUpCode(): string {
  const text = randomUUID().replaceAll('-', '').toUpperCase();
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}-${text.slice(12, 20)}`;
}
