import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { required } from '../assert.ts';
import { DatabaseProblem } from '../database/index.ts';
import { contentOf, refuseDifference } from './compare.ts';
import {
  checksOf,
  foreignKeysOf,
  type MovedTable,
  relationsOf,
  sequencesOf,
  tablesOf,
} from './tables.ts';

export interface CopyParts {
  readonly old: pg.Client;
  readonly fresh: pg.Client;
  readonly schemas: readonly string[];
  /** Called with the bytes of tables that were copied and compared, of all. */
  readonly onBytes: (done: { bytesDone: number; bytesTotal: number }) => void;
}

export interface Copied {
  readonly tables: number;
  readonly rows: number;
}

/**
 * Replaces the rows of one database by those of another one with the same schema, within the transactions that both clients have open. Checks and
 * triggers rest while rows arrive; then every foreign key is checked again, and each table and sequence is compared.
 */
export async function copyRows({ old, fresh, schemas, onBytes }: CopyParts): Promise<Copied> {
  const relations = await relationsOf(fresh, schemas);
  const tables = await tablesOf(old, schemas);
  const bytesTotal = 2 * tables.reduce((sum, { bytes }) => sum + bytes, 0) + 1;
  let bytesDone = 0;
  const done = (bytes: number) => {
    bytesDone += bytes;
    onBytes({ bytesDone, bytesTotal });
  };
  const checks = await checksOf(fresh, schemas);
  const keys = await foreignKeysOf(fresh, schemas);
  for (const name of relations) await fresh.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  for (const { table, name } of keys)
    await fresh.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  await fresh.query(`TRUNCATE ${relations.join(', ')}`);
  for (const { partition } of tables) {
    if (partition !== null) await fresh.query(`CREATE ${partition}`);
  }
  for (const table of tables) await copyTable(old, fresh, table, done);
  await copySequences(old, fresh, schemas);
  for (const { table, name, definition } of keys) {
    await fresh.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
  for (const name of relations) await fresh.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  if ((await checksOf(fresh, schemas)) !== checks) {
    throw new DatabaseProblem('A check of the new database was not switched on again.');
  }
  let rows = 0;
  for (const table of tables) {
    const content = await contentOf(old, table);
    refuseDifference(table.name, content, await contentOf(fresh, table));
    rows += content.rows;
    done(table.bytes);
  }
  return { tables: tables.length, rows };
}

async function copyTable(
  old: pg.Client,
  fresh: pg.Client,
  { name, columns, selected, bytes }: MovedTable,
  done: (bytes: number) => void,
): Promise<void> {
  // A row is longer or shorter as text than on the disk: no more than its table counts is reported.
  let left = bytes;
  const count = new Transform({
    transform: (piece: Buffer, _encoding, pass) => {
      const counted = Math.min(left, piece.length);
      left -= counted;
      done(counted);
      pass(null, piece);
    },
  });
  await pipeline(
    old.query(copyTo(`COPY (SELECT ${selected} FROM ONLY ${name}) TO STDOUT`)),
    count,
    fresh.query(copyFrom(`COPY ${name} (${columns}) FROM STDIN`)),
  );
  done(left);
}

interface Turn {
  readonly last: string;
  readonly called: boolean;
}

async function copySequences(old: pg.Client, fresh: pg.Client, schemas: readonly string[]) {
  const turnOf = async (client: pg.Client, name: string) => {
    const { rows } = await client.query<Turn>(
      `SELECT last_value::text AS last, is_called AS called FROM ${name}`,
    );
    return required(rows[0], 'a sequence has a row');
  };
  for (const name of await sequencesOf(old, schemas)) {
    const { last, called } = await turnOf(old, name);
    await fresh.query('SELECT setval($1::regclass, $2, $3)', [name, last, called]);
    const copy = await turnOf(fresh, name);
    if (copy.last === last && copy.called === called) continue;
    throw new DatabaseProblem(`The sequence ${name} is at ${copy.last}, and not at ${last}.`);
  }
}
