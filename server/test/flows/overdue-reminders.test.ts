/**
 * Guards: a business is reminded of what is overdue although reminding another one fails, and not of what it paid while reminders were being
 * sent.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeShop } from '../../src/acts/index.ts';
import { issueDocuments, remindOverdue } from '../../src/invoicing/index.ts';
import { emptyProfile, setProfile, tenantOf } from '../../src/partners/index.ts';
import { drivenClock, openShop, type Shop } from '../../testkit/index.ts';

const clock = drivenClock(new Date('2026-01-20T10:00:00Z'));
const address = {
  ...{ line1: 'Gasse 1', line2: null, city: 'Bern', state: null, postal_code: '1', country: 'CH' },
};
let shop: Shop;
let buyers: { readonly partnerId: string; readonly tenantId: number; readonly key: string }[];
beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ codes: 10 });
  const by = { actor: 'operator:test', at: clock.now() };
  const { database, vault } = shop.app;
  await database.transaction((tx) =>
    changeShop(
      tx,
      {
        ...{ name: null, legal_name: 'Shop AG', registration_number: null, tax_number: null },
        ...{ address, website: null, brand_colour: null, tax_percent: null, tax_note: null },
        time_zone: null,
      },
      by,
    ),
  );
  buyers = [];
  for (const name of ['Nordwind AG', 'Suedwind AG']) {
    const { partnerId } = await shop.buyer({ balance: '1.00' });
    const { tenantId } = await tenantOf(database.reads, partnerId, 'live');
    await database.transaction((tx) =>
      setProfile(
        tx,
        vault,
        partnerId,
        { ...emptyProfile, legal_name: name, address },
        { ...by, side: 'partner', name },
      ),
    );
    await shop.creditLimit(partnerId, '1000.00');
    buyers.push({ partnerId, tenantId, key: (await shop.key(partnerId)).text });
  }
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Each business buys on credit, and a month later its invoice is overdue. */
async function becomeOverdue(from: string, until: string) {
  for (const { key } of buyers) {
    const body = { region: 'US', denomination: 50, quantity: 1 };
    const placed = await shop.call<Order>('POST', '/orders', { key, body });
    expect(placed.status, placed.text).toBe(201);
  }
  for (const time of [from, until]) {
    clock.advance(Date.parse(time) - clock.now().getTime());
    await issueDocuments(shop.app, 'system:issue-documents');
  }
}
const remindedTenants = async () =>
  (
    await shop.rows<{ id: number }>(
      `SELECT d.tenant_id AS id FROM invoicing.reminders r JOIN invoicing.documents d USING (document_id)
        ORDER BY r.reminded_at, d.tenant_id`,
    )
  ).map(({ id }) => id);

test('a failure with one business is reported, the others are reminded, and it is tried again', async () => {
  await becomeOverdue('2026-02-01T02:00:00Z', '2026-03-01T02:00:00Z');
  const [first, second] = buyers;
  await shop.rows(
    `CREATE FUNCTION invoicing.refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF EXISTS (SELECT FROM invoicing.documents d WHERE d.document_id = NEW.document_id AND d.tenant_id = ${first?.tenantId}) THEN
         RAISE EXCEPTION 'this one cannot be reminded';
       END IF;
       RETURN NEW;
     END $$`,
  );
  await shop.rows(
    'CREATE TRIGGER refuse_one BEFORE INSERT ON invoicing.reminders FOR EACH ROW EXECUTE FUNCTION invoicing.refuse_one()',
  );
  const failed: number[] = [];
  expect(await remindOverdue(shop.app, (tenantId) => failed.push(tenantId))).toBe(1);
  expect(failed).toEqual([first?.tenantId]);
  expect(await remindedTenants()).toEqual([second?.tenantId]);
  await shop.rows('DROP TRIGGER refuse_one ON invoicing.reminders');
  expect(await remindOverdue(shop.app, (tenantId) => failed.push(tenantId))).toBe(1);
  expect(failed).toHaveLength(1);
  expect(await remindedTenants()).toHaveLength(2);
});

test('a payment that arrives while reminders are being sent is counted', async () => {
  await becomeOverdue('2026-04-01T02:00:00Z', '2026-05-01T02:00:00Z');
  const [first, second] = buyers;
  const { database } = shop.app;
  let isPaid = false;
  const slow = Object.assign(Object.create(database) as typeof database, {
    reads: database.reads,
    transaction: async (work: Parameters<typeof database.transaction>[0]) => {
      if (!isPaid && first) await shop.deposit(first.partnerId, '900.00');
      isPaid = true;
      return database.transaction(work);
    },
  });
  const failed: unknown[] = [];
  const parts = { ...shop.app, database: slow };
  expect([await remindOverdue(parts, (...each) => failed.push(each)), failed]).toEqual([1, []]);
  expect((await remindedTenants()).slice(2)).toEqual([second?.tenantId]);
});
