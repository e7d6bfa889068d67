/**
 * Guards: a file of codes that staff send with a browser is imported once and whole, as on the command line, by those who
 * may, with a fresh proof; broken off, sent twice, cancelled or refused it leaves nothing that could be sold; and no
 * reply repeats a code.
 */
import { createHash, randomUUID } from 'node:crypto';
import { importPieceBytes, type StockImport } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dropIdleImports, runImports } from '../../src/imports/index.ts';
import { formatId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  type Shop,
  staff,
  stepUp,
  supplierNamed,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let keeper: Visitor;
let admin: Visitor;
let reader: Visitor;
let support: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock });
  keeper = (await staff(shop, 'stock')).visitor;
  admin = (await staff(shop, 'admin')).visitor;
  reader = (await staff(shop, 'read_only')).visitor;
  support = (await staff(shop, 'support')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => stepUp(clock, keeper));

let files = 0;
/** A file of codes that are nowhere else, each with a serial of this length. */
function fileOf(rows: number, serial = 0, header = 'region,denomination,code,serial'): Buffer {
  files += 1;
  const lines = Array.from({ length: rows }, (_, row) => {
    const code = `${String(files).padStart(4, '0')}-${String(row).padStart(8, '0')}`;
    return `US,50,ABCD-${code},${'s'.repeat(serial)}`;
  });
  return Buffer.from(`${header}\n${lines.join('\n')}\n`);
}

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const begin = (bytes: Buffer, more: object = {}, by = keeper) =>
  by.post<StockImport>('/imports', {
    ...{ file_name: 'codes.csv', bytes: bytes.length, sha256: sha(bytes) },
    ...more,
  });
const send = (id: string, position: number, bytes: Buffer, by = keeper) => {
  const from = position * importPieceBytes;
  const piece = new Uint8Array(bytes.subarray(from, from + importPieceBytes));
  const path = `/imports/${id}/pieces?position=${position}`;
  return by.call<StockImport>('POST', path, { file: { name: 'piece', bytes: piece } });
};
const read = (id: string, by = keeper) => bodyOf(clock, by.get<StockImport>(`/imports/${id}`));
const start = (id: string, by = keeper) => by.post<StockImport>(`/imports/${id}/start`);
const cancel = (id: string, by = keeper) => by.post<StockImport>(`/imports/${id}/cancel`);
const work = (more: object = {}) =>
  runImports({ ...shop.app, isStopping: () => false, chunkRows: 100, ...more });

/** Begins an import and sends the whole file. */
async function sent(bytes: Buffer, more: object = {}): Promise<string> {
  const { id } = await bodyOf(clock, begin(bytes, more));
  for (let at = 0; at * importPieceBytes < bytes.length; at += 1) {
    await bodyOf(clock, send(id, at, bytes));
  }
  return id;
}

/** The same, and starts and imports it. */
async function imported(bytes: Buffer, more: object = {}): Promise<StockImport> {
  const id = await sent(bytes, more);
  await bodyOf(clock, start(id));
  await work();
  return read(id);
}

const available = async () =>
  (await shop.rows<{ n: number }>('SELECT sum(available)::int AS n FROM stock.shelves'))[0]?.n ?? 0;
test('a file in several pieces becomes a lot for sale, with the person in the audit', async () => {
  const before = await available();
  const bytes = fileOf(9_000, 60);
  expect(bytes.length).toBeGreaterThan(importPieceBytes);
  const supplier = formatId('sup', await supplierNamed(shop.app.database, 'A supplier'));
  const begun = await bodyOf(clock, begin(bytes, { supplier_id: supplier }));
  expect(begun).toMatchObject({ state: 'sending', bytes_sent: 0, supplier: 'A supplier' });
  expect(await codeOf(send(begun.id, 1, bytes))).toBe('invalid_state');
  expect(await bodyOf(clock, send(begun.id, 0, bytes))).toMatchObject({
    bytes_sent: importPieceBytes,
  });
  expect(await codeOf(start(begun.id))).toBe('invalid_state');
  await bodyOf(clock, send(begun.id, 1, bytes));
  expect(await bodyOf(clock, start(begun.id))).toMatchObject({ state: 'waiting' });
  expect((await bodyOf(clock, start(begun.id))).state).toBe('waiting');
  expect(await available()).toBe(before);
  await work();
  const done = await read(begun.id, reader);
  expect(done).toMatchObject({
    ...{ state: 'done', accepted: 9_000, duplicates: 0, rejected: 0, repeated: false },
    ...{ bytes_read: bytes.length, lot_status: 'complete', fault: null },
    sha256: sha(bytes),
  });
  expect(await available()).toBe(before + 9_000);
  const record = await shop.rows<{ action: string; actor: string }>(
    'SELECT action, actor FROM audit.entries WHERE subject = ANY($1) ORDER BY entry_id',
    [[begun.id, done.lot_id]],
  );
  expect(record.map(({ action }) => action)).toEqual(['import.begun', 'lot.imported']);
  expect(new Set(record.map(({ actor }) => actor)).size).toBe(1);
  const news = await bodyOf(
    clock,
    keeper.get<{ data: { kind: string; path: string }[] }>('/notifications'),
  );
  expect(news.data[0]).toMatchObject({ kind: 'import.done', path: `/imports/${begun.id}` });
  expect(await shop.verify()).toEqual([]);
});

test('only stock keepers and admins begin one, with a fresh proof; only its beginner sends', async () => {
  const bytes = fileOf(2);
  expect(await codeOf(begin(bytes, {}, support))).toBe('role_missing');
  expect(await codeOf(begin(bytes, {}, reader))).toBe('role_missing');
  expect(await codeOf(support.get('/imports'))).toBe('role_missing');
  clock.advance(60 * 60 * 1000);
  expect(await codeOf(begin(bytes))).toBe('step_up_required');
  await stepUp(clock, keeper);
  const { id } = await bodyOf(clock, begin(bytes));
  expect(await codeOf(send(id, 0, bytes, admin))).toBe('not_found');
  await bodyOf(clock, send(id, 0, bytes));
  expect(await codeOf(start(id, admin))).toBe('not_found');
  expect((await bodyOf(clock, cancel(id, admin))).state).toBe('cancelled');
});

test('a file that broke off goes on where it was; another file is never spliced into it', async () => {
  const before = await available();
  const bytes = fileOf(9_000, 60);
  const { id } = await bodyOf(clock, begin(bytes, { sha256: undefined }));
  await bodyOf(clock, send(id, 0, bytes));
  const other = fileOf(9_000, 60);
  expect(await codeOf(send(id, 0, other))).toBe('invalid_state');
  const again = await bodyOf(clock, send(id, 0, bytes));
  expect(again.bytes_sent).toBe(importPieceBytes);
  expect(await codeOf(send(id, 1, bytes.subarray(0, -1)))).toBe('validation_failed');
  expect(await available()).toBe(before);
  await bodyOf(clock, send(id, 1, bytes));
  await bodyOf(clock, start(id));
  await work();
  expect(await available()).toBe(before + 9_000);
});

test('a file whose hash is not the stated one is refused, and nothing of it is kept', async () => {
  const before = await available();
  const bytes = fileOf(3);
  const refused = await imported(bytes, { sha256: sha(fileOf(3)) });
  expect(refused).toMatchObject({ state: 'refused', lot_id: null, accepted: 0 });
  expect(refused.fault).toMatch(/^It is not the file whose import began/);
  expect(await available()).toBe(before);
});

test('the same file in two tabs is one import, and later is not sent again', async () => {
  const before = await available();
  const bytes = fileOf(250);
  const first = await bodyOf(clock, begin(bytes));
  expect((await bodyOf(clock, begin(bytes))).id).toBe(first.id);
  await stepUp(clock, admin);
  expect((await bodyOf(clock, begin(bytes, {}, admin))).id).toBe(first.id);
  // Without its hash, nobody knows that it is the same before it is read.
  const blind = await bodyOf(clock, begin(bytes, { sha256: undefined }));
  for (const { id } of [first, blind]) {
    await bodyOf(clock, send(id, 0, bytes));
    await bodyOf(clock, start(id));
  }
  await Promise.all([work(), work()]);
  const [one, two] = [await read(first.id), await read(blind.id)];
  expect([one.state, two.state]).toEqual(['done', 'done']);
  expect(one.lot_id).toBe(two.lot_id);
  expect(two.sha256).toBe(sha(bytes));
  expect([one.repeated, two.repeated].filter(Boolean)).toHaveLength(1);
  expect(await available()).toBe(before + 250);
  const later = await bodyOf(clock, begin(bytes));
  expect(later).toMatchObject({ state: 'done', repeated: true, lot_id: one.lot_id, accepted: 250 });
  expect(later.id).not.toBe(first.id);
  expect(await shop.verify()).toEqual([]);
});

test('cancelled before it is read, while it is read, and too late', async () => {
  const before = await available();
  const bytes = fileOf(350);
  const early = await sent(bytes);
  expect((await bodyOf(clock, cancel(early))).state).toBe('cancelled');
  expect((await bodyOf(clock, cancel(early))).state).toBe('cancelled');
  expect(await codeOf(send(early, 0, bytes))).toBe('invalid_state');
  expect(await codeOf(start(early))).toBe('invalid_state');

  const id = await sent(bytes);
  await bodyOf(clock, start(id));
  // The worker asks after each hundred rows whether the process is ending.
  let asked = 0;
  const isStopping = () => {
    asked += 1;
    return asked === 3;
  };
  await work({ isStopping });
  expect(await read(id)).toMatchObject({ state: 'reading', lot_status: 'importing' });
  expect((await bodyOf(clock, cancel(id))).state).toBe('cancelling');
  await work();
  expect(await read(id)).toMatchObject({ state: 'cancelled', lot_status: 'discarded' });
  expect(await available()).toBe(before);
  expect(await codeOf(start(id))).toBe('invalid_state');

  const done = await imported(bytes);
  expect(done).toMatchObject({ state: 'done', accepted: 350, duplicates: 0 });
  expect(await codeOf(cancel(done.id))).toBe('invalid_state');
  expect(await available()).toBe(before + 350);
  expect(await shop.verify()).toEqual([]);
});

test('cancelled between two commits of the worker: it stops there, and deletes what it has stored', async () => {
  const before = await available();
  // As if somebody had cancelled it right after the first hundred rows.
  await shop.rows(
    `CREATE FUNCTION cancel_now() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN IF NEW.state = 'reading' AND NEW.accepted >= 100 THEN NEW.state := 'cancelling'; END IF; RETURN NEW; END $$`,
  );
  await shop.rows(
    `CREATE TRIGGER cancel_now BEFORE UPDATE ON imports.imports FOR EACH ROW EXECUTE FUNCTION cancel_now()`,
  );
  try {
    const id = await sent(fileOf(350));
    await bodyOf(clock, start(id));
    await work();
    expect(await read(id)).toMatchObject({ state: 'cancelled', lot_status: 'discarded' });
  } finally {
    await shop.rows('DROP FUNCTION cancel_now CASCADE');
  }
  expect(await available()).toBe(before);
  expect(await shop.verify()).toEqual([]);
});

test('a process that ends leaves an import that the next one finishes', async () => {
  const before = await available();
  const id = await sent(fileOf(350));
  await bodyOf(clock, start(id));
  let asked = 0;
  await work({
    isStopping: () => {
      asked += 1;
      return asked === 4;
    },
  });
  const half = await read(id);
  expect(half).toMatchObject({ state: 'reading', lot_status: 'importing' });
  expect(half.accepted).toBeGreaterThan(0);
  expect(await available()).toBe(before);
  await work();
  expect(await read(id)).toMatchObject({ state: 'done', accepted: 350, repeated: false });
  expect(await available()).toBe(before + 350);
});

test('a file without header, product, cost and expiry gets them from the form', async () => {
  const code = () => randomUUID().slice(0, 13).toUpperCase();
  const terms = {
    ...{ sku: 'PSN-GB-50', cost: '41.50', cost_currency: 'GBP', expires_at: '2099-12-31' },
    ...{ headless: true, columns: [{ position: 1, meaning: 'code' }] },
  };
  const bytes = Buffer.from(`${code()}\n${code()}\n`);
  const done = await imported(bytes, terms);
  expect(done).toMatchObject({ accepted: 2, rejected: 0, sku: 'PSN-GB-50', cost_currency: 'GBP' });
  const [run] = await shop.rows<{ cost: number; expires: Date; sku: string }>(
    `SELECT r.cost, r.expires_at AS expires, p.sku FROM stock.runs r JOIN stock.lots l USING (lot_id)
       JOIN stock.shelves s USING (shelf_id) JOIN catalog.products p USING (product_id)
      WHERE l.sha256 = $1`,
    [Buffer.from(sha(bytes), 'hex')],
  );
  expect(run).toEqual({
    cost: 4150,
    expires: new Date('2099-12-31T23:59:59.999Z'),
    sku: 'PSN-GB-50',
  });

  const named = Buffer.from(`Ref,PIN,Face\n1,${code()},50\n`);
  const columns = [
    { position: 1, meaning: null },
    { position: 2, meaning: 'code' },
  ];
  const stated = { sku: 'PSN-GB-50', columns: [...columns, { position: 3, meaning: null }] };
  expect(await imported(named, stated)).toMatchObject({ state: 'done', accepted: 1 });
  const twice = {
    sku: 'PSN-GB-50',
    columns: [...columns, { position: 3, meaning: 'denomination' }],
  };
  expect((await imported(named, twice)).fault).toMatch(
    /^The file has a column denomination; state/,
  );
});

test.each([
  ['/cost', { cost: '1.2345', cost_currency: 'USD' }],
  ['/expires_at', { expires_at: '2020-01-01' }],
  ['/expires_at', { expires_at: '2099-02-31' }],
  ['/bytes', { bytes: 200 * 1024 * 1024 }],
  ['/columns/0/meaning', { columns: [{ position: 1, meaning: 'pin' }] }],
])('what cannot be is refused when the import begins: %s %j', async (pointer, more) => {
  const refused = await begin(fileOf(1), more);
  const body = refused.body as unknown as { code: string; errors: { pointer: string }[] };
  expect([body.code, body.errors[0]?.pointer]).toEqual(['validation_failed', pointer]);
});

test('an unknown product or supplier', async () => {
  expect(await codeOf(begin(fileOf(1), { sku: 'PSN-US-51' }))).toBe('unknown_product');
  expect(await codeOf(begin(fileOf(1), { supplier_id: 'sup_none' }))).toBe('not_found');
});

test('refused rows are listed by line and reason, in pages and as CSV, never with a code', async () => {
  const rows = Array.from({ length: 30 }, (_, row) => `XX,50,SECRET-CODE-${row}`).join('\n');
  const done = await imported(Buffer.from(`region,denomination,code\nUS,50,=SECRET\n${rows}\n`));
  expect(done).toMatchObject({ state: 'done', accepted: 0, rejected: 31 });
  interface Page {
    readonly data: readonly { line: number; reason: string }[];
    readonly next_cursor: string;
  }
  const path = `/lots/${done.lot_id}/rejects`;
  const first = await bodyOf(clock, reader.get<Page>(`${path}?limit=25`));
  expect(first.data.slice(0, 2)).toEqual([
    { line: 2, reason: expect.stringMatching(/begins with =/) },
    { line: 3, reason: expect.stringMatching(/^unknown region/) },
  ]);
  const next = await bodyOf(clock, reader.get<Page>(`${path}?cursor=${first.next_cursor}`));
  expect(next.data.map(({ line }) => line)).toEqual([27, 28, 29, 30, 31, 32]);
  const csv = (await reader.get(`${path}/export`)).text;
  expect(csv.split('\r\n')).toHaveLength(33);
  expect(JSON.stringify([first, next, csv])).not.toContain('SECRET');
  expect(await codeOf(support.get(path))).toBe('role_missing');
  expect(await codeOf(reader.get('/lots/lot_none/rejects'))).toBe('not_found');
});

test('the list is paged, newest first, and can be filtered by state', async () => {
  interface Page {
    readonly data: readonly StockImport[];
    readonly next_cursor: string | null;
  }
  const all = await bodyOf(clock, reader.get<Page>('/imports?limit=2'));
  expect(all.data).toHaveLength(2);
  expect((all.data[0]?.begun_at ?? '') >= (all.data[1]?.begun_at ?? '')).toBe(true);
  expect(all.next_cursor).not.toBeNull();
  const refused = await bodyOf(clock, reader.get<Page>('/imports?state=refused'));
  expect(new Set(refused.data.map(({ state }) => state))).toEqual(new Set(['refused']));
});

test('an import that fails for a reason outside of its file waits and lets others go first; after a day it is given up', async () => {
  const [first, second] = [await sent(fileOf(200)), await sent(fileOf(50))];
  for (const id of [first, second]) await bodyOf(clock, start(id));
  const onStock = () => Promise.reject(new Error('the disk is away'));
  await expect(work({ onStock })).rejects.toThrow('the disk is away');
  await work();
  expect([(await read(first)).state, (await read(second)).state]).toEqual(['reading', 'done']);
  clock.advance(2_000);
  await work();
  expect(await read(first)).toMatchObject({ state: 'done', accepted: 200 });

  const third = await sent(fileOf(150));
  await bodyOf(clock, start(third));
  await expect(work({ onStock })).rejects.toThrow('the disk is away');
  // A session ends before a day does, so the file is made older instead.
  await shop.rows(
    `UPDATE imports.imports SET sent_at = sent_at - interval '25 hours' WHERE ended_at IS NULL RETURNING 1`,
  );
  clock.advance(2_000);
  await work({ onStock });
  const [left] = await shop.rows<{ state: string; fault: string; status: string }>(
    `SELECT i.state, i.fault, l.status FROM imports.imports i LEFT JOIN stock.lots l USING (lot_id)
      WHERE i.state = 'refused' ORDER BY i.begun_at DESC LIMIT 1`,
  );
  expect(left).toMatchObject({ state: 'refused', status: 'discarded' });
  expect(left?.fault).toContain('for a day');
  expect(await shop.verify()).toEqual([]);
});

test('a person has at most five imports open, and one that does not move for a day is dropped', async () => {
  for (let left = 5; left > 0; left -= 1) await bodyOf(clock, begin(fileOf(1)));
  const refused = await begin(fileOf(1));
  expect(refused.body).toMatchObject({ code: 'limit_reached', limit: 5, used: 5 });
  clock.advance(24 * 60 * 60 * 1000 + 1);
  expect(await dropIdleImports(shop.app)).toBe(5);
  const states = await shop.rows<{ state: string }>(
    'SELECT state FROM imports.imports ORDER BY begun_at DESC LIMIT 5',
  );
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['cancelled']));
  expect(await shop.verify()).toEqual([]);
});
