/**
 * Guards: while a migration runs, processes of the version before serve, so it only adds; what it takes away it declares, one version after the
 * last use; and nobody waits for it longer than a moment (decision 68). The rules hold for every migration since the release, and each refuses
 * what was planted.
 */
import { readFile } from 'node:fs/promises';
import { loadModule } from 'libpg-query';
import { beforeAll, expect, test } from 'vitest';
import { migrationNames } from '../../src/kit/database/index.ts';
import { LIVES } from '../growth/lives.ts';
import { problemsOf } from './migration-rules.ts';
import { readReleased } from './released.ts';

beforeAll(() => loadModule());

const grows = (table: string) => {
  const [schema = '', name = ''] = table.split('.');
  // A table without a declared life counts as one that grows.
  return LIVES[schema]?.[name]?.is !== 'bounded';
};
const problems = (text: string) =>
  problemsOf({ name: 'x', text }, { released: '1.4.0', grows }).map((each) => each.slice(3));

test('no migration since the release breaks or blocks processes of the version before', async () => {
  const { migration, version } = await readReleased();
  const since = (await migrationNames()).filter((name) => name > migration);
  const found = since.map(async (name) => {
    const text = await readFile(new URL(`../../migrations/${name}.sql`, import.meta.url), 'utf8');
    return problemsOf({ name, text }, { released: version, grows });
  });
  expect((await Promise.all(found)).flat()).toEqual([]);
});

test.each([
  ['DROP TABLE orders.orders', /drops what the version before may use/],
  ['DROP FUNCTION orders.place(int)', /drops what/],
  ['DROP TYPE orders.state', /drops what/],
  ['DROP INDEX orders.orders_tenant', /drops what/],
  ['DROP TRIGGER changed ON orders.orders', /drops what/],
  ['ALTER TABLE orders.orders RENAME TO purchases', /renames/],
  ['ALTER TABLE orders.orders RENAME COLUMN status TO state', /renames/],
  ['ALTER TABLE orders.orders RENAME CONSTRAINT a TO b', /renames/],
  ['ALTER FUNCTION orders.place(int) RENAME TO placed', /renames/],
  ['ALTER TABLE orders.orders SET SCHEMA stock', /renames/],
  ["ALTER TYPE orders.state RENAME VALUE 'a' TO 'b'", /renames a value/],
  ['ALTER TABLE orders.orders DROP COLUMN status', /drops status/],
  ['ALTER TABLE orders.orders DROP CONSTRAINT orders_status', /drops orders_status/],
  ['ALTER TABLE shop.settings ALTER name SET NOT NULL', /may write null into name/],
  ['ALTER TABLE shop.settings ALTER name DROP DEFAULT', /may rely on the default of name/],
  ['ALTER TABLE shop.settings ALTER name TYPE int', /changes its type/],
  ['ALTER TABLE shop.settings ADD COLUMN a int NOT NULL', /NOT NULL without a default/],
  ['ALTER TABLE shop.settings ADD COLUMN a timestamptz DEFAULT now()', /not a constant/],
  ['ALTER TABLE shop.settings ADD a int GENERATED ALWAYS AS IDENTITY', /rewrites the whole/],
  ['ALTER TABLE shop.settings ADD a int GENERATED ALWAYS AS (1) STORED', /rewrites the whole/],
  ['ALTER TABLE orders.orders ADD a int CHECK (a > 0)', /checked for the constraint on a/],
  ['ALTER TABLE orders.orders ADD a int REFERENCES stock.lots', /checked for the constraint on a/],
  ['ALTER TABLE orders.orders ADD CONSTRAINT c CHECK (quantity > 0)', /add it NOT VALID/],
  ['ALTER TABLE orders.orders ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES b.c', /add it NOT VALID/],
  ['ALTER TABLE orders.orders ADD CONSTRAINT n NOT NULL quantity', /add it NOT VALID/],
  ['ALTER TABLE orders.orders ADD CONSTRAINT u UNIQUE (a)', /is built under lock/],
  [
    `ALTER TABLE orders.orders ADD CONSTRAINT c CHECK (quantity > 0) NOT VALID;
     ALTER TABLE orders.orders VALIDATE CONSTRAINT c`,
    /validate it in the next file/,
  ],
  ['ALTER TABLE shop.settings SET UNLOGGED', /nobody has said whether AT_SetUnLogged/],
  ['CREATE INDEX o ON orders.orders (status)', /use CONCURRENTLY/],
  ['CREATE INDEX o ON nowhere.declared (status)', /use CONCURRENTLY/],
  ['CREATE INDEX CONCURRENTLY o ON orders.orders (status)', /holds two statements/],
  [
    'DROP INDEX CONCURRENTLY o; CREATE INDEX CONCURRENTLY o ON orders.orders (status)',
    /holds two statements/,
  ],
  [
    'DROP INDEX CONCURRENTLY IF EXISTS other; CREATE INDEX CONCURRENTLY o ON orders.orders (status)',
    /drops what/,
  ],
  ['UPDATE orders.orders SET note = NULL', /in batches/],
  ['-- Few rows:\nDELETE FROM ledger.postings', /in batches/],
  ['CREATE OR REPLACE FUNCTION a.b() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$', /replaces/],
  ["DO $$ BEGIN EXECUTE 'DROP TABLE orders.orders'; END $$", /DO block/],
  ['TRUNCATE orders.queue', /nobody has said whether TruncateStmt/],
  ['LOCK TABLE orders.orders', /nobody has said whether LockStmt/],
  ['VACUUM FULL orders.orders', /nobody has said whether VacuumStmt/],
  [
    '-- Contract: no process of version 1.5.0 or newer uses this.\nDROP TABLE a.b',
    /version 1.5.0 is not released/,
  ],
  ['-- Contract: soon.\nDROP TABLE a.b', /drops what/],
  [
    '-- Contract: no process of version 1.4.0 or newer uses this.\nALTER TABLE a.b ALTER c TYPE int',
    /changes its type/,
  ],
])('%s is refused', (text, why) => {
  expect(problems(text).join()).toMatch(why);
});

test.each([
  `CREATE TABLE orders.notes (note_id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES orders.orders,
     written_at timestamptz NOT NULL DEFAULT now());
   CREATE INDEX notes_order ON orders.notes (order_id);
   ALTER TABLE orders.notes ADD COLUMN more int NOT NULL;
   UPDATE orders.notes SET more = 1`,
  'ALTER TABLE orders.orders ADD COLUMN a date',
  "ALTER TABLE orders.orders ADD COLUMN a text[] NOT NULL DEFAULT '{}', ADD b int NOT NULL DEFAULT -1",
  'ALTER TABLE orders.orders ADD a boolean NOT NULL DEFAULT true; ALTER TABLE orders.orders ALTER a DROP DEFAULT',
  'ALTER TABLE orders.orders ADD CONSTRAINT c CHECK (quantity > 0) NOT VALID',
  'ALTER TABLE orders.orders VALIDATE CONSTRAINT c',
  'ALTER TABLE orders.orders ADD CONSTRAINT u UNIQUE USING INDEX o',
  'ALTER TABLE orders.orders ALTER note DROP NOT NULL, ALTER note SET DEFAULT 1',
  'ALTER TABLE shop.settings ADD CONSTRAINT c CHECK (days > 0)',
  'CREATE UNIQUE INDEX s ON shop.settings (name)',
  `-- Found by day.
   DROP INDEX CONCURRENTLY IF EXISTS orders.o;
   CREATE INDEX CONCURRENTLY o ON orders.orders (status)`,
  "UPDATE shop.settings SET name = ''",
  "-- Few rows: two shops had one.\nUPDATE orders.orders SET note = NULL WHERE note = ''",
  "ALTER TYPE orders.state ADD VALUE 'late'",
  `-- Contract: no process of version 1.4.0 or newer uses this.
   DROP TABLE a.b; ALTER TABLE a.c DROP COLUMN d; ALTER TABLE a.c ALTER e SET NOT NULL; DROP FUNCTION a.f(int)`,
])('%s is allowed', (text) => {
  expect(problems(text)).toEqual([]);
});
