/** Guards: the write-ahead log of the embedded PostgreSQL leaves the disk room to sell, also on a small disk. */
import { expect, test } from 'vitest';
import { postmasterSettings, walMegabytes } from './settings.ts';

const GIGABYTE = 1024 ** 3;

test.each([
  ['a large disk', 500, 400, 4_096],
  ['a disk of 32 GB', 32, 30, 2_048],
  ['a large disk that is almost full', 500, 2, 512],
  ['a small disk', 1, 1, 128],
  ['a full disk', 500, 0, 128],
])('%s', (_, total, free, megabytes) => {
  const room = { totalBytes: total * GIGABYTE, freeBytes: free * GIGABYTE };
  expect(walMegabytes(room)).toBe(megabytes);
  const settings = postmasterSettings('/cluster', 5_432, room);
  expect(settings).toContain(`max_wal_size=${megabytes}MB`);
  // PostgreSQL refuses less than two segments.
  const min = settings.find((each) => each.startsWith('min_wal_size='));
  expect(Number(/\d+/.exec(min ?? '')?.[0])).toBeGreaterThanOrEqual(32);
  expect(Number(/\d+/.exec(min ?? '')?.[0])).toBeLessThan(megabytes);
});
