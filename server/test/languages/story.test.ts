/**
 * Guards: every call of the reference succeeds as its page shows it, in the order of the story, with `curl` and with TypeScript; and so
 * does every request of the collection that people import. The other languages: `npm run test:languages`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { story } from '../../src/docs/reference/story.ts';
import { openShop, type Shop } from '../../testkit/index.ts';
import { runCollection } from './run-collection.ts';
import { runStory } from './run-story.ts';

let shop: Shop;
let folder: string;
beforeAll(async () => {
  shop = await openShop({ env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-story-'));
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('the story has every call', () => {
  expect(new Set(story.map(({ operation }) => operation))).toEqual(
    new Set(Object.keys(operations)),
  );
});

test.each(['sh', 'ts'] as const)('every step succeeds: %s', async (language) => {
  expect(await runStory(shop, language, folder)).toEqual([]);
});

test('every request of the collection succeeds with a test key, and none is sent with a live key', async () => {
  const { key } = await shop.buyer({ mode: 'test', balance: '10000.00' });
  const done = await runCollection(shop.url, key);
  expect(done.faults).toEqual([]);
  expect(done.sent).toBe(story.length);
  const live = await shop.buyer();
  await expect(runCollection(shop.url, live.key)).rejects.toThrow(
    'Set the variable KEY to a test key',
  );
});
