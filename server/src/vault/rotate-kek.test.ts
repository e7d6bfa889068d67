import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { systemClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { vaultInvariants } from './invariants.ts';
import { readKekFile } from './kek-file.ts';
import type { KekSource } from './keyring.ts';
import { NAMED_KEYS } from './named-keys.ts';
import { openVault } from './open-vault.ts';
import { type RotationProgress, rotateKek } from './rotate-kek.ts';
import { newKey } from './wrapped-key.ts';

// Guards: a rotation that was killed anywhere is completed by the next one; during and after it, every code opens in
// every process.

const clock = systemClock();
const LOTS = 250;
let folder: string;
let kek: KekSource & { kind: 'file' };
let copy: TestDatabase;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotate-'));
  kek = { kind: 'file', path: join(folder, 'kek'), strict: true };
  copy = await testDatabase();
  database = new Database({ url: copy.url });
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function state() {
  const { rows } = await database.reads.query<{ version: number; state: string; keys: number }>(
    `SELECT version, state,
            (SELECT count(*) FROM vault.data_keys d WHERE d.kek_version = version)
          + (SELECT count(*) FROM vault.named_keys n WHERE n.kek_version = version) AS keys
       FROM vault.key_encryption_keys ORDER BY version`,
  );
  return rows.map((row) => `${row.version} ${row.state} ${row.keys}`);
}

async function sound() {
  for (const invariant of vaultInvariants) {
    expect((await invariant.check(database.reads)).broken).toEqual([]);
  }
}

/** Rotates in a process of its own that kills itself after the nth report. */
async function rotateAndDie(afterReports: number): Promise<RotationProgress[]> {
  const child = fork(new URL('./rotate-kek.child.ts', import.meta.url), [
    copy.url,
    kek.path,
    `${afterReports}`,
  ]);
  const reports: RotationProgress[] = [];
  child.on('message', (report) => reports.push(report as RotationProgress));
  await once(child, 'close');
  return reports;
}

test('killed after every step: nothing is lost, and the next rotation completes it', async () => {
  const lots = Array.from({ length: LOTS }, () => randomUUID());
  await using vault = await openVault({ database, kek, clock });
  const keys = new Map<string, string>();
  await database.transaction(async (tx) => {
    for (const lot of lots) {
      keys.set(lot, (await vault.createDataKey(tx, lot)).export().toString('hex'));
    }
  });
  const pepper = vault.namedKey('api-key-pepper');
  const steps: string[] = [];
  let version = 1;
  for (let die = 1; die <= 7; die += 1) {
    const reports = await rotateAndDie(die);
    steps.push(reports.at(-1)?.step ?? 'none');
    await sound();
    await using fresh = await openVault({ database, kek, clock });
    for (const lot of lots) {
      expect((await fresh.dataKey(database.reads, lot)).export().toString('hex')).toBe(
        keys.get(lot),
      );
    }
    expect(fresh.namedKey('api-key-pepper').equals(pepper)).toBe(true);
    const finished = await rotateKek({ database, kek, clock });
    // Killed after its last step it was already complete, so the next rotation makes another version.
    version += reports.at(-1)?.step === 'retired' ? 2 : 1;
    expect(finished.version).toBe(version);
    expect((await state()).filter((line) => !line.includes(' retired 0'))).toEqual([
      `${version} active ${LOTS + NAMED_KEYS.length}`,
    ]);
    await sound();
  }
  expect(steps).toEqual([
    'file',
    'database',
    'rewrapped',
    'rewrapped',
    'rewrapped',
    'retired',
    'retired',
  ]);
});

test('codes seal and open in running processes all through a rotation', async () => {
  await using other = new Database({ url: copy.url });
  await using old = await openVault({ database: other, kek, clock });
  const lots: string[] = [];
  const sealed: { lotId: string; bytes: Buffer }[] = [];
  const place = (lotId: string) => ({ codeId: lotId, productId: 1, lotId });
  const add = async () => {
    const lotId = randomUUID();
    const key = await other.transaction((tx) => old.createDataKey(tx, lotId));
    const plain = { code: 'ABCD-EFGH', serial: null };
    sealed.push({ lotId, bytes: old.seal(key, place(lotId), plain) });
    lots.push(lotId);
  };
  for (let lot = 0; lot < 20; lot += 1) await add();
  let rotating = true;
  const rotations = (async () => {
    for (let round = 0; round < 5; round += 1) await rotateKek({ database, kek, clock });
    rotating = false;
  })();
  let opened = 0;
  while (rotating) {
    await add();
    // Another process, which has no key yet, meets every version in turn.
    await using late = await openVault({ database: other, kek, clock });
    for (const { lotId, bytes } of sealed.slice(-20)) {
      for (const vault of [old, late]) {
        const key = await vault.dataKey(other.reads, lotId);
        const plain = vault.open(key, place(lotId), bytes);
        expect(plain.code).toBe('ABCD-EFGH');
        opened += 1;
      }
    }
  }
  await rotations;
  expect(opened).toBeGreaterThan(0);
  await sound();
  expect((await state()).at(-1)).toBe(`6 active ${lots.length + NAMED_KEYS.length}`);
});

test('two rotations at once: one after the other, or refused with a sentence', async () => {
  await (await openVault({ database, kek, clock }))[Symbol.asyncDispose]();
  const both = await Promise.all([
    rotateKek({ database, kek, clock }),
    rotateKek({ database, kek, clock }),
  ]);
  expect(both.map((each) => each.version).sort()).toEqual([2, 3]);
  expect((await readKekFile(kek.path, true))?.size).toBe(3);
});

test('with the key in the environment it is refused, with what to do', async () => {
  const text = newKey().export().toString('base64url');
  const source = { kind: 'text', text } as const;
  await (await openVault({ database, kek: source, clock }))[Symbol.asyncDispose]();
  await expect(rotateKek({ database, kek: source, clock })).rejects.toThrow(/KEK_FILE/);
  expect(await state()).toEqual([`1 active ${NAMED_KEYS.length}`]);
});

test('the file keeps every version, for backups made under them', async () => {
  await (await openVault({ database, kek, clock }))[Symbol.asyncDispose]();
  const before = await readFile(kek.path, 'utf8');
  await rotateKek({ database, kek, clock });
  const after = await readFile(kek.path, 'utf8');
  expect(after.startsWith(before)).toBe(true);
  expect(after.trim().split('\n')).toHaveLength(2);
});
