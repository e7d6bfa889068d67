/**
 * Guards: one name is one supplier, in any spelling and even if two people add it at once; every change is audited with
 * the values before and after; and no lot of an archived supplier is started.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database, type Tx } from '../kit/database/index.ts';
import { readEmail } from '../kit/email-address.ts';
import { formatId } from '../kit/ids.ts';
import { lockSupplier } from './find-supplier.ts';
import {
  addSupplier,
  archiveSupplier,
  findSupplier,
  holdOpenSupplier,
  listSuppliers,
  type NewSupplier,
  namedSupplier,
  restoreSupplier,
  setSupplier,
} from './index.ts';
import { nearestOf } from './nearest-of.ts';

const by = { actor: 'staff:ann', at: new Date('2026-03-01T12:00:00Z') };

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

const act = <Value>(work: (tx: Tx) => Promise<Value>) => database.transaction(work);
const add = (supplier: NewSupplier) => act((tx) => addSupplier(tx, supplier, by));
const taken = {
  details: { errors: [expect.objectContaining({ pointer: '/name', code: 'taken' })] },
};

async function auditOf(supplierId: string) {
  const { rows } = await database.reads.query<{ action: string; actor: string; detail: string }>(
    'SELECT action, actor, detail FROM audit.entries WHERE subject = $1 ORDER BY at, entry_id',
    [formatId('sup', supplierId)],
  );
  return rows.map(({ detail, ...row }) => ({ ...row, ...JSON.parse(detail) }));
}

/** Waits until a transaction waits for another one, or until the one that should wait has ended. */
async function somebodyWaits(isOver = () => false): Promise<void> {
  const waits = `SELECT count(*) AS waiting FROM pg_stat_activity
                  WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  for (let waiting = 0; waiting === 0 && !isOver(); ) {
    waiting = (await database.reads.query<{ waiting: number }>(waits)).rows[0]?.waiting ?? 0;
  }
}

test('neither case nor blanks make another supplier', async () => {
  const { supplierId, name } = await add({ name: '  First   Hand ' });
  expect(name).toBe('First Hand');
  await expect(add({ name: 'first hand' })).rejects.toMatchObject(taken);
  const other = await add({ name: 'Second Hand' });
  const rename = (to: string) => act((tx) => setSupplier(tx, other.supplierId, { name: to }, by));
  await expect(rename('FIRST HAND')).rejects.toMatchObject(taken);
  expect(await rename('SECOND hand')).toMatchObject({ name: 'SECOND hand' });
  expect(await namedSupplier(database.reads, ' FIRST hand')).toMatchObject({ supplierId });
  expect(await namedSupplier(database.reads, formatId('sup', supplierId))).toMatchObject({ name });
});

test('if two people add one name at once, one is refused', async () => {
  let second: Promise<unknown> = Promise.resolve();
  await act(async (tx) => {
    await addSupplier(tx, { name: 'Twice' }, by);
    second = add({ name: 'TWICE' }).catch((error: unknown) => error);
    await somebodyWaits();
  });
  expect(await second).toMatchObject(taken);
});

test.each([
  ['name', { name: ' \t ' }],
  ['name', { name: 'a\u0007b' }],
  ['name', { name: 'x'.repeat(201) }],
  ['name', { name: 'broken \ud800' }],
  ['email', { name: 'Bad', email: readEmail('no address') }],
  ['note', { name: 'Bad', note: 'x'.repeat(1_001) }],
  ['cost_currency', { name: 'Bad', costCurrency: 'usd' }],
  ['claim_days', { name: 'Bad', claimDays: 0 }],
  ['claim_days', { name: 'Bad', claimDays: 366 }],
])('a %s that cannot be stored is refused', async (member, supplier) => {
  await expect(add(supplier)).rejects.toMatchObject({
    details: { errors: [expect.objectContaining({ pointer: `/${member}` })] },
  });
});

test('the longest names fit, whatever characters they have', async () => {
  const name = '漢'.repeat(200);
  expect(await add({ name })).toMatchObject({ name });
});

test('a change is audited with the values before and after; a change of nothing is not', async () => {
  const { supplierId } = await add({ name: 'Changing', costCurrency: 'EUR', claimDays: 14 });
  const email = readEmail('Desk@Changing.example');
  const change = { email, claimDays: 14, note: ' ' };
  const set = () => act((tx) => setSupplier(tx, supplierId, change, by));
  expect(await set()).toMatchObject({ email: 'desk@changing.example', note: null });
  await set();
  const terms = { name: 'Changing', email: null, note: null, costCurrency: 'EUR', claimDays: 14 };
  expect(await auditOf(supplierId)).toEqual([
    { actor: 'staff:ann', action: 'supplier.added', before: null, after: terms },
    { actor: 'staff:ann', action: 'supplier.changed', before: { email: null }, after: { email } },
  ]);
});

test('of an archived supplier no lot is started until it is restored; both can be repeated', async () => {
  const { supplierId, name } = await add({ name: 'Archived' });
  const begin = () => act((tx) => holdOpenSupplier(tx, supplierId));
  for (const _ of [1, 2]) await act((tx) => archiveSupplier(tx, supplierId, by));
  await expect(begin()).rejects.toMatchObject({
    code: 'invalid_state',
    members: { current_status: 'archived' },
  });
  await expect(add({ name })).rejects.toMatchObject(taken);
  const listed = await listSuppliers(database.reads, { status: 'archived', limit: 10 });
  expect(listed).toEqual([await findSupplier(database.reads, supplierId)]);
  for (const _ of [1, 2]) await act((tx) => restoreSupplier(tx, supplierId, by));
  await begin();
  const audited = (await auditOf(supplierId)).map(({ action }) => action);
  expect(audited).toEqual(['supplier.added', 'supplier.archived', 'supplier.restored']);
});

test('archiving waits for a lot that is being started', async () => {
  const { supplierId } = await add({ name: 'Held open' });
  let archived: Promise<unknown> = Promise.resolve();
  let isArchived = false;
  await act(async (tx) => {
    await holdOpenSupplier(tx, supplierId);
    archived = act((other) => archiveSupplier(other, supplierId, by)).then(() => {
      isArchived = true;
    });
    await somebodyWaits(() => isArchived);
    expect(isArchived).toBe(false);
  });
  await archived;
  expect(isArchived).toBe(true);
});

test('archiving one and renaming it wait for one another, and never deadlock', async () => {
  const { supplierId } = await add({ name: 'Crossing' });
  let renamed: Promise<unknown> = Promise.resolve();
  await act(async (tx) => {
    await lockSupplier(tx, supplierId);
    renamed = act((other) => setSupplier(other, supplierId, { name: 'Crossed' }, by));
    await somebodyWaits();
    await archiveSupplier(tx, supplierId, by);
  });
  expect(await renamed).toMatchObject({ name: 'Crossed', archivedAt: by.at });
});

test('a list continues after its last name, and finds by name and e-mail', async () => {
  await add({ name: 'Zoo', email: readEmail('keeper@zoo.example') });
  const list = (more: object) => listSuppliers(database.reads, { limit: 100, ...more });
  const all = await list({});
  const names = all.map(({ name }) => name.toLowerCase());
  expect(names).toEqual([...names].sort());
  const behind = all[1]?.supplierId;
  expect(await list({ behind })).toEqual(all.slice(2));
  expect(await list({ limit: 2 })).toEqual(all.slice(0, 2));
  for (const text of ['ZO', 'Keeper@'])
    expect(await list({ q: text })).toMatchObject([{ name: 'Zoo' }]);
});

test.each([
  ['Frist Hand', 'First Hand'],
  ['FirstHand', 'First Hand'],
  ['first', 'First Hand'],
  ['Acme Ltd', 'ACME'],
  ['Acne', 'ACME'],
  ['Nobody', null],
  ['', null],
])('%j is nearest to %j', (text, nearest) => {
  const all = [{ name: 'First Hand' }, { name: 'ACME' }, { name: 'Zoo' }];
  expect(nearestOf(text, all)?.name ?? null).toBe(nearest);
});

test('a mistyped name is refused with the nearest one', async () => {
  const { supplierId } = await namedSupplier(database.reads, 'First Hand');
  await expect(namedSupplier(database.reads, 'Frist Hand')).rejects.toThrow(
    `There is no supplier “Frist Hand”. Did you mean “First Hand” (${formatId('sup', supplierId)})?`,
  );
});
