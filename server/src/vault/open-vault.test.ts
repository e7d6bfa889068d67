import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { systemClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { createKekFile } from './kek-file.ts';
import { KeyProblem } from './key-problem.ts';
import type { KekSource } from './keyring.ts';
import { NAMED_KEYS } from './named-keys.ts';
import { openVault } from './open-vault.ts';
import { newKey } from './wrapped-key.ts';

// Guards: a database opens with its own key file only, and the keys of the first start stay.

const clock = systemClock();
let folder: string;
let kek: KekSource & { kind: 'file' };
let copy: TestDatabase;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
  kek = { kind: 'file', path: join(folder, 'kek'), strict: true };
  copy = await testDatabase();
  database = new Database({ url: copy.url });
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('two processes that start at once make one key file and one set of named keys', async () => {
  await using other = new Database({ url: copy.url });
  const vaults = await Promise.all([
    openVault({ database, kek, clock }),
    openVault({ database: other, kek, clock }),
  ]);
  const [first, second] = vaults;
  for (const name of NAMED_KEYS) {
    expect(first?.namedKey(name).equals(second?.namedKey(name) ?? newKey())).toBe(true);
  }
  const keys = NAMED_KEYS.map((name) => first?.namedKey(name).export().toString('hex'));
  expect(new Set(keys).size).toBe(NAMED_KEYS.length);
  for (const vault of vaults) await vault[Symbol.asyncDispose]();
});

test('a data key is the same after a restart, and the database has no key in the clear', async () => {
  const lotId = randomUUID();
  const first = await openVault({ database, kek, clock });
  const key = await database.transaction((tx) => first.createDataKey(tx, lotId));
  expect((await first.dataKey(database.reads, lotId)).equals(key)).toBe(true);
  await first[Symbol.asyncDispose]();
  await expect(first.dataKey(database.reads, lotId)).rejects.toThrow('closed');
  await using again = await openVault({ database, kek, clock });
  expect((await again.dataKey(database.reads, lotId)).equals(key)).toBe(true);
  const { rows } = await database.reads.query<{ all: string }>(
    `SELECT string_agg(encode(wrapped, 'hex'), ' ') AS all FROM
       (SELECT wrapped FROM vault.data_keys UNION ALL SELECT wrapped FROM vault.named_keys
        UNION ALL SELECT check_value FROM vault.key_encryption_keys) k`,
  );
  expect(rows[0]?.all).not.toContain(key.export().toString('hex'));
  expect(rows[0]?.all).not.toContain(again.namedKey('api-key-pepper').export().toString('hex'));
});

test('attack: the key file of another database, a missing one, or a lost version', async () => {
  await (await openVault({ database, kek, clock }))[Symbol.asyncDispose]();
  const mine = await readFile(kek.path);
  await rm(kek.path);
  await expect(openVault({ database, kek, clock })).rejects.toThrow(/does not exist; bring the/);
  expect(await readFile(kek.path).catch(() => null)).toBeNull();
  await createKekFile(kek.path, newKey(), clock.now());
  await expect(openVault({ database, kek, clock })).rejects.toThrow(/not the key of this database/);
  const text = mine.toString().replace('"version":1', '"version":2');
  await writeFile(kek.path, text);
  const problem = await openVault({ database, kek, clock }).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(KeyProblem);
  expect(String(problem)).toMatch(/Version 1 .* not in the key file/);
});

test('attack: a wrapped key put into the place of another does not open', async () => {
  const [mine, theirs] = [randomUUID(), randomUUID()];
  await using vault = await openVault({ database, kek, clock });
  await database.transaction(async (tx) => {
    await vault.createDataKey(tx, mine);
    await vault.createDataKey(tx, theirs);
    await tx.query(
      `UPDATE vault.data_keys SET wrapped =
         (SELECT wrapped FROM vault.data_keys WHERE data_key_id = $2) WHERE data_key_id = $1`,
      [mine, theirs],
    );
  });
  await expect(vault.dataKey(database.reads, mine)).rejects.toThrow(/does not open/);
  await database.transaction((tx) =>
    tx.query(
      `UPDATE vault.named_keys SET wrapped =
         (SELECT wrapped FROM vault.named_keys WHERE name = 'session') WHERE name = 'fingerprint'`,
    ),
  );
  await expect(openVault({ database, kek, clock })).rejects.toThrow(/does not open/);
});

test('a key in the environment works the same, and is the same for every start', async () => {
  const text = newKey().export().toString('base64');
  await using first = await openVault({ database, kek: { kind: 'text', text }, clock });
  await using second = await openVault({ database, kek: { kind: 'text', text }, clock });
  expect(first.fingerprint('ABCD').equals(second.fingerprint('ABCD'))).toBe(true);
  expect(first.fingerprint('ABCD')).toHaveLength(16);
  expect(first.fingerprint('ABCD').equals(first.fingerprint('ABCE'))).toBe(false);
});
