/**
 * Guards: a table that a migration creates says in its module's `grants.json` what the server's role may do with it; without that the server
 * could not even read it. The tests beside the declarations compare them with a database.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { declaredGrants } from '../../src/kit/database/index.ts';

const MIGRATIONS = new URL('../../migrations/', import.meta.url);

const CREATED = /^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?([a-z_]+\.[a-z_]+)/gm;
const GONE =
  /^(?:DROP TABLE (?:IF EXISTS )?|ALTER TABLE )([a-z_]+\.[a-z_]+)(?:;| RENAME TO| SET SCHEMA)/gm;

test('every table that a migration creates is declared', async () => {
  const texts = readdirSync(MIGRATIONS)
    .sort()
    .map((name) => readFileSync(new URL(name, MIGRATIONS), 'utf8'));
  const namesOf = (pattern: RegExp) =>
    texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => String(name)));
  const declared = new Set(
    (await declaredGrants()).flatMap(({ schema, tables }) =>
      Object.keys(tables).map((table) => `${schema}.${table}`),
    ),
  );
  const gone = new Set(namesOf(GONE));
  const created = namesOf(CREATED).filter((name) => !gone.has(name));
  expect(created.length).toBeGreaterThan(100);
  expect(created.filter((name) => !declared.has(name))).toEqual([]);
});
