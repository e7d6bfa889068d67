/** Guards: every call of the reference succeeds as its page shows it, in each language beside curl and TypeScript. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import { presentLanguages } from './present-languages.ts';
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

test.each(presentLanguages())('every step succeeds: %s', { timeout: 600_000 }, async (language) => {
  expect(await runStory(shop, language, folder)).toEqual([]);
});
