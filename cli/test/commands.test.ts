/**
 * Guards: every command does on the real server what its help says, prints a table or one JSON value, and stores keys and codes for their
 * owner alone.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openShop, type Shop } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, type Ran } from './run.ts';

let shop: Shop;
let desk: Desk;
let key: string;
beforeAll(async () => {
  shop = await openShop({ env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  const { partnerId } = await shop.buyer();
  const scopes = ['read', 'orders', 'codes', 'claims', 'webhooks'];
  key = (await shop.key(partnerId, { mode: 'test', scopes })).text;
  desk = new Desk();
});
afterAll(async () => {
  desk[Symbol.dispose]();
  await shop[Symbol.asyncDispose]();
});

const run = (...args: string[]): Promise<Ran> => desk.run(args);
async function json(...args: string[]): Promise<Ran['value']> {
  const ran = await desk.run([...args, '--json']);
  expect(ran, ran.err).toMatchObject({ code: 0 });
  return ran.value;
}
const path = (name: string) => join(desk.home, name);

test('login checks the key and stores it for its owner alone; no output has it', async () => {
  const ran = await desk.run(['login', '--url', shop.url], { input: `${key}\n` });
  expect(ran, ran.err).toMatchObject({ code: 0 });
  expect(ran.out).toContain('test');
  expect(ran.out + ran.err).not.toContain(key);
  expect(ran.out).not.toContain('\u001b');
  const file = path('.config/psnb2b/profiles.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(path('.config/psnb2b')).mode & 0o777).toBe(0o700);
  expect(readFileSync(file, 'utf8')).toContain(key);
  const second = await desk.run(['login', '-p', 'other', '--url', shop.url], { input: key });
  expect(second.code).toBe(0);
  const listed = await json('profiles');
  expect(listed.data).toMatchObject([
    { profile: 'default', current: true, mode: 'test' },
    { profile: 'other', current: false },
  ]);
  expect(JSON.stringify(listed)).not.toContain(key);
  await run('profiles', 'other');
  expect((await json('profiles')).data[1]).toMatchObject({ current: true });
  await run('profiles', 'other', '--remove');
  expect((await json('profiles')).data).toMatchObject([{ profile: 'default', current: true }]);
  expect((await run('whoami', '-p', 'other')).code).toBe(3);
});

test('whoami, status and balance', async () => {
  expect(await json('whoami')).toMatchObject({ object: 'me', mode: 'test' });
  const who = await run('whoami');
  expect(who.out).toMatch(/^business {2,}A Partner$/m);
  expect(await json('status')).toMatchObject({ object: 'status', reply_ms: expect.any(Number) });
  expect(await json('balance', '--set', '5000.00')).toMatchObject({ available: '5000.00' });
  expect((await run('balance')).out).toMatch(/^available +5000\.00 USD$/m);
});

test('from the inventory to codes in a private file, and back', async () => {
  expect((await run('inventory', '--region', 'US', '--in-stock')).out).toMatch(
    /^PSN-US-50 +50 USD +47\.00 +USD +\d+ +active$/m,
  );
  expect(await json('inventory', 'psn-us-50')).toMatchObject({ sku: 'PSN-US-50' });
  const order = await json('order', 'us', '50', '2', '--reference', 'PO-1', '--metadata', 'a=b=c');
  expect(order).toMatchObject({ status: 'delivered', reference: 'PO-1', metadata: { a: 'b=c' } });
  expect((await run('orders', order.id)).out).toContain('PSN-US-50');
  expect((await json('orders', '--reference', 'PO-1')).data).toMatchObject([{ id: order.id }]);
  expect((await json('orders', '--limit', '1')).data).toHaveLength(1);

  expect((await json('codes', order.id, '--masked')).data).toHaveLength(2);
  const out = path('codes.csv');
  expect((await run('codes', order.id, '--out', out)).code).toBe(0);
  const csv = readFileSync(out, 'utf8');
  expect(csv).toMatch(/^id,code,sealed,serial,region/);
  expect(csv.match(/TEST-/g)).toHaveLength(2);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  const asJson = path('codes.json');
  await run('codes', order.id, '--out', asJson);
  expect(JSON.parse(readFileSync(asJson, 'utf8')).data).toHaveLength(2);
  expect((await run('codes', order.id, '--show')).out).toMatch(/^TEST-\S+\nTEST-\S+\n$/);

  const other = await json('order', 'US', '50', '2');
  expect(await json('return', other.id, '--all')).toMatchObject({ refunded: other.total });
  expect(await run('return', other.id, '--all')).toMatchObject({ code: 6 });
});

test('holds are confirmed or cancelled; an order that fails says so by its exit code', async () => {
  const held = await json('hold', 'US', '50', '1', '--seconds', '600');
  expect(held).toMatchObject({ status: 'pending', payment: 'hold' });
  expect(await json('confirm', held.id)).toMatchObject({ status: 'delivered' });
  const other = await json('hold', 'US', '50', '1');
  const cancelled = await run('cancel', other.id);
  expect(cancelled.out).toMatch(/failure +cancelled/);
  const waiting = await desk.run(['order', 'US', '10', '103', '--timeout', '1', '--json']);
  expect(waiting).toMatchObject({ code: 6, value: { status: 'pending' } });
  expect(waiting.err).toContain('Ctrl-C does not cancel it');
  expect((await run('cancel', waiting.value.id)).code).toBe(0);
});

test('claims with evidence, a message, and their withdrawal', async () => {
  const order = await json('order', 'US', '50', '1');
  const [code] = (await json('codes', order.id, '--masked')).data;
  const picture = path('error.png');
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  writeFileSync(picture, Buffer.from(png, 'base64'));
  await run('codes', order.id, '--show');
  const words = ['claim', order.id, code.id, '--reason', 'invalid', '--description', 'Not valid.'];
  const claim = await json(...words, '--evidence', picture);
  expect(claim).toMatchObject({ status: 'open', order_id: order.id });
  expect(await shop.rows('SELECT FROM claims.evidence')).toHaveLength(1);
  expect((await run('claims')).out).toContain(claim.id);
  expect((await run('claims', claim.id, '--message', 'Any news?')).out).toContain(code.id);
  expect(await json('claims', claim.id, '--withdraw')).toMatchObject({ status: 'withdrawn' });
});

test('events and webhook endpoints', async () => {
  const all = await json('events', '--types', 'order.status_changed');
  expect(all.data.length).toBeGreaterThan(3);
  const [first] = all.data;
  expect(
    (await json('events', '--after', String(first.sequence), '--limit', '1')).data[0].sequence,
  ).toBe(first.sequence + 1);
  const made = await json(
    'webhooks',
    '--create',
    'http://127.0.0.1:9/hook',
    '--events',
    'webhook.test',
  );
  expect(made.secret).toMatch(/^whsec_/);
  expect((await run('webhooks')).out).toContain(made.id);
  expect((await json('webhooks', made.id, '--test')).type).toBe('webhook.test');
  expect((await json('webhooks', made.id, '--deliveries')).data).toHaveLength(1);
  expect((await json('webhooks', made.id, '--rotate')).secret).not.toBe(made.secret);
  expect(await json('webhooks', made.id, '--disable')).toMatchObject({ status: 'disabled' });
  expect(await json('webhooks', made.id, '--enable')).toMatchObject({ status: 'enabled' });
  expect(await json('webhooks', made.id, '--delete')).toMatchObject({ deleted: true });
  expect((await run('webhooks', made.id)).code).toBe(4);
});

test('pages of the portal', async () => {
  expect(await json('open', 'keys')).toEqual({ url: `${shop.url}/portal/developers/keys` });
  expect((await run('open', 'toString')).code).toBe(2);
});

test('a scenario runs step by step, and names the step that is not as expected', async () => {
  const file = path('scenario.json');
  const write = (steps: object[]) => writeFileSync(file, JSON.stringify({ steps }));
  const placed = ['$', '{order.id}'].join('');
  write([
    { call: 'setTestBalance', body: { balance: '100.00' } },
    { name: 'order', call: 'createOrder', body: { region: 'US', denomination: 50, quantity: 2 } },
    { call: 'getOrder', params: { order_id: placed }, until: { status: 'delivered' } },
    { call: 'getBalance', expect: { available: '6.00' } },
    {
      call: 'createOrder',
      body: { region: 'US', denomination: 50, quantity: 1 },
      refused: 'insufficient_balance',
    },
  ]);
  expect(await json('fixtures', file)).toMatchObject({ passed: true });
  const guide = readFileSync(new URL('../../docs/guides/command-line.md', import.meta.url), 'utf8');
  writeFileSync(file, /```jsonc\n(.*?)```/s.exec(guide)?.[1] ?? '');
  expect(await json('fixtures', file)).toMatchObject({ passed: true });
  write([{ name: 'money', call: 'getBalance', expect: { available: '7.00' } }]);
  const failed = await desk.run(['fixtures', file]);
  expect(failed).toMatchObject({ code: 6 });
  expect(failed.out).toContain('step money, /available is "53.00", not "7.00"');
  write([{ call: 'getBalance', bodi: {} }]);
  expect((await run('fixtures', file)).err).toContain('no member "bodi"');
  write([{ call: 'constructor' }]);
  expect(await run('fixtures', file)).toMatchObject({ code: 2 });
  expect(await shop.verify()).toEqual([]);
});
