/** Guards: every claim of the queue is read once, page by page, high priority before normal, then by age. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageThrough, type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { listQueue, type QueuedClaim } from './list-queue.ts';

const CLAIMS = 6;

let own: TestDatabase;
let database: Database;
const ids: string[] = [];
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  const at = new Date('2026-03-01T12:00:00Z');
  await database.transaction(async (tx) => {
    const { rows } = await tx.query<{ tenant: number }>(
      `WITH made AS (
         INSERT INTO partners.partners (partner_id, name, email, currency, created_at)
         VALUES (gen_random_uuid(), 'A Partner', 'a@partner.example', 'USD', $1) RETURNING partner_id)
       INSERT INTO partners.tenants (partner_id, mode) SELECT partner_id, 'live' FROM made
       RETURNING tenant_id AS tenant`,
      [at],
    );
    for (let turn = 0; turn < CLAIMS; turn += 1) {
      const claimId = newUuid(at.getTime());
      // Every other one of high priority.
      await tx.query(
        `INSERT INTO claims.claims (claim_id, tenant_id, order_id, currency, reason, description, status, sequence,
                                    priority, origin, filed_by, created_at, answer_due_at, decision_due_at)
         VALUES ($1, $2, $3, 'USD', 'invalid', 'It does not work.', 'open', 1, $4, 'partner', 'key:key_1', $5, $5, $5)`,
        [claimId, rows[0]?.tenant, randomUUID(), turn % 2 === 0 ? 'normal' : 'high', at],
      );
      ids.push(claimId);
    }
  });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

test.each([1, 2, 3, CLAIMS, CLAIMS + 1])('%i at a time', async (limit) => {
  const all = await pageThrough<QueuedClaim>(limit, (last) =>
    listQueue(database.reads, { limit: limit + 1, ...(last && { behind: last.claim }) }),
  );
  const wanted = [1, 0].flatMap((odd) => ids.filter((_, turn) => turn % 2 === odd).sort());
  expect(all.map(({ claim }) => claim.claimId)).toEqual(wanted);
});
