/**
 * Guards: every table of the database has a declared life, and where that is an end, the worker's job ends it: rows that are older than they are kept
 * are gone after the job has run, and younger ones are there.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorker } from '../../src/worker.ts';
import { drivenClock } from '../../testkit/index.ts';
import {
  openWebhookDesk,
  order,
  register,
  type WebhookDesk,
  webhookBuyer,
} from '../webhooks/rig.ts';
import { LIVES, type Life } from './lives.ts';

const BEGAN = new Date('2026-03-02T12:00:00Z');
const DAY_MS = 86_400_000;
/** Longer than anything is kept that ends. */
const YEAR_DAYS = 365;

const clock = drivenClock(BEGAN);
let desk: WebhookDesk;
beforeAll(async () => {
  desk = await openWebhookDesk({ codes: 20, clock });
});
afterAll(() => desk[Symbol.asyncDispose]());

const lives = Object.entries(LIVES).flatMap(([schema, tables]) =>
  Object.entries(tables).map(([name, life]): [string, Life] => [`${schema}.${name}`, life]),
);
const ending = lives.flatMap(([table, life]) => ('days' in life ? [{ ...life, table }] : []));

test('every table has a declared life', async () => {
  const found = await desk.shop.rows<{ name: string }>(
    `SELECT n.nspname || '.' || c.relname AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const declared = lives.map(([name]) => name);
  expect(declared.toSorted()).toEqual(found.map(({ name }) => name).sort());
});

test('every job that ends rows is one of the worker', () => {
  const { names } = createWorker(desk.shop.app);
  expect(names).toEqual(expect.arrayContaining(ending.map(({ by }) => by)));
});

/** What a row of a table needs beside values that any row may have. */
const SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'identity.sessions': { state: "'active'" },
  'identity.challenges': { door: "'portal'" },
  'identity.links': { door: "'portal'", kind: "'sign_up'" },
  'kit.emails': { status: "'sent'", recipient: "'a@b.example'" },
  'kit.changes': { tx: "'3'" },
  'status.minutes': { times: "'{1}'" },
};
/** Tables that a flow fills: their rows belong to one another. */
const BY_FLOW = [
  'events.outbox',
  'webhooks.deliveries',
  'webhooks.attempts',
  'webhooks.sums',
  'request_log.calls',
];

const VALUES: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: 'gen_random_uuid()::text',
  bytea: 'uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())',
  timestamptz: '$1::timestamptz',
  date: '$1::timestamptz::date',
};

/** Adds a row of that time to a table; whatever it would belong to may be missing. */
async function addRow(table: string, at: Date): Promise<void> {
  const { shop } = desk;
  const columns = await shop.rows<{ name: string; type: string }>(
    `SELECT a.attname AS name, format_type(a.atttypid, NULL)::text AS long, t.typname AS type
       FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull`,
    [table],
  );
  const filler = ({ name, type }: { name: string; type: string }) =>
    SHAPES[table]?.[name] ?? VALUES[type] ?? (type.startsWith('_') ? "'{}'" : '1');
  await shop.owner.transaction(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query(
      `INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')})
       SELECT ${columns.map(filler).join(', ')} WHERE $1::timestamptz IS NOT NULL`,
      [at],
    );
  });
}

/** An order with its webhook, and a row in every other table whose rows end. */
async function fill(key: string, endpointId: string): Promise<void> {
  const { shop, worker } = desk;
  const placed = await order(shop, key);
  expect(placed.status).toBe(201);
  await worker.drain();
  await shop.rows(
    `INSERT INTO webhooks.attempts (endpoint_id, sequence, attempt_id, at, duration_ms)
     SELECT $1, max(sequence), gen_random_uuid(), $2, 1 FROM webhooks.deliveries`,
    [endpointId, clock.now()],
  );
  await shop.app.requestLog.flush();
  for (const { table } of ending) if (!BY_FLOW.includes(table)) await addRow(table, clock.now());
}

async function contentOf(table: string): Promise<string[]> {
  const rows = await desk.shop.rows<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
  return rows.map(({ row }) => row);
}

test('what is older than it is kept is gone after the worker has run, and what is younger is not', async () => {
  const { shop } = desk;
  const { key } = await webhookBuyer(shop);
  const { id } = await register(shop, key, desk.receiver.url);
  const endpointId =
    (await shop.rows<{ id: string }>('SELECT endpoint_id AS id FROM webhooks.endpoints'))[0]?.id ??
    '';
  expect(id).toMatch(/^whe_/);
  await fill(key, endpointId);
  const old = new Map<string, string[]>();
  for (const { table } of ending) old.set(table, await contentOf(table));
  expect([...old].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([]);

  clock.advance(YEAR_DAYS * DAY_MS);
  await fill(key, endpointId);
  const time = { isTrusted: async () => true };
  const worker = createWorker({
    ...shop.app,
    time: Object.assign(Object.create(shop.app.time), time),
  });
  // What was noted as changed is forgotten in the second round after it.
  await worker.drain();
  await worker.drain();
  for (const { table, days } of ending) {
    const left = await contentOf(table);
    const stayed = left.filter((row) => old.get(table)?.includes(row));
    expect([table, stayed]).toEqual([table, []]);
    if (days > 0) expect([table, left.length > 0]).toEqual([table, true]);
  }
});
