/**
 * Guards: functions and rights that processes of the released version use stay as they are while those are replaced one by one (decision 68):
 * a new meaning has a new name.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { migrate } from '../../src/kit/database/index.ts';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import {
  breaksOf,
  type Released,
  type ReleasedFunction,
  readReleased,
  stateOf,
} from './released.ts';

vi.setConfig({ testTimeout: 60_000 });

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});

test('this version leaves to processes of the released one what they use', async () => {
  const released = await readReleased();
  expect(Object.keys(released.functions).length).toBeGreaterThan(200);
  expect(Object.keys(released.rights).length).toBeGreaterThan(100);
  const breaks = breaksOf(released, await stateOf(client, released.migration));
  expect(
    breaks,
    'While nothing has been released, `npm run record-release` records the changes instead.',
  ).toEqual([]);
});

test('applying the functions again replaces none by another one of the same name', async () => {
  const all = async () => {
    const { rows } = await client.query<{ id: number; name: string }>(
      `SELECT p.oid::int AS id, p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 2`,
    );
    return rows;
  };
  const before = await all();
  await client.query("COMMENT ON SCHEMA kit IS 'of an older version'");
  await migrate(database.url);
  expect(await all()).toEqual(before);
});

const function_ = (more: Partial<ReleasedFunction> = {}): ReleasedFunction => ({
  ...{ form: 'p_a integer -> integer', body: 'one', kind: 'plain' },
  ...more,
});
const version = (more: Partial<Released> = {}): Released => ({
  ...{ version: '1.4.0', migration: '0300_x', migrations: 'digest' },
  ...{ functions: { 'a.f(integer)': function_() } },
  ...{ rights: { 'a.t': ['select', 'update b', 'insert'] }, retired: {} },
  ...more,
});
const withFunction = (more: Partial<ReleasedFunction>) =>
  version({ functions: { 'a.f(integer)': function_(more) } });

test.each([
  [version({ migrations: 'other' }), /up to 0300_x was edited/],
  [version({ functions: {} }), /a\.f\(integer\) is gone/],
  [version({ functions: { 'a.f(integer, text)': function_() } }), /is gone/],
  [withFunction({ form: 'p_b integer -> integer' }), /changed its form/],
  [withFunction({ kind: 'inner' }), /was plain in 1\.4\.0, and is inner/],
  [withFunction({ body: 'two' }), /give a new meaning a new name/],
  [withFunction({ body: 'two', comment: 'Means the same as in 1.4.0: ' }), /give a new meaning/],
  [withFunction({ body: 'two', comment: 'Means the same as in 1.3.0: x' }), /give a new meaning/],
  [withFunction({ comment: 'Means the same as in 1.4.0: a plan.' }), /remove its comment/],
  [version({ rights: { 'a.t': ['select', 'update b'] } }), /the right "insert" on a\.t/],
  [version({ rights: { 'a.t': ['select', 'update c', 'insert'] } }), /"update b" on a\.t/],
  [version({ rights: {} }), /"select" on a\.t/],
])('what would break it is refused: %#', (now, why) => {
  expect(breaksOf(version(), now).join()).toMatch(why);
});

test.each([
  [version(), withFunction({ body: 'two', comment: 'Means the same as in 1.4.0: a plan.' })],
  [version(), version({ rights: { 'a.t': ['select', 'update', 'insert'], 'a.u': ['select'] } })],
  [
    version({ retired: { 'a.t': ['insert'] } }),
    version({ rights: { 'a.t': ['select', 'update b'] } }),
  ],
  [withFunction({ comment: 'Retired.' }), version({ functions: {} })],
  [withFunction({ kind: 'inner' }), version({ functions: {} })],
  [version(), version({ functions: { ...version().functions, 'a.f(text)': function_() } })],
])('what processes of it cannot notice is allowed: %#', (released, now) => {
  expect(breaksOf(released, now)).toEqual([]);
});
