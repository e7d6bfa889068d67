import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebApp } from '@psnb2b/contract';
import { registerPartner } from '../acts/index.ts';
import type { App } from '../app.ts';
import {
  denominationText,
  type Product,
  readPrices,
  readTiers,
  setPrices,
  setTiers,
} from '../catalog/index.ts';
import { creditDeposit } from '../funding/index.ts';
import {
  createUser,
  findUserByEmail,
  giveTotp,
  madeUpPassword,
  passwordOf,
} from '../identity/index.ts';
import { csvLine } from '../kit/csv/index.ts';
import { readEmail } from '../kit/email-address.ts';
import { sendEmails } from '../kit/mail/index.ts';
import { formatMoney } from '../kit/money.ts';
import { DAY_MS } from '../kit/time.ts';
import { eachPartner, issueKey, listKeys, revokeKey, tenantOf } from '../partners/index.ts';
import { markDemo } from '../shop/index.ts';
import { discardLot, importLot, listLots } from '../stock/index.ts';
import { ensureSupplier } from '../suppliers/index.ts';
import { DEMO_DAYS, isBestSeller, tradeForAMonth } from './demo-month.ts';
import { demoSecret } from './demo-operator.ts';
import { openPast } from './demo-past.ts';
import { RECALLED } from './demo-scenes.ts';
import { type FirstRun, readFirstRun, writeFirstRun } from './first-run.ts';

const ACTOR = 'system:demo';
const NAME = 'Demo Partner';
const SUPPLIER = 'Demo supplier';
const BALANCE_MINOR = 2_500_000;
const SECOND_SUPPLIER = 'Second demo supplier';
const CODES_PER_PRODUCT = 100;
const BEST_SELLER_CODES = 400;
const BAD_SKU = `PSN-${RECALLED.region}-${RECALLED.denomination}`;
const BAD_CODES = 30;
/** They expire before all others, so they are sold first. */
const BAD_EXPIRY_MS = 300 * DAY_MS;
/** What a code costs, of its list price. */
const COST_SHARE = 0.965;
const LIST_PRICE = { partnerId: '', currency: 'USD', discountBps: 0 } as const;
const ALPHABET = 'ABCDEFGHJKLMNPQRTUVWXYZ234679';
const DATA = new URL('../../data/', import.meta.url);

export interface Demo {
  readonly liveKey: string;
  readonly testKey: string;
  /** Demo people with passwords that are made for this run, one per web app. */
  readonly people: readonly SignIn[];
}

interface SignIn {
  readonly webApp: WebApp;
  readonly email: string;
  readonly password: string;
}

/**
 * The demo of a first run. It is made when there is no partner yet, and completed when an earlier start was killed before it had
 * printed the notice. Null when there is nothing to print.
 */
export async function demoOfFirstRun(app: App): Promise<Demo | null> {
  const { dataDir, demo } = app.config;
  const begun = readFirstRun(dataDir);
  if (!begun) {
    if (demo === 'off') return null;
    for await (const _partner of eachPartner(app.database.reads)) return null;
  }
  const { passwords, keys } = begun ?? madeUp();
  if (!begun) writeFirstRun(dataDir, { passwords, keys });
  if (keys) return { liveKey: keys.live, testKey: keys.test, people: signIns(passwords) };
  const made = await loadDemo(app, passwords);
  writeFirstRun(dataDir, { passwords, keys: { live: made.liveKey, test: made.testKey } });
  return made;
}

function madeUp(): FirstRun {
  return { passwords: { portal: madeUpPassword(), console: madeUpPassword() }, keys: null };
}

/**
 * Demo data for a first look: sample prices and tiers, stock of invented codes in every region, an approved partner with money, a
 * key per mode, and one person per web app. Existing data stays; keys that nobody can have seen are replaced.
 */
export async function loadDemo(present: App, passwords = madeUp().passwords): Promise<Demo> {
  const now = present.clock.now();
  // A history can only begin before everything else.
  const isNew = (await findDemoPartner(present)) === null && (await isUntouched(present));
  const start = new Date(now.getTime() - (DEMO_DAYS + 1) * DAY_MS);
  await using past = isNew ? await openPast(present, start) : null;
  const app = past?.app ?? present;
  const { clock, database } = app;
  const at = clock.now();
  await database.transaction(async (tx) => {
    await markDemo(tx, at);
    const prices = readPrices(await readFile(new URL('sample-prices.csv', DATA)));
    await setPrices(tx, { at, actor: ACTOR, rows: prices, partnerCurrencies: new Map() });
    const tiers = readTiers(await readFile(new URL('sample-tiers.csv', DATA)));
    await setTiers(tx, { at, actor: ACTOR, rows: tiers });
  });
  await app.versions.poll();
  const badLot = await importDemoStock(app);
  const partnerId = await demoPartner(app, at);
  const tenant = await tenantOf(database.reads, partnerId, 'live');
  const credit = { amount: BALANCE_MINOR, currency: 'USD', reference: 'demo', actor: ACTOR };
  await creditDeposit(app, tenant, credit);
  const people = signIns(passwords);
  const created = await Promise.all(people.map((who) => demoPerson(app, who, partnerId)));
  if (past) await tradeForAMonth(past, now, { partnerId, badLot });
  const keys = { live: '', test: '' };
  for (const mode of ['live', 'test'] as const) {
    const by = { actor: ACTOR, at: clock.now() };
    const issued = await database.transaction((tx) => issueKey(tx, app, partnerId, mode, {}, by));
    keys[mode] = issued.text;
  }
  // The past sends no e-mail: what it wrote is kept for the console.
  while (past && (await sendEmails(past.app)) > 0);
  await present.versions.poll();
  // A demo that is loaded again keeps its people.
  const known = people.filter((_, index) => created[index]);
  return { liveKey: keys.live, testKey: keys.test, people: known };
}

function signIns(passwords: FirstRun['passwords']): SignIn[] {
  return [
    { webApp: 'portal', email: 'buyer@demo.example', password: passwords.portal },
    { webApp: 'console', email: 'operator@demo.example', password: passwords.console },
  ];
}

async function findDemoPartner({ database }: App) {
  const all = await Array.fromAsync(eachPartner(database.reads));
  return all.find(({ name }) => name === NAME) ?? null;
}

/** Nobody has a partner, or codes, here yet. */
async function isUntouched({ database: { reads } }: App): Promise<boolean> {
  for await (const _partner of eachPartner(reads)) return false;
  return (await listLots(reads, {})).length === 0;
}

async function demoPartner(app: App, at: Date): Promise<string> {
  const { reads } = app.database;
  const known = await findDemoPartner(app);
  if (known) {
    const by = { actor: ACTOR, at };
    const unseen = (await listKeys(reads, known.partnerId)).filter((key) => !key.revokedAt);
    for (const { keyId } of unseen) {
      await app.database.transaction((tx) => revokeKey(tx, app, keyId, 'never shown', by));
    }
    return known.partnerId;
  }
  const { partnerId } = await registerPartner(app, {
    ...{ name: NAME, email: readEmail('buyer@demo.example'), country: 'US', currency: 'USD' },
    ...{ approved: true, actor: ACTOR, at },
  });
  return partnerId;
}

/** Whether this is the person's password: the person is new, or was made by a start that was killed afterwards. */
async function demoPerson(app: App, who: SignIn, partnerId: string): Promise<boolean> {
  const { webApp, password } = who;
  const email = readEmail(who.email);
  const role = webApp === 'portal' ? 'owner' : 'admin';
  const owner = {
    name: `Demo ${role}`,
    role,
    partnerId: webApp === 'portal' ? partnerId : null,
  } as const;
  const by = { actor: ACTOR, at: app.clock.now() };
  const created = await createUser(app, { webApp, email, password, ...owner, at: by.at }, ACTOR);
  const user = created ?? (await findUserByEmail(app.database.reads, webApp, email));
  if (!user) return false;
  const { reads } = app.database;
  const isTheirs =
    created !== null ||
    (await app.passwords.verify(await passwordOf(reads, user.userId), password));
  if (isTheirs && webApp === 'console') {
    await giveTotp(app, user, demoSecret(app.config.dataDir), by);
  }
  return isTheirs;
}

/** Imports invented codes, with costs, and a second lot that the month recalls: the id of that one. */
async function importDemoStock(app: App): Promise<string> {
  const products = app.catalog.current.products;
  const bad = products.find((each) => each.sku === BAD_SKU);
  const lines = products.flatMap((product) => {
    const face = Number(denominationText(product.denominationMilli));
    const isWanted = isBestSeller(product.region, face);
    return linesOf(app, product, isWanted ? BEST_SELLER_CODES : CODES_PER_PRODUCT);
  });
  await importDemoLot(app, SUPPLIER, lines);
  const badLines = bad ? linesOf(app, bad, BAD_CODES, BAD_EXPIRY_MS) : [];
  return importDemoLot(app, SECOND_SUPPLIER, badLines);
}

/** Rows of the file; `expiryMs`: how long the codes last. */
function linesOf(app: App, product: Product, count: number, expiryMs?: number): string[] {
  const face = denominationText(product.denominationMilli);
  const price = app.catalog.current.quote(product, LIST_PRICE)?.unitPrice;
  // nothing: a product that has no sample price has no cost either
  const cost = price === undefined ? '' : formatMoney(Math.round(price * COST_SHARE), 'USD');
  const expires =
    expiryMs === undefined
      ? ''
      : new Date(app.clock.now().getTime() + expiryMs).toISOString().slice(0, 'YYYY-MM-DD'.length);
  return Array.from({ length: count }, () =>
    csvLine([product.region, face, demoCode(), cost, expires]),
  );
}

/** Imports a lot of a supplier, unless it is there: its id. */
async function importDemoLot(app: App, name: string, lines: readonly string[]): Promise<string> {
  const by = { actor: ACTOR, at: app.clock.now() };
  const note = 'Invented for the demo, like its codes.';
  const { supplierId } = await app.database.transaction((tx) =>
    ensureSupplier(tx, { name, note }, by),
  );
  const lots = await listLots(app.database.reads, { supplierId });
  const whole = lots.find(({ status }) => status !== 'importing' && status !== 'discarded');
  if (whole) return whole.lotId;
  for (const { lotId } of lots.filter(({ status }) => status === 'importing')) {
    await discardLot(app, { lotId, actor: ACTOR });
  }
  const folder = await mkdtemp(join(tmpdir(), 'psnb2b-demo-'));
  try {
    const file = join(folder, 'demo-codes.csv');
    const head = csvLine(['region', 'denomination', 'code', 'cost', 'expires_at']);
    await writeFile(file, [head, ...lines].join(''));
    const order = { file, mode: 'live', supplierId, costCurrency: 'USD', actor: ACTOR } as const;
    return (await importLot(app, order)).lotId;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Invented and recognisable: no code of a store begins like this. */
function demoCode(): string {
  const part = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `DEMO-${part()}-${part()}-${part()}`;
}

/** What a first start prints: the address, the keys, and two commands to paste. */
export function demoNotice({ liveKey, testKey, people }: Demo, url: string): string {
  const signIns = people
    .map(({ webApp, email, password }) => `  ${webApp.padEnd(8)}  ${email}  ${password}`)
    .join('\n');
  const order = '{"region":"US","denomination":50,"quantity":2}';
  return `
psnb2b listens on ${url}
  API            ${url}/api/v1
  documentation  ${url}/docs
  portal         ${url}/portal
  console        ${url}/console

Demo data was created: prices and stock are samples, the codes are invented.
  live key  ${liveKey}
  test key  ${testKey}
${signIns}
The console also asks for a code of an authenticator: npx psnb2b-server demo code prints it.

Place an order:
  curl -sS ${url}/api/v1/orders -H 'Authorization: Bearer ${liveKey}' -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s%N)" -d '${order}'

Fetch the codes of the newest order:
  curl -sS "${url}/api/v1/orders/$(curl -sS '${url}/api/v1/orders?limit=1' -H 'Authorization: Bearer ${liveKey}' | sed -E 's/.*"id":"(ord_[0-9a-z]+)".*/\\1/')/codes" -H 'Authorization: Bearer ${liveKey}'

`;
}
