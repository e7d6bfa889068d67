/** Guards: a change of the audit log past the software is found, whether the entry is new or was verified before, and is reported once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop, staff, type Visitor } from '../../testkit/index.ts';
import { chainAudit, readChainState, recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import { verifyAudit } from './verify-audit.ts';

let shop: Shop;
let admin: Visitor;
beforeAll(async () => {
  shop = await openShop();
  admin = (await staff(shop, 'admin')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Records this many acts, and chains them; a transaction in another database holds entries back for a moment. */
async function record(count: number): Promise<void> {
  const { database } = shop.app;
  await database.transaction(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      await recordAudit(tx, {
        ...{ at: shop.app.clock.now(), actor: 'system:test' },
        ...{ action: 'clock.confirmed', subject: `the clock ${index}` },
      });
    }
  });
  const unchained = async () => {
    await chainAudit(shop.app);
    const { rows } = await database.reads.query<{ count: number }>(
      'SELECT count(*) FROM audit.entries e WHERE NOT EXISTS (SELECT 1 FROM audit.chain c WHERE c.entry_id = e.entry_id)',
    );
    return rows[0]?.count;
  };
  await expect.poll(unchained, { timeout: 30_000 }).toBe(0);
}

/** Changes the log as somebody with the database's password would. */
async function tamper(statement: string): Promise<void> {
  await shop.owner.transaction(async (tx) => {
    await tx.query('ALTER TABLE audit.entries DISABLE TRIGGER append_only');
    await tx.query(statement);
    await tx.query('ALTER TABLE audit.entries ENABLE TRIGGER append_only');
  });
}

const verify = () => verifyAudit(shop.app);
const state = () => readChainState(shop.app.database.reads);
const found = async (action: string) =>
  (await admin.get<{ data: unknown[] }>(`/audit?action=${action}`)).body.data.length;
const subjectAt = (position: number, subject: string) =>
  tamper(
    `UPDATE audit.entries SET subject = '${subject}'
      WHERE entry_id = (SELECT entry_id FROM audit.chain WHERE position = ${position})`,
  );

test('the chain is verified to its head, and so is the whole of it', async () => {
  await record(5);
  await verify();
  const { head, verifiedTo, verifiedAt, wholeVerifiedAt, brokenAtEntry } = await state();
  expect([verifiedTo, brokenAtEntry]).toEqual([head, null]);
  expect(verifiedAt).not.toBeNull();
  expect(wholeVerifiedAt).not.toBeNull();
  expect((await admin.get('/audit/chain')).body).toMatchObject({
    ...{ object: 'audit_chain', head, verified_to: head, broken_at_entry: null },
  });
});

test('an entry that is changed before it is verified is found', async () => {
  await record(3);
  const { verifiedTo: position, head } = await state();
  await subjectAt(position + 2, 'another');
  await verify();
  expect(await state()).toMatchObject({ verifiedTo: position + 1, brokenAtEntry: position + 2 });
  await subjectAt(position + 2, 'the clock 1');
  await verify();
  await verify();
  expect(await state()).toMatchObject({ verifiedTo: head, brokenAtEntry: null });
});

test('an entry that is changed after it was verified is found by the pass from the beginning, and reported once', async () => {
  await record(1);
  await verify();
  const before = await found('audit.broken');
  const { rows } = await shop.app.database.reads.query<{ subject: string }>(
    'SELECT subject FROM audit.chain JOIN audit.entries USING (entry_id) WHERE position = 2',
  );
  await subjectAt(2, 'another');
  await verify();
  await verify();
  expect((await state()).brokenAtEntry).toBe(2);
  expect((await found('audit.broken')) - before).toBe(1);
  const { body: notices } = await admin.get<{ data: { text: string }[] }>('/notifications');
  expect(notices.data[0]?.text).toContain('Entry 2 of the audit log does not fit');
  await subjectAt(2, required(rows[0], 'the chain has two entries').subject);
  await verify();
  expect((await state()).brokenAtEntry).toBeNull();
  expect(await found('audit.whole')).toBeGreaterThan(0);
});

test('entries that are gone from the end are missed', async () => {
  await record(2);
  await verify();
  const { head } = await state();
  await shop.owner.transaction(async (tx) => {
    await tx.query('ALTER TABLE audit.chain DISABLE TRIGGER append_only');
    await tx.query('DELETE FROM audit.chain WHERE position = $1', [head]);
    await tx.query('ALTER TABLE audit.chain ENABLE TRIGGER append_only');
  });
  await verify();
  expect((await state()).brokenAtEntry).toBe(head);
});
