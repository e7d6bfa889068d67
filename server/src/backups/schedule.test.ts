/** Guards: a backup that was made while a clock ran ahead is neither the newest nor the last attempt, and the first that is not kept. */
import { expect, test } from 'vitest';
import { testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import { HOUR_MS } from '../kit/time.ts';
import { lastAttemptAt, lastBackupAt, surplusBackups } from './schedule.ts';

const now = new Date('2026-11-29T12:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * HOUR_MS);

test('times to come are of a wrong clock', async () => {
  await using copy = await testDatabase();
  await using database = new Database({ url: copy.url });
  await database.transaction(async (tx) => {
    for (const [name, beganAt] of [
      ['older', hours(-48)],
      ['newer', hours(-24)],
      ['ahead', hours(24 * 31)],
    ] as const) {
      await tx.query(
        `INSERT INTO backups.made (name, place, began_at, ended_at, bytes) VALUES ($1, 'place', $2, $2, 1)`,
        [name, beganAt],
      );
    }
  });
  const db = database.reads;
  expect(await lastBackupAt(db, now)).toEqual(hours(-24));
  expect(await lastAttemptAt(db, now)).toEqual(hours(-24));
  expect(await lastBackupAt(db, hours(24 * 31))).toEqual(hours(24 * 31));
  const surplus = (kept: number) =>
    surplusBackups(db, { place: 'place', kept, before: hours(-24 * (kept - 1)), now });
  expect(await surplus(3)).toEqual([]);
  expect(await surplus(2)).toEqual(['ahead']);
  expect((await surplus(1)).sort()).toEqual(['ahead', 'older']);
});
