/**
 * Guards: a clock that is wrong for a while destroys nothing that protects money. Retries still find what they bought,
 * codes that had not expired are sold again, events are kept, and nothing waits for weeks.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmTime } from '../../src/kit/trusted-time/index.ts';
import { createWorker } from '../../src/worker.ts';
import { drivenClock, openShop, type Shop } from '../../testkit/index.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const clock = drivenClock();

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ clock });
});
afterAll(() => shop[Symbol.asyncDispose]());

async function count(table: string): Promise<number> {
  const [row] = await shop.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
  return row?.n ?? 0;
}

/** Runs every job once; returns whether none of those that delete or expire was held back. */
async function work(): Promise<boolean> {
  await using worker = createWorker(shop.app);
  await worker.drain();
  return shop.app.time.isTrusted();
}

test('a month ahead for 75 s, while orders arrive and every job runs', async () => {
  const { key } = await shop.buyer({ balance: '1000.00' });
  await shop.stock({ codes: 5, expiresAt: new Date(clock.now().getTime() + 20 * DAY) });
  await shop.stock({ denomination: 20, codes: 5 });
  expect(await work()).toBe(true);
  const order = (denomination: number, idempotencyKey: string) =>
    shop.call<{ id: string }>('POST', '/orders', {
      key,
      headers: { 'idempotency-key': idempotencyKey },
      body: { region: 'US', denomination, quantity: 1 },
    });
  const once = randomUUID();
  const bought = await order(20, once);
  expect(bought.status).toBe(201);
  const before = { records: await count('kit.idempotency'), events: await count('events.outbox') };

  clock.leap(31 * DAY);
  expect(await work()).toBe(false);
  // The order path itself stops selling codes that expire in 20 days: by this clock they have expired.
  expect((await order(50, randomUUID())).body).toMatchObject({ code: 'out_of_stock' });
  clock.advance(75 * SECOND);
  expect(await work()).toBe(false);
  clock.leap(-31 * DAY);
  expect(await work()).toBe(false);

  expect(await count('kit.idempotency')).toBe(before.records);
  expect(await count('events.outbox')).toBe(before.events);
  expect((await order(20, once)).body.id).toBe(bought.body.id);
  expect(await shop.available('PSN-US-20')).toBe(4);

  clock.advance(60 * MINUTE);
  expect(await work()).toBe(true);
  expect(await shop.available('PSN-US-50')).toBe(5);
  expect((await order(50, randomUUID())).status).toBe(201);
  expect(await shop.verify()).toEqual([]);
});

test('codes that were recalled meanwhile are not sold again', async () => {
  const soon = new Date(clock.now().getTime() + DAY);
  const { lotId } = await shop.stock({ denomination: 10, codes: 3, expiresAt: soon });
  await shop.rows(`UPDATE stock.lanes SET state = 'expired' WHERE expires_at = $1`, [soon]);
  await shop.rows(
    `UPDATE stock.shelves SET available = 0, next_expiry = 'infinity' WHERE available = 3`,
  );
  await shop.rows(`UPDATE stock.lots SET status = 'recalled', recalled_at = $2 WHERE lot_id = $1`, [
    lotId,
    clock.now(),
  ]);
  await work();
  expect(await shop.available('PSN-US-10')).toBe(0);
  expect(await shop.verify()).toEqual([]);
});

test('data that really is a month old is deleted as usual', async () => {
  expect(await count('kit.idempotency')).toBeGreaterThan(0);
  clock.advance(32 * DAY);
  expect(await work()).toBe(true);
  expect(await count('kit.idempotency')).toBe(0);
});

test('a person who knows the right time ends the doubt at once', async () => {
  clock.leap(5 * DAY);
  expect(await work()).toBe(false);
  await shop.app.database.transaction((tx) => confirmTime(tx, clock.now()));
  expect(await work()).toBe(true);
});

test('retries that a wrong clock delayed for weeks run when it is right again', async () => {
  await shop.rows(
    `INSERT INTO kit.emails (email_id, recipient, template, subject, body_text, body_html, status, next_at, created_at)
     VALUES ($1, 'a@example.com', 'test', 'A subject', 'text', 'html', 'waiting', $2, $3)`,
    [randomUUID(), new Date(clock.now().getTime() + 31 * DAY), clock.now()],
  );
  await work();
  const [row] = await shop.rows<{ due: boolean }>(
    'SELECT next_at <= $1 AS due FROM kit.emails WHERE subject = $2',
    [clock.now(), 'A subject'],
  );
  expect(row).toEqual({ due: true });
});
