import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { assert } from '../../../server/src/kit/assert.ts';
import { connect } from './cluster.ts';

/** As backups are compressed. */
const LEVEL = 3;

/** Packs a folder by `tar` and Zstandard into a file on the disk, and nothing else. */
export async function packFolder(folder: string, file: string): Promise<void> {
  const tar = spawn('tar', ['-C', folder, '-cf', '-', '.'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(tar, 'close');
  const params = { [constants.ZSTD_c_compressionLevel]: LEVEL };
  await pipeline(tar.stdout, createZstdCompress({ params }), createWriteStream(file));
  const [code] = await ended;
  // 1: PostgreSQL has written to a file meanwhile.
  assert(code === 0 || code === 1, 'tar packs a folder');
  const written = await open(file);
  await written.sync();
  await written.close();
}

/** Unpacks it into an empty folder, to the disk. */
export async function unpackFolder(file: string, folder: string): Promise<void> {
  const tar = spawn('tar', ['-C', folder, '-xf', '-'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = once(tar, 'close');
  await pipeline(createReadStream(file), createZstdDecompress(), tar.stdin);
  const [code] = await ended;
  assert(code === 0, 'tar unpacks a folder');
  await once(spawn('sync', ['-f', folder], { stdio: 'ignore' }), 'close');
}

interface Table {
  readonly name: string;
  readonly columns: string;
}

/** Copies the rows of all tables, each by COPY from one connection to another, into tables with the same keys and indexes in one more schema. */
export async function copyTables(url: string): Promise<void> {
  const [source, target] = [await connect(url), await connect(url)];
  try {
    await target.query('BEGIN; CREATE SCHEMA bare');
    for (const [at, { name, columns }] of (await tablesOf(source)).entries()) {
      const copy = `bare.t${at}`;
      await target.query(
        `CREATE TABLE ${copy} (LIKE ${name} INCLUDING INDEXES INCLUDING GENERATED)`,
      );
      const rows = source.query(copyTo(`COPY ${name} (${columns}) TO STDOUT (FORMAT binary)`));
      await pipeline(
        rows,
        target.query(copyFrom(`COPY ${copy} (${columns}) FROM STDIN (FORMAT binary)`)),
      );
    }
    await target.query('COMMIT');
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}

/** Reads every row of all tables once. */
export async function readTables(url: string): Promise<void> {
  const client = await connect(url);
  try {
    for (const { name, columns } of await tablesOf(client)) {
      for await (const _ of client.query(
        copyTo(`COPY ${name} (${columns}) TO STDOUT (FORMAT binary)`),
      )) {
        // Nobody looks at them.
      }
    }
  } finally {
    await client.end();
  }
}

async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.oid::regclass::text AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'bench', 'bare')
      GROUP BY c.oid ORDER BY 1`,
  );
  return rows;
}
