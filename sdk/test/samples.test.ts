/**
 * Guards: the samples of the README and of the guide do what they say, against a real server, with the package as it is published;
 * and a strict compiler accepts them.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openShop, type Shop } from '@psnb2b/server/testkit';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signWebhook } from '../src/index.ts';
import { buildPackage, compile, ROOT, run } from './build-package.ts';

const SECRET = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
/** What each sample prints, by the words that only it has. */
const README: Record<string, string> = {
  'createAndWait(': '2 true',
  tryToBuy: 'only 0 in stock',
  'orders.list(': '0 deposit',
  'holds.create(': 'pending delivered',
  'receive(': 'ord_1 delivered\n204 400',
  'events.follow(': '1 order.status_changed\n2 order.status_changed',
  'inventory.mirror(': '47.00',
  'verifyReceipt(': '1 true',
};
const GUIDE: Record<string, string> = {
  'createAndWait(': 'delivered 2',
  "is('price_changed')": 'now 47.00',
  'receive(': 'order.status_changed\n204 400',
  'X-PSNB2B-Test-Error': 'ConnectionError true\ndelivered',
};

let shop: Shop;
let folder: string;
let privateJwk: string;
let publicKey: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-samples-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await buildPackage(folder);
  shop = await openShop();
  await shop.stock({ codes: 50 });
  await shop.stock({ denomination: 20, codes: 5 });
  const pair = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  publicKey = JSON.stringify({ ...(await exportJWK(pair.publicKey)), kid: 'till-7' });
  privateJwk = JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid: 'till-7' });
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Returns the samples of a page: the first makes the client that all the others use. */
async function samplesOf(page: string): Promise<{ client: string; samples: string[] }> {
  const text = await readFile(join(ROOT, page), 'utf8');
  const [client = '', ...samples] = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, block = '']) => block,
  );
  return { client, samples };
}

/** What calls a sample that receives webhooks: one delivery that is genuine, one that is not. */
async function deliveries(): Promise<string> {
  const data = { order: { id: 'ord_1', status: 'delivered' }, previous_status: 'paid' };
  const body = JSON.stringify({ id: 'evt_1', type: 'order.status_changed', data });
  const headers = JSON.stringify(await signWebhook({ id: 'evt_1', body, secret: SECRET }));
  const given = `method: 'POST', headers: ${headers}`;
  return `
    const url = 'https://here.example/hook';
    const fine = await receive(new Request(url, { ${given}, body: ${JSON.stringify(body)} }));
    const forged = await receive(new Request(url, { ${given}, body: '{}' })).catch(() => ({ status: 400 }));
    console.log(fine.status, forged.status);`;
}

/** A partner of its own for each sample, whose first event is an order. */
async function partnerFor(sample: string): Promise<string> {
  const isTest = sample.includes('Test-Error');
  const isSealed = sample.includes('PRIVATE_JWK');
  const balance = sample.includes('orders.list(') ? {} : { balance: '1000.00' };
  const terms = { mode: isTest ? 'test' : 'live', ...(isSealed && { publicKey }) } as const;
  const { key, partnerId } = await shop.buyer({ ...balance, ...terms });
  if (!balance.balance) await shop.deposit(partnerId, '10.00');
  if (sample.includes('events.follow(')) {
    await shop.call('POST', '/orders', {
      key,
      body: { region: 'US', denomination: 50, quantity: 1 },
    });
  }
  return key;
}

test.each([
  ['sdk/README.md', README],
  ['docs/guides/sdk.md', GUIDE],
])('%s', async (page, expected) => {
  const { client, samples } = await samplesOf(page);
  const printed: Record<string, string> = {};
  const files: string[] = [];
  for (const [index, sample] of samples.entries()) {
    const word = Object.keys(expected).find((each) => sample.includes(each)) ?? sample;
    const file = join(folder, `${page.replaceAll(/\W/g, '-')}-${index}.ts`);
    files.push(file);
    await writeFile(
      file,
      `${client}\n${sample}\n${sample.includes('receive(') ? await deliveries() : ''}`,
    );
    const env = {
      PATH: process.env.PATH,
      PSNB2B_KEY: await partnerFor(sample),
      PSNB2B_URL: shop.url,
      WEBHOOK_SECRET: SECRET,
      PRIVATE_JWK: privateJwk,
    };
    printed[word] = (await run(process.execPath, [file], { cwd: folder, env })).stdout.trim();
  }
  expect(printed).toEqual(expected);
  const roots = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node'];
  await compile(files, [...roots, '--skipLibCheck', '--allowImportingTsExtensions']);
});
