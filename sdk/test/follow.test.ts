/**
 * Guards: a mirror of the inventory equals the inventory, also after its cursor has expired; a follower of events hands out each
 * event in order, again if it was not handled, and resumes where its store says.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drivenClock, openShop, type Shop } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CursorStore, type Event, memoryCursorStore, Psnb2b } from '../src/index.ts';
import { fileCursorStore } from '../src/node/index.ts';

const clock = drivenClock();
let shop: Shop;
let client: Psnb2b;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-follow-'));
  shop = await openShop({ clock });
  await shop.stock({ codes: 100 });
  const { key } = await shop.buyer({ balance: '5000.00' });
  client = new Psnb2b({ apiKey: key, baseUrl: shop.url });
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const CARD = { region: 'US', denomination: 50, quantity: 1 };

/** Buys, and shows the new stock everywhere. */
async function buy(): Promise<void> {
  await client.orders.create(CARD);
  await shop.settle();
}

async function listed() {
  return (await client.inventory.list()).data;
}

test('the mirror follows, and begins again after its cursor has expired', async () => {
  const mirror = client.inventory.mirror({ pollMs: 1 });
  expect(mirror.asOf).toBeNull();
  expect(await mirror.sync()).toMatchObject({ reloaded: true, changed: { length: 6 } });
  const before = mirror.get('PSN-US-50')?.available ?? 0;
  await buy();
  const step = await mirror.sync();
  expect(step).toMatchObject({ reloaded: false, changed: [{ sku: 'PSN-US-50' }] });
  expect(mirror.get('PSN-US-50')?.available).toBe(before - 1);
  expect(await mirror.sync()).toEqual({ reloaded: false, changed: [] });
  expect(mirror.items()).toEqual(await listed());
  clock.advance(25 * 3_600_000);
  await buy();
  expect(await mirror.sync()).toMatchObject({ reloaded: true, changed: [{ sku: 'PSN-US-50' }] });
  expect(mirror.items()).toEqual(await listed());
  for await (const { changed } of client.inventory.mirror().follow()) {
    expect(changed).toHaveLength(6);
    break;
  }
});

async function take(count: number, store: CursorStore, more: object = {}): Promise<Event[]> {
  const taken: Event[] = [];
  for await (const event of client.events.follow({ store, pollMs: 1, ...more })) {
    taken.push(event);
    if (taken.length === count) break;
  }
  return taken;
}

test('an event that was not handled comes again, the others never', async () => {
  for (let turn = 0; turn < 3; turn += 1) await buy();
  const path = join(folder, 'cursor');
  const first = await take(3, fileCursorStore(path));
  expect(first.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(await readFile(path, 'utf8')).toBe('2\n');
  const next = await take(2, fileCursorStore(path));
  expect(next.map(({ id }) => id)[0]).toBe(first[2]?.id);
  const failing = async () => {
    for await (const event of client.events.follow({ store: fileCursorStore(path) })) {
      throw new Error(`cannot handle ${event.sequence}`);
    }
  };
  await expect(failing()).rejects.toThrow('cannot handle 4');
  await expect(failing()).rejects.toThrow('cannot handle 4');
});

test('only some types, from now on; new ones are waited for', async () => {
  const store = memoryCursorStore();
  const stop = new AbortController();
  const following = take(1, store, {
    from: 'now',
    types: ['order.status_changed'],
    signal: stop.signal,
  });
  while ((await store.load()) === null) await new Promise((done) => setTimeout(done, 1));
  const { id } = await client.orders.create(CARD);
  const [event] = await following;
  expect(event?.type === 'order.status_changed' && event.data.order.id).toBe(id);
  const none = take(1, memoryCursorStore(), { types: ['webhook.test'], signal: stop.signal });
  setTimeout(() => stop.abort(new Error('closing')), 20);
  await expect(none).rejects.toThrow('closing');
});

test('a fault that is longer than the retries of a call is outlasted; a refusal is thrown', async () => {
  let faults = 3;
  const cut = async (url: string, init: RequestInit) => {
    if (faults-- > 0) throw new TypeError('fetch failed');
    return fetch(url, init);
  };
  const { key: apiKey } = await shop.buyer({ balance: '100.00' });
  const poor = new Psnb2b({ apiKey, baseUrl: shop.url, maxRetries: 0, fetch: cut });
  for await (const { reloaded } of poor.inventory.mirror({ pollMs: 1 }).follow()) {
    expect(reloaded).toBe(true);
    break;
  }
  faults = 0;
  await poor.orders.create(CARD);
  faults = 3;
  for await (const event of poor.events.follow({ store: memoryCursorStore(), pollMs: 1 })) {
    expect(event.sequence).toBe(1);
    break;
  }
  expect(faults).toBeLessThan(0);
  const stranger = `psnb2b_live_${'0'.repeat(49)}`;
  const denied = new Psnb2b({ apiKey: stranger, baseUrl: shop.url });
  const none = denied.events.follow({ store: memoryCursorStore() }).next();
  await expect(none).rejects.toMatchObject({ code: 'unauthorized' });
});

test('the start with the events of now outlasts a fault, too', async () => {
  let faults = 3;
  const cut = async (url: string, init: RequestInit) => {
    if (faults-- > 0) throw new TypeError('fetch failed');
    return fetch(url, init);
  };
  const { key: apiKey } = await shop.buyer({ balance: '100.00' });
  const poor = new Psnb2b({ apiKey, baseUrl: shop.url, maxRetries: 0, fetch: cut });
  const store = memoryCursorStore();
  const next = poor.events.follow({ store, from: 'now', pollMs: 1 }).next();
  while ((await store.load()) === null) await new Promise((done) => setTimeout(done, 1));
  await poor.orders.create(CARD);
  expect((await next).value).toMatchObject({ sequence: 1 });
});

test('a wrong certificate is thrown, because no wait changes it', async () => {
  const cause = Object.assign(new Error('expired'), { code: 'CERT_HAS_EXPIRED' });
  const wrong = async () => {
    throw new TypeError('fetch failed', { cause });
  };
  const { key: apiKey } = await shop.buyer({ balance: '100.00' });
  const poor = new Psnb2b({ apiKey, baseUrl: shop.url, fetch: wrong });
  const follower = poor.events.follow({ store: memoryCursorStore(), pollMs: 1 });
  await expect(follower.next()).rejects.toThrow('CERT_HAS_EXPIRED');
  await expect(poor.inventory.mirror({ pollMs: 1 }).follow().next()).rejects.toThrow('CERT_');
});

test('the signal ends a follower in the middle of a page, with the event before it saved', async () => {
  const store = memoryCursorStore();
  const stop = new AbortController();
  const seen: number[] = [];
  const following = async () => {
    for await (const event of client.events.follow({ store, signal: stop.signal })) {
      seen.push(event.sequence);
      if (seen.length === 2) stop.abort(new Error('closing'));
    }
  };
  await expect(following()).rejects.toThrow('closing');
  expect(seen).toEqual([1, 2]);
  expect(await store.load()).toBe('2');
});

test('what the store throws is thrown, and its event comes again', async () => {
  const kept = memoryCursorStore('0');
  let full = true;
  const store = {
    load: kept.load,
    save: async (cursor: string) => {
      if (full) throw new Error('ENOSPC');
      await kept.save(cursor);
    },
  };
  const follower = client.events.follow({ store });
  expect((await follower.next()).value).toMatchObject({ sequence: 1 });
  await expect(follower.next()).rejects.toThrow('ENOSPC');
  full = false;
  expect((await take(1, store))[0]).toMatchObject({ sequence: 1 });
});

test('a store that holds something else is refused', async () => {
  const path = join(folder, 'strange');
  await writeFile(path, 'evt_1\n');
  await expect(take(1, fileCursorStore(path))).rejects.toThrow('“evt_1”');
  await writeFile(path, '\n');
  expect(await take(1, fileCursorStore(path))).toHaveLength(1);
});
