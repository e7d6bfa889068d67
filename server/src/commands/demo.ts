import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebApp } from '@psnb2b/contract';
import { registerPartner } from '../acts/index.ts';
import type { App } from '../app.ts';
import { denominationText, readPrices, readTiers, setPrices, setTiers } from '../catalog/index.ts';
import { creditDeposit } from '../funding/index.ts';
import { createUser, findUserByEmail, madeUpPassword, passwordOf } from '../identity/index.ts';
import { csvLine } from '../kit/csv/index.ts';
import { readEmail } from '../kit/email-address.ts';
import { eachPartner, issueKey, listKeys, revokeKey, tenantOf } from '../partners/index.ts';
import { discardLot, importLot, listLots } from '../stock/index.ts';
import { ensureSupplier } from '../suppliers/index.ts';
import { type FirstRun, readFirstRun, writeFirstRun } from './first-run.ts';

const ACTOR = 'system:demo';
const NAME = 'Demo Partner';
const SUPPLIER = 'Demo supplier';
const BALANCE_MINOR = 2_500_000;
const CODES_PER_PRODUCT = 100;
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
export async function loadDemo(app: App, passwords = madeUp().passwords): Promise<Demo> {
  const { clock, database } = app;
  const at = clock.now();
  await database.transaction(async (tx) => {
    const prices = readPrices(await readFile(new URL('sample-prices.csv', DATA)));
    await setPrices(tx, { at, actor: ACTOR, rows: prices, partnerCurrencies: new Map() });
    const tiers = readTiers(await readFile(new URL('sample-tiers.csv', DATA)));
    await setTiers(tx, { at, actor: ACTOR, rows: tiers });
  });
  await app.versions.poll();
  await importDemoStock(app);
  const partnerId = await demoPartner(app, at);
  const tenant = await tenantOf(database.reads, partnerId, 'live');
  const credit = { amount: BALANCE_MINOR, currency: 'USD', reference: 'demo', actor: ACTOR };
  await creditDeposit(app, tenant, credit);
  const keys = { live: '', test: '' };
  for (const mode of ['live', 'test'] as const) {
    const by = { actor: ACTOR, at };
    const issued = await database.transaction((tx) => issueKey(tx, app, partnerId, mode, {}, by));
    keys[mode] = issued.text;
  }
  await app.versions.poll();
  const people = signIns(passwords);
  const created = await Promise.all(people.map((who) => demoPerson(app, who, partnerId)));
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

async function demoPartner(app: App, at: Date): Promise<string> {
  const { reads } = app.database;
  const all = await Array.fromAsync(eachPartner(reads));
  const known = all.find(({ name }) => name === NAME);
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
  const user = { webApp, email, password, ...owner, at: app.clock.now() };
  if (await createUser(app, user, ACTOR)) return true;
  const known = await findUserByEmail(app.database.reads, webApp, email);
  return (
    known !== null &&
    app.passwords.verify(await passwordOf(app.database.reads, known.userId), password)
  );
}

async function importDemoStock(app: App): Promise<void> {
  const by = { actor: ACTOR, at: app.clock.now() };
  const note = 'Invented for the demo, like its codes.';
  const { supplierId } = await app.database.transaction((tx) =>
    ensureSupplier(tx, { name: SUPPLIER, note }, by),
  );
  const lots = await listLots(app.database.reads, { supplierId });
  if (lots.some(({ status }) => status === 'complete')) return;
  for (const { lotId } of lots.filter(({ status }) => status === 'importing')) {
    await discardLot(app, { lotId, actor: ACTOR });
  }
  const folder = await mkdtemp(join(tmpdir(), 'psnb2b-demo-'));
  try {
    const lines = [csvLine(['region', 'denomination', 'code'])];
    for (const product of app.catalog.current.products) {
      const face = denominationText(product.denominationMilli);
      for (let count = 0; count < CODES_PER_PRODUCT; count += 1) {
        lines.push(csvLine([product.region, face, demoCode()]));
      }
    }
    const file = join(folder, 'demo-codes.csv');
    await writeFile(file, lines.join(''));
    await importLot(app, {
      file,
      mode: 'live',
      supplierId,
      costCurrency: 'USD',
      actor: ACTOR,
    });
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
The console asks for an authenticator app at the first sign-in.

Place an order:
  curl -sS ${url}/api/v1/orders -H 'Authorization: Bearer ${liveKey}' -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s%N)" -d '${order}'

Fetch the codes of the newest order:
  curl -sS "${url}/api/v1/orders/$(curl -sS '${url}/api/v1/orders?limit=1' -H 'Authorization: Bearer ${liveKey}' | sed -E 's/.*"id":"(ord_[0-9a-z]+)".*/\\1/')/codes" -H 'Authorization: Bearer ${liveKey}'

`;
}
