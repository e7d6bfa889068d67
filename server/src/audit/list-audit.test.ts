/**
 * Guards: the audit log finds the same entries in the same order, and the same last acts, whether they are chained or not, also if that
 * happens between two pages; and an act's own commit writes no index that only the log needs.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { drivenClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { chainAudit } from './chain-audit.ts';
import { auditInvariants } from './invariants.ts';
import { lastActs } from './last-acts.ts';
import { type AuditFilters, type AuditRow, listAudit } from './list-audit.ts';
import { recordAudit } from './record-audit.ts';

const PAGE = 3;
const start = new Date('2026-11-29T12:00:00.000Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const clock = drivenClock(start);
let copy: TestDatabase;
let database: Database;
beforeAll(async () => {
  copy = await testDatabase();
  database = new Database({ url: copy.url });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
});

const ACTIONS = ['order.placed', 'order.confirmed', 'price.changed'] as const;
let recorded = 0;

/** Records so many acts, each unlike its neighbours. */
async function record(count: number): Promise<void> {
  await database.transaction(async (tx) => {
    for (let end = recorded + count; recorded < end; recorded += 1) {
      await recordAudit(tx, {
        at: after(recorded),
        actor: `staff:${recorded % 2}`,
        ...(recorded % 3 && { tenantId: recorded % 3 }),
        action: ACTIONS[recorded % ACTIONS.length] ?? 'order.placed',
        subject: `ord_${recorded % 5}`,
        detail: { word: recorded % 4 ? 'Plain' : 'Rare' },
      });
    }
  });
}

const chained = async () => {
  const { rows } = await database.reads.query<{ count: number }>(
    'SELECT count(*) FROM audit.chain',
  );
  return rows[0]?.count;
};
/** Chains all; a transaction in another database holds entries back for a moment. */
async function chain(): Promise<void> {
  await expect
    .poll(() => chainAudit({ database, clock }).then(chained), { timeout: 30_000 })
    .toBe(recorded);
}

interface Case {
  readonly asked: Omit<AuditFilters, 'limit'>;
  readonly fits: (row: AuditRow) => boolean;
}
const has = (row: AuditRow, part: string) =>
  JSON.stringify(Object.values(row)).toLowerCase().includes(part);
const CASES: Readonly<Record<string, Case>> = {
  all: { asked: {}, fits: () => true },
  actor: { asked: { actor: 'staff:1' }, fits: ({ actor }) => actor === 'staff:1' },
  action: { asked: { action: 'price.changed' }, fits: ({ action }) => action === 'price.changed' },
  'beginning of actions': {
    ...{ asked: { action: 'order.' }, fits: ({ action }) => action.startsWith('order.') },
  },
  actions: {
    asked: { actions: ['order.placed'], actor: 'staff:0' },
    fits: ({ action, actor }) => action === 'order.placed' && actor === 'staff:0',
  },
  subject: {
    asked: { subject: 'ord_3', actor: 'staff:1' },
    fits: ({ subject, actor }) => subject === 'ord_3' && actor === 'staff:1',
  },
  days: {
    asked: { createdFrom: after(4), createdBefore: after(17) },
    fits: ({ at }) => at >= after(4) && at < after(17),
  },
  part: { asked: { search: { part: 'rare' } }, fits: (row) => has(row, 'rare') },
  'part, or a name, of an actor': {
    asked: { actor: 'staff:0', search: { part: 'RARE', names: ['ord_2', 'staff:0'] } },
    fits: ({ actor }) => actor === 'staff:0',
  },
  'a business or its subject': {
    asked: { concerning: { tenantIds: [2], names: ['ord_4'] } },
    fits: ({ tenantId, subject }) => tenantId === 2 || subject === 'ord_4',
  },
  'a part about a business': {
    asked: { search: { part: 'rare' }, concerning: { tenantIds: [1, 2] } },
    fits: (row) => has(row, 'rare') && row.tenantId !== null,
  },
  nothing: { asked: { search: {} }, fits: () => false },
};

/** Reads every page of a list, and does something before each but the first. */
async function pages(
  asked: Case['asked'],
  turned: boolean,
  between: () => Promise<void> = async () => {},
) {
  const found: number[] = [];
  for (let behind: number | null = null; ; ) {
    const rows: AuditRow[] = await listAudit(database.reads, {
      ...{ ...asked, turned, behind, limit: PAGE },
    });
    found.push(...rows.map(({ entryId }) => entryId));
    if (rows.length < PAGE) return found;
    behind = found.at(-1) ?? null;
    await between();
  }
}

async function expectAll() {
  const all = await listAudit(database.reads, { limit: 1_000 });
  expect(all).toHaveLength(recorded);
  const last = await lastActs(database.reads, [...ACTIONS, 'key.revoked']);
  const newest = ACTIONS.map((action) => all.find((row) => row.action === action));
  expect(last).toEqual(
    newest.map((row) => ({ action: row?.action, actor: row?.actor, at: row?.at })),
  );
  for (const [name, { asked, fits }] of Object.entries(CASES)) {
    const ids = all.filter(fits).map(({ entryId }) => entryId);
    expect([name, await pages(asked, false)]).toEqual([name, ids]);
    expect([name, await pages(asked, true)]).toEqual([name, ids.toReversed()]);
  }
}

test('entries that are not chained are found by each filter, in pages both ways', async () => {
  await record(20);
  await expectAll();
});

test('so are those of which some are chained, and all', async () => {
  await chain();
  await expectAll();
  await record(10);
  await expectAll();
  await chain();
  await expectAll();
});

test('what is chained between two pages is neither lost nor shown twice', async () => {
  for (const [name, { asked, fits }] of Object.entries(CASES)) {
    for (const turned of [false, true]) {
      await record(8);
      const all = await listAudit(database.reads, { limit: 1_000, turned });
      const ids = all.filter(fits).map(({ entryId }) => entryId);
      expect([name, await pages(asked, turned, chain)]).toEqual([name, ids]);
    }
  }
});

test('a copy that differs from its entry, or is missing, is a violation', async () => {
  await chain();
  const [invariant] = auditInvariants;
  const broken = async () => (await invariant?.check(database.reads))?.broken;
  expect(await broken()).toEqual([]);
  await database.transaction(async (tx) => {
    await tx.query('ALTER TABLE audit.listed DISABLE TRIGGER append_only');
    await tx.query(
      `UPDATE audit.listed SET actor = 'staff:nobody'
        WHERE entry_id = (SELECT entry_id FROM audit.chain WHERE position = 2)`,
    );
    await tx.query(
      'DELETE FROM audit.listed WHERE entry_id = (SELECT entry_id FROM audit.chain WHERE position = 5)',
    );
    await tx.query('ALTER TABLE audit.listed ENABLE TRIGGER append_only');
  });
  expect(await broken()).toEqual([2, 5].map((each) => `position ${each} is not listed as it is`));
  await expect(
    database.transaction((tx) => tx.query('DELETE FROM audit.listed')),
  ).rejects.toThrow();
});

test('an entry is recorded with three indexes: its number, its transaction and its subject', async () => {
  const { rows } = await database.reads.query<{ name: string }>(
    `SELECT indexname AS name FROM pg_indexes
      WHERE schemaname = 'audit' AND tablename = 'entries' ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(['entries_pkey', 'entries_subject', 'entries_tx']);
});
