/**
 * Guards: whatever is wrong, a command ends with its exit code and a sentence that says what to change; nothing is half written, nothing
 * is bought twice, and no key is shown.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { hostile, openReceiver, openShop, type Shop } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Interrupted } from '../src/exit.ts';
import { Desk } from './run.ts';

let shop: Shop;
let key: string;
let partnerId: string;
beforeAll(async () => {
  shop = await openShop();
  ({ partnerId } = await shop.buyer());
  ({ text: key } = await shop.key(partnerId, { mode: 'test' }));
});
afterAll(() => shop[Symbol.asyncDispose]());

const deskOf = (text = key, url = shop.url) => new Desk({ PSNB2B_KEY: text, PSNB2B_URL: url });
const ORDER = ['order', 'US', '50', '1'] as const;
const ordersIn = async () => (await shop.rows('SELECT FROM orders.orders')).length;

/** Passes calls on to the shop; `spoil` may take over. */
async function openBetween(spoil: (method: string, path: string) => RequestListener | null) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = 'GET', url: path = '/', headers } = request;
    const names = ['authorization', 'idempotency-key', 'content-type', 'accept'];
    const kept = names.flatMap((name) =>
      headers[name] ? [[name, String(headers[name])] as [string, string]] : [],
    );
    const answer = await fetch(`${shop.url}${path}`, {
      method,
      headers: kept,
      body: method === 'POST' ? new Uint8Array(Buffer.concat(chunks)) : null,
    });
    const text = await answer.text();
    const instead = spoil(method, path);
    if (instead) return instead(request, response);
    const replayed = answer.headers.get('idempotent-replayed');
    if (replayed !== null) response.setHeader('idempotent-replayed', replayed);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function refusing(code: string, status: number): RequestListener {
  const body = { code, status, retryable: false, title: '', detail: 'Why.', request_id: 'req_1' };
  return (_request, response) =>
    response
      .writeHead(status, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify(body));
}

test('no key, half of the settings, and a profile that does not exist', async () => {
  using desk = new Desk();
  const none = await desk.run(['balance']);
  expect(none).toMatchObject({ code: 3, out: '' });
  expect(none.err).toContain('psnb2b login');
  const half = await desk.run(['balance'], { env: { PSNB2B_KEY: key } });
  expect(half).toMatchObject({ code: 2 });
  expect(half.err).toContain('PSNB2B_URL');
  expect((await desk.run(['balance', '-p', 'live'])).err).toContain('There is no profile live');
  expect((await desk.run(['balance', '-p', '__proto__'])).code).toBe(2);
});

test('a key in the wrong form is not sent, and a wrong or revoked key is refused; none is shown', async () => {
  const wrong = `${key.slice(0, -4)}AAAA`;
  for (const [text, code] of [
    ['not-a-key', 2],
    [wrong, 3],
  ] as const) {
    using desk = deskOf(text);
    const ran = await desk.run(['balance']);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).not.toContain(text);
    const login = await desk.run(['login', '--url', shop.url], { input: text });
    expect(login).toMatchObject({ code });
    expect(login.err).not.toContain(text);
    expect(readdirSync(desk.home)).toEqual([]);
  }
  const { text } = await shop.key(partnerId, { mode: 'test' });
  using desk = deskOf(text);
  expect((await desk.run(['balance'])).code).toBe(0);
  await shop.call('POST', '/key-reports', { body: { key: text } });
  await shop.settle();
  const revoked = await desk.run(['balance']);
  expect(revoked).toMatchObject({ code: 3, out: '' });
  expect(revoked.err).toContain('`psnb2b login` stores another key');
  using locked = deskOf((await shop.key(partnerId, { mode: 'test', scopes: ['read'] })).text);
  const ran = await locked.run([...ORDER, '--json']);
  expect(ran).toMatchObject({ code: 3, out: '' });
  expect(JSON.parse(ran.err)).toMatchObject({ code: 'scope_missing' });
});

test('an invalid address, plain http elsewhere, and no network', async () => {
  using nowhere = deskOf(key, 'cards.example');
  expect((await nowhere.run(['balance'])).err).toContain('PSNB2B_URL is the address');
  using plain = deskOf(key, 'http://cards.example');
  expect((await plain.run(['balance'])).err).toContain('not encrypted');
  // The status makes one try.
  await using receiver = await openReceiver();
  receiver.behaviour = hostile.reset;
  using away = deskOf(key, new URL(receiver.url).origin);
  const ran = await away.run(['status']);
  expect(ran).toMatchObject({ code: 5, out: '' });
  expect(ran.err).toContain(`no status from ${new URL(receiver.url).origin}: `);
});

test('a person who waits for the shop sees why', async () => {
  await using receiver = await openReceiver();
  receiver.behaviour = hostile.reset;
  using away = deskOf(key, new URL(receiver.url).origin);
  const stop = new AbortController();
  let said = '';
  const waited = await away.run(['balance'], {
    isTty: { in: false, out: false, err: true },
    signal: stop.signal,
    onErr: (text) => {
      said += text;
      if (said.includes('Trying again in')) stop.abort(new Interrupted());
    },
  });
  expect(waited.code).toBe(130);
  expect(said).toContain(`${new URL(receiver.url).origin} does not answer GET /balance (network)`);
});

test('a file that exists, a folder, a missing folder and a full disk: no code is read', async () => {
  using desk = deskOf();
  const { value: order } = await desk.run([...ORDER, '--json']);
  const file = join(desk.home, 'codes.csv');
  writeFileSync(file, 'mine');
  const folder = join(desk.home, 'folder.csv');
  mkdirSync(folder);
  for (const [out, code, says] of [
    [file, 2, 'exists'],
    [folder, 2, 'is a folder'],
    [
      join(desk.home, 'missing', 'codes.csv'),
      7,
      `there is no folder ${join(desk.home, 'missing').toLowerCase()} (`,
    ],
    ['/dev/full', 7, 'disk is full'],
    [join(desk.home, 'codes.txt'), 2, '.csv or .json'],
  ] as const) {
    const ran = await desk.run(['codes', order.id, '--out', out]);
    expect(ran, out).toMatchObject({ out: '', code });
    expect(ran.err.toLowerCase()).toContain(says);
  }
  expect((await desk.run(['codes', order.id])).code).toBe(2);
  const reveals = await shop.call<{ data: unknown[] }>('GET', `/orders/${order.id}/reveals`, {
    key,
  });
  expect(reveals.body.data).toEqual([]);
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(readdirSync(desk.home).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect((await desk.run(['codes', order.id, '--out', file, '--force'])).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('TEST-');
});

test('an order whose result could not be printed is named, and the same command shows it again', async () => {
  using desk = deskOf();
  const before = await ordersIn();
  const full = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('full'), { code: 'ENOSPC' })),
  });
  full.on('error', () => {});
  const lost = await desk.run(ORDER, { out: full });
  expect(lost.code).toBe(7);
  const id = /ord_\w+/.exec(lost.err)?.[0];
  expect(id).toBeDefined();
  const again = await desk.run(ORDER);
  expect(again.out).toContain(id);
  expect(again.err).toContain('nothing was bought twice');
  expect(await ordersIn()).toBe(before + 1);
  // Now it has an outcome, so the next run is another order.
  expect((await desk.run(ORDER)).out).not.toContain(id);
  expect(await ordersIn()).toBe(before + 2);
});

test('the output to a real full disk and to a closed pipe', async () => {
  using desk = deskOf();
  const full = openSync('/dev/full', 'w');
  const bin = join(import.meta.dirname, '../bin/psnb2b.mjs');
  const child = spawn(process.execPath, [bin, 'balance'], {
    env: { PATH: process.env.PATH, ...desk.env },
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);
  let err = '';
  child.stderr?.on('data', (text) => {
    err += text;
  });
  expect((await once(child, 'close'))[0]).toBe(7);
  expect(err).toContain('The disk is full');

  const piped = desk.start(['events', '--follow', '--after', '0', '--json']);
  await piped.said(/evt_/);
  piped.child.stdout?.destroy();
  // One more event, for a reader that has gone.
  const quiet = desk.start([...ORDER]);
  await quiet.ended;
  expect(await piped.ended).toBe(141);
  expect(piped.err()).not.toContain('bug');
});

test('an order that was accepted keeps its key, whatever the shop answers while it waits', async () => {
  using desk = deskOf();
  const before = await ordersIn();
  using between = await openBetween((method, path) =>
    method === 'GET' && path.includes('/orders/ord_') ? refusing('unauthorized', 401) : null,
  );
  // In test mode this quantity waits for codes.
  const words = ['order', 'US', '10', '103'];
  const cut = await desk.run(words, { env: { PSNB2B_URL: between.url } });
  expect(cut).toMatchObject({ code: 3, out: '' });
  const id = /ord_\w+ is pending/.exec(cut.err)?.[0]?.split(' ')[0] ?? '';
  expect(cut.err).toContain('was accepted');
  expect(cut.err).toContain('Run the same command again');
  const env = { PSNB2B_URL: between.url };
  const again = await desk.run([...words, '--no-wait', '--json'], { env });
  expect(again).toMatchObject({ code: 0, value: { id } });
  expect(await ordersIn()).toBe(before + 1);
  expect((await desk.run(['cancel', id])).code).toBe(0);
});

test('a command that is continued with a rotated key buys once', async () => {
  using desk = deskOf();
  const before = await ordersIn();
  const full = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('full'), { code: 'ENOSPC' })),
  });
  full.on('error', () => {});
  const lost = await desk.run(ORDER, { out: full });
  const id = /ord_\w+/.exec(lost.err)?.[0];
  const { text } = await shop.key(partnerId, { mode: 'test' });
  const again = await desk.run([...ORDER, '--json'], { env: { PSNB2B_KEY: text } });
  expect(again).toMatchObject({ code: 0, value: { id } });
  expect(await ordersIn()).toBe(before + 1);
});

test('a claim whose evidence was refused is continued with the right file, and filed once', async () => {
  using desk = deskOf();
  const { value: order } = await desk.run([...ORDER, '--json']);
  const { value: codes } = await desk.run(['codes', order.id, '--masked', '--json']);
  await desk.run(['codes', order.id, '--show']);
  const [text, picture] = [join(desk.home, 'error.txt'), join(desk.home, 'error.png')];
  writeFileSync(text, 'not a picture');
  writeFileSync(picture, Buffer.from(PNG, 'base64'));
  const words = ['claim', order.id, codes.data[0].id, '--reason', 'invalid', '--json'];
  words.push('--description', 'Not valid.', '--evidence');
  const refused = await desk.run([...words, text]);
  expect(refused).toMatchObject({ code: 4, out: '' });
  expect(refused.err).toContain('was accepted');
  const filed = await desk.run([...words, picture]);
  expect(filed, filed.err).toMatchObject({ code: 0, value: { status: 'open' } });
  const { value: claims } = await desk.run(['claims', '--json']);
  expect(claims.data).toHaveLength(1);
  expect(await shop.rows('SELECT FROM claims.evidence')).toHaveLength(1);
});

test('Ctrl-C while the reply is awaited: the key is shown, and the same command buys once', async () => {
  using desk = deskOf();
  const before = await ordersIn();
  let spoiled = false;
  using between = await openBetween((method, path) => {
    if (method !== 'POST' || !path.endsWith('/orders') || spoiled) return null;
    spoiled = true;
    // The order is placed; its reply never comes.
    stop.abort(new Interrupted());
    return () => {};
  });
  const stop = new AbortController();
  const env = { PSNB2B_URL: between.url };
  const cut = await desk.run(ORDER, { env, signal: stop.signal });
  expect(cut).toMatchObject({ code: 130, out: '' });
  const shown = /Idempotency key: (\S+)/.exec(cut.err)?.[1];
  expect(cut.err).toContain('Run the same command again');
  expect(await ordersIn()).toBe(before + 1);
  const again = await desk.run([...ORDER, '--json'], { env });
  expect(again).toMatchObject({ code: 0, value: { status: 'delivered' } });
  expect(again.err).toContain('continues your run');
  expect(await ordersIn()).toBe(before + 1);
  const same = await desk.run([...ORDER, '--key', shown ?? '', '--json']);
  expect(same.value.id).toBe(again.value.id);
  expect(await shop.verify()).toEqual([]);
});

test('Ctrl-C ends a real process in an orderly way', async () => {
  using desk = deskOf();
  const following = desk.start(['listen']);
  await following.said(/Ctrl-C ends it/);
  following.child.kill('SIGINT');
  expect(await following.ended).toBe(130);
  expect(following.err()).toContain('Interrupted.');
});

test('a damaged file of profiles is named, and nothing of it is shown', async () => {
  using desk = new Desk();
  await desk.run(['login', '--url', shop.url], { input: key });
  const file = join(desk.home, '.config/psnb2b/profiles.json');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -10));
  const ran = await desk.run(['balance']);
  expect(ran).toMatchObject({ code: 7 });
  expect(ran.err).toContain(file);
  expect(ran.err).not.toContain(key);
});
