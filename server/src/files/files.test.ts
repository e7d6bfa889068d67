/**
 * Guards: an upload is stored completely or rejected, sealed for its own place; only its owner can use it, only once;
 * and an unused file is deleted with its key.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { drivenClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { openVault, SealBroken } from '../vault/index.ts';
import { attachFiles } from './attach-files.ts';
import { deleteUpload, dropLooseFiles } from './delete-files.ts';
import { fileInvariants } from './invariants.ts';
import { FILE_BYTES_MAX } from './judged.ts';
import { openFile } from './open-file.ts';
import type { FileParts } from './parts.ts';
import { listAttached } from './store.ts';
import { storeFile } from './store-file.ts';

const DAY = 24 * 60 * 60 * 1000;
const clock = drivenClock();
const png = readFileSync(new URL('fixtures/small.png', import.meta.url));
const pdf = readFileSync(new URL('fixtures/small.pdf', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'psnb2b-files-'));
let copy: TestDatabase;
let parts: FileParts;

beforeAll(async () => {
  copy = await testDatabase();
  const database = new Database({ url: copy.url });
  const kek = { kind: 'file', path: join(folder, 'kek'), strict: false } as const;
  const vault = await openVault({ database, kek, clock });
  parts = { database, vault, clock };
});
afterAll(async () => {
  await parts.vault[Symbol.asyncDispose]();
  await parts.database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const by = () => ({ actor: 'user:test', at: clock.now(), address: '192.0.2.1' });
const store = (owner: string, bytes: Buffer = png, name = 'scan.png') =>
  storeFile(parts, { owner, name, bytes: Buffer.from(bytes) }, by());
const attach = (owner: string, ids: readonly (string | null)[], subject: string) =>
  parts.database.transaction((tx) => attachFiles(tx, owner, ids, subject, clock.now()));
async function read(subject: string, fileId: string | null): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of (await openFile(parts, subject, fileId, by())).content) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'went through',
    (error) => error.details?.errors?.[0]?.pointer ?? error.code ?? error,
  );
async function broken(): Promise<string[]> {
  const found: string[] = [];
  for (const { id, check } of fileInvariants(parts.vault, { deep: true })) {
    found.push(...(await check(parts.database.reads)).broken.map((each) => `${id}: ${each}`));
  }
  return found;
}
/** A real PDF of many pieces: its comment makes it as long as needed. */
function longPdf(length: number): Buffer {
  const comment = Buffer.from(`%${randomBytes(length).toString('hex').slice(0, length)}\n`);
  const text = pdf.toString('latin1').replace('startxref\n4028', `startxref\n${4028 + length + 2}`);
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([bytes.subarray(0, 9), comment, bytes.subarray(9)]);
}

describe('an upload', () => {
  test('is returned unchanged, through its subject alone, and every reading is audited', async () => {
    const long = longPdf(700_000);
    const file = await store('prt_a', long, 'register.pdf');
    expect(file).toMatchObject({ kind: 'pdf', sizeBytes: long.length, name: 'register.pdf' });
    expect(await codeOf(read('kyc_a', file.fileId))).toBe('not_found');
    await attach('prt_a', [file.fileId], 'kyc_a');
    expect((await read('kyc_a', file.fileId)).equals(long)).toBe(true);
    expect(await listAttached(parts.database.reads, ['kyc_a', 'kyc_b'])).toMatchObject([
      { fileId: file.fileId, subject: 'kyc_a' },
    ]);
    for (const id of [newUuid(), null]) expect(await codeOf(read('kyc_a', id))).toBe('not_found');
    expect(await codeOf(read('kyc_b', file.fileId))).toBe('not_found');
    const { rows } = await parts.database.reads.query<{ action: string; address: string }>(
      'SELECT action, address FROM audit.entries ORDER BY entry_id',
    );
    expect(rows).toEqual([
      { action: 'file.uploaded', address: '192.0.2.1' },
      { action: 'file.opened', address: '192.0.2.1' },
    ]);
    expect(await broken()).toEqual([]);
  });

  test('is sealed: nothing of it can be read in the database', async () => {
    const marked = longPdf(100);
    const mark = marked.subarray(10, 60).toString('latin1');
    const { fileId } = await store('prt_sealed', marked, 'a.pdf');
    const { rows } = await parts.database.reads.query<{ sealed: Buffer }>(
      'SELECT sealed FROM files.pieces WHERE file_id = $1',
      [fileId],
    );
    expect(rows.map((row) => row.sealed.includes(mark))).toEqual([false]);
    expect(marked.includes(mark)).toBe(true);
  });

  test.each([
    ['of another owner', 'prt_b'],
    ['of nobody', 'prt_none'],
  ])('%s cannot be attached, nor any other in the same call', async (_name, owner) => {
    const mine = await store('prt_mine');
    const other = await store('prt_b');
    const wanted = owner === 'prt_b' ? other.fileId : newUuid();
    expect(await codeOf(attach('prt_mine', [mine.fileId, wanted], 'tkt_1'))).toBe('/attachments/1');
    expect(await codeOf(attach('prt_mine', [null], 'tkt_1'))).toBe('/attachments/0');
    expect(await codeOf(attach('prt_mine', [mine.fileId, mine.fileId], 'tkt_1'))).toBe(
      '/attachments/1',
    );
    expect(await listAttached(parts.database.reads, ['tkt_1'])).toEqual([]);
  });

  test('is attached once', async () => {
    const { fileId } = await store('prt_once');
    const tries = [attach('prt_once', [fileId], 'tkt_2'), attach('prt_once', [fileId], 'tkt_3')];
    const seen = await Promise.all(tries.map(codeOf));
    expect(seen.sort()).toEqual(['/attachments/0', 'went through']);
  });

  test('that is refused leaves nothing behind', async () => {
    expect(await codeOf(store('prt_bad', Buffer.from('<svg/>')))).toBe('/file');
    expect(await codeOf(store('prt_bad', Buffer.alloc(FILE_BYTES_MAX + 1, png)))).toBe('/file');
    const { rows } = await parts.database.reads.query(
      `SELECT FROM files.files WHERE owner = 'prt_bad'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('limits', () => {
  test('fifty unused uploads of an owner', async () => {
    const fill = Array.from({ length: 50 }, () => 0);
    for (const _ of fill) await store('prt_many');
    expect(await codeOf(store('prt_many'))).toBe('limit_reached');
  });
});

describe('deletion', () => {
  test('an unused upload, by its owner; never one that is used', async () => {
    const [loose, used] = [await store('prt_del'), await store('prt_del')];
    await attach('prt_del', [used.fileId], 'tkt_9');
    const remove = (owner: string, id: string | null) =>
      codeOf(deleteUpload(parts, owner, id, by()));
    expect(await remove('prt_other', loose.fileId)).toBe('not_found');
    expect(await remove('prt_del', used.fileId)).toBe('not_found');
    expect(await remove('prt_del', null)).toBe('not_found');
    expect(await remove('prt_del', loose.fileId)).toBe('went through');
    expect(await remove('prt_del', loose.fileId)).toBe('not_found');
    expect(await keysOf([loose.fileId, used.fileId])).toEqual([used.fileId]);
  });

  test('unused uploads after a day, with their keys', async () => {
    const used = await store('prt_old');
    await attach('prt_old', [used.fileId], 'tkt_10');
    const old = await store('prt_old');
    clock.advance(DAY);
    const young = await store('prt_old');
    clock.advance(1);
    await dropLooseFiles(parts);
    expect(await dropLooseFiles(parts)).toBe(0);
    const all = [used, old, young].map((each) => each.fileId);
    expect(await keysOf(all)).toEqual([used.fileId, young.fileId].sort());
    expect((await read('tkt_10', used.fileId)).equals(png)).toBe(true);
    expect(await broken()).toEqual([]);
  });

  async function keysOf(ids: readonly string[]): Promise<string[]> {
    const { rows } = await parts.database.reads.query<{ id: string }>(
      `SELECT data_key_id AS id FROM vault.data_keys WHERE data_key_id = ANY($1) ORDER BY 1`,
      [ids],
    );
    return rows.map((row) => row.id);
  }
});

describe('a database that was tampered with', () => {
  test.each([
    [
      'a piece altered',
      `UPDATE files.pieces SET sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20)) WHERE file_id = $1`,
    ],
    ['another owner', `UPDATE files.files SET owner = 'prt_thief' WHERE file_id = $1`],
    ['another kind', `UPDATE files.files SET kind = 'pdf' WHERE file_id = $1`],
    [
      'a piece of another file',
      `UPDATE files.pieces p SET sealed = o.sealed FROM files.pieces o WHERE p.file_id = $1 AND o.file_id = (SELECT file_id FROM files.files WHERE file_id <> $1 AND kind = 'png' LIMIT 1)`,
    ],
    ['a piece taken away', 'DELETE FROM files.pieces WHERE file_id = $1'],
  ])('%s: the file does not open, and verify reports it', async (_name, statement) => {
    await store('prt_other');
    const { fileId } = await store('prt_victim');
    await attach('prt_victim', [fileId], 'tkt_t');
    await parts.database.transaction((tx) => tx.query(statement, [fileId]));
    await expect(read('tkt_t', fileId)).rejects.toThrow(SealBroken);
    expect((await broken()).join()).toContain(fileId);
    await parts.database.transaction((tx) =>
      tx.query('DELETE FROM files.files WHERE file_id = $1', [fileId]),
    );
  });
});

test('an upload is passed to the thread that checks it without being copied', async () => {
  const bytes = longPdf(700_000);
  await storeFile(parts, { owner: 'prt_given', name: 'a.pdf', bytes }, by());
  expect(bytes.buffer.byteLength).toBe(0);
});
