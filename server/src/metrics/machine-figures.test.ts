/** Guards: a folder whose disk does not answer hides no other folder, and an old value is not shown as a new one. */
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { MachineFigures } from './machine-figures.ts';
import { ScrapedRead } from './scraped-read.ts';

test('the disk of the data is shown while the folder of the backups hangs', async () => {
  const registry = new Registry();
  const figures = new MachineFigures(registry);
  let freeBytes = 7_000;
  figures.watch({
    ...{ lanes: {}, pools: {}, walBytes: async () => null, walArchiveAge: async () => null },
    rooms: {
      data: async () => ({ freeBytes, totalBytes: 9_000 }),
      backups: () => new Promise(() => {}),
    },
  });
  const free = async () => {
    const { values } = (await registry.getSingleMetric('psnb2b_disk_free_bytes')?.get()) ?? {};
    return values?.map(({ labels, value }) => [labels.folder, value]);
  };
  expect(await free()).toEqual([['data', 7_000]]);
  freeBytes = 10;
  expect(await free()).toEqual([['data', 10]]);
});

test('disks of which none answers have no value, and the scrape does not fail', async () => {
  const registry = new Registry();
  const never = () => new Promise<never>(() => {});
  new MachineFigures(registry).watch({
    ...{ lanes: {}, pools: {}, walBytes: async () => null, walArchiveAge: async () => null },
    rooms: { data: never, backups: never },
  });
  expect(await registry.metrics()).not.toMatch(/^psnb2b_disk_free_bytes\{/m);
});

test('while a read is slow, its last value is used for a minute', async () => {
  let now = 0;
  const read = new ScrapedRead<number | null>(null, () => now);
  let answer = Promise.resolve(5);
  read.watch(() => answer);
  expect(await read.value()).toBe(5);
  answer = new Promise(() => {});
  now = 59_000;
  expect(await read.value()).toBe(5);
  now = 61_000;
  expect(await read.value()).toBe(null);
});
