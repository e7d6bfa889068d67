/** Guards: no two kinds of work share the number of an advisory lock. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { advisoryLocks } from './advisory-locks.ts';

const src = new URL('../../', import.meta.url).pathname;
/** Locks by the 64-bit hash of whose answers are counted. */
const BY_HASH = 'identity/failures.ts';

test('each has a number of its own', () => {
  const numbers = Object.values(advisoryLocks);
  expect(new Set<number>(numbers).size).toBe(numbers.length);
});

test('every advisory lock of the server is registered', () => {
  const files = globSync('**/*.{ts,sql}', { cwd: src }).filter((name) => !/\.test\.ts$/.test(name));
  expect(files.length).toBeGreaterThan(400);
  const locking = files.filter((name) =>
    /pg_(try_)?advisory_(xact_)?lock/.test(readFileSync(src + name, 'utf8')),
  );
  const unnamed = locking.filter((name) => {
    const text = readFileSync(src + name, 'utf8');
    return name !== BY_HASH && !/\badvisoryLocks\.\w/.test(text);
  });
  expect(locking).toContain(BY_HASH);
  expect(unnamed.filter((name) => !name.endsWith('database/advisory-locks.ts'))).toEqual([]);
});
