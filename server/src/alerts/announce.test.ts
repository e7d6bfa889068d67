/**
 * Guards: of two workers, the one whose facts are older does not forget what the other has announced since, so that no program is sent an event
 * twice and nobody is warned twice; and the keys are complete, in however many pages they are read.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import { expiringKeys } from '../partners/index.ts';
import { announcedOf, announceExpiring } from './announce.ts';
import { armOthers, firedSubjects, noteFired } from './firings.ts';

const DAY_MS = 86_400_000;
type EventPage = { readonly data: readonly { readonly type: string }[] };

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

const keyIn = async (partnerId: string, days: number) =>
  (await shop.key(partnerId, { expiresAt: new Date(Date.now() + days * DAY_MS) })).keyId;
const within = (days: number, rowsPerPage?: number) => {
  const now = new Date();
  const until = new Date(now.getTime() + days * DAY_MS);
  return expiringKeys(shop.app.database.reads, now, until, rowsPerPage);
};
const events = async (key: string) => {
  const { body } = await shop.call<EventPage>('GET', '/events?limit=100', { key });
  return body.data.filter(({ type }) => type === 'key.expiring');
};

test('an announcement that is newer than the facts is not forgotten, and an older one is', async () => {
  const { database } = shop.app;
  const announced = () => announcedOf(database.reads, 'key.expiring');
  const { partnerId, key } = await shop.buyer();
  const before = await announced();
  const old = await within(8);
  const keyId = await keyIn(partnerId, 5);
  expect(await announceExpiring(database, await announced(), await within(8), new Date())).toEqual(
    [],
  );
  // The slower worker has read everything before the key was there.
  await announceExpiring(database, before, old, new Date());
  expect([...(await announced()).keys()]).toEqual([keyId]);
  await announceExpiring(database, await announced(), await within(8), new Date());
  expect(await events(key)).toHaveLength(1);
  await announceExpiring(database, await announced(), [], new Date());
  expect(await announced()).toEqual(new Map());
});

test('a rule that fires after the facts were read stays fired', async () => {
  const { database } = shop.app;
  const about = { userId: await shop.partner(), kind: 'key_expires', subject: 'key' } as const;
  const fired = await firedSubjects(database.reads, 'key_expires');
  await database.transaction((tx) => noteFired(tx, about, new Date()));
  await armOthers(database, 'key_expires', fired, []);
  const after = await firedSubjects(database.reads, 'key_expires');
  expect(after).toEqual(['key']);
  await armOthers(database, 'key_expires', after, []);
  expect(await firedSubjects(database.reads, 'key_expires')).toEqual([]);
});

test.each([1, 2, 3, 1_000])(
  '%i rows at a time, every key is found, soonest first',
  async (rows) => {
    const partnerId = await shop.partner();
    const made: string[] = [];
    for (const days of [30, 20, 10]) made.unshift(await keyIn(partnerId, days + rows / 10_000));
    const found = (await within(40, rows)).map(({ keyId }) => keyId);
    expect(found.filter((keyId) => made.includes(keyId))).toEqual(made);
  },
);
