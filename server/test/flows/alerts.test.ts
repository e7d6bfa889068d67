/**
 * Guards: everybody is warned of what they asked for or their role is warned of, once, by the channels that they chose, and of nothing of
 * another business or after they have left; owners see who is warned of what.
 */
import type { Alert } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendAlerts } from '../../src/alerts/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import {
  colleague,
  openShop,
  type Shop,
  signUp,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const DAY_MS = 86_400_000;
const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let email: string;
let buyer: Visitor;
let partnerId: string;
let key: string;
let stranger: Visitor;
let developer: Visitor;
let leaver: Visitor;

beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ denomination: 50, codes: 40 });
  ({ visitor: owner, email } = await approved());
  buyer = (await colleague(shop, owner, 'buyer')).visitor;
  developer = (await colleague(shop, owner, 'developer')).visitor;
  leaver = (await colleague(shop, owner, 'finance')).visitor;
  stranger = (await approved()).visitor;
  [{ partner_id: partnerId = '' } = {}] = await shop.rows<{ partner_id: string }>(
    'SELECT partner_id FROM identity.users WHERE email = $1',
    [email],
  );
  key = (await shop.key(partnerId)).text;
});
afterAll(() => shop[Symbol.asyncDispose]());

async function approved() {
  const business = await signUp(shop);
  const id = parseId('prt', business.partnerId) ?? '';
  await shop.change(id, { approved: true });
  await shop.deposit(id, '1000.00');
  return business;
}

async function set(person: Visitor, body: object): Promise<Alert> {
  const answer = await person.call('PUT', '/alerts', {
    body: { by_email: false, on: true, ...body },
  });
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  return answer.body as unknown as Alert;
}

/** The warnings of a person, oldest first. */
async function warnings(person: Visitor): Promise<string[]> {
  const { body } = await person.get<{ data: { kind: string; text: string }[] }>('/notifications');
  const own = body.data.filter(({ kind }) => kind.startsWith('alert.'));
  return own.map(({ text }) => text).reverse();
}

/** A round of the job, a moment later: ids of one moment have a random order. */
async function round(): Promise<number> {
  clock.advance(1_000);
  return sendAlerts(shop.app);
}

async function spend(codes: number): Promise<void> {
  const body = { region: 'US', denomination: 50, quantity: codes };
  expect((await shop.call('POST', '/orders', { key, body })).status).toBe(201);
  await shop.app.inventory.refresh();
}

test('of a low balance once, with a reminder after a day, and again after a deposit', async () => {
  expect(await set(owner, { kind: 'balance_low', amount: '500.00', by_email: true })).toMatchObject(
    {
      amount: '500.00',
      currency: 'USD',
      state: 'armed',
      fired_at: null,
    },
  );
  await set(stranger, { kind: 'balance_low', amount: '500.00' });
  expect(await round()).toBe(0);
  await spend(12);
  // Two workers at once.
  clock.advance(1_000);
  expect(await Promise.all([sendAlerts(shop.app), sendAlerts(shop.app)])).toSatisfy(
    (sent: number[]) => sent.reduce((sum, each) => sum + each, 0) === 1,
  );
  expect(await round()).toBe(0);
  const text = 'Your balance is below your line: 436.00 of 500.00 USD.';
  expect(await warnings(owner)).toEqual([text]);
  clock.advance(DAY_MS);
  expect([await round(), await round()]).toEqual([1, 0]);
  await shop.deposit(partnerId, '1.00');
  // Armed by the deposit, and fired because it is still low.
  expect([await round(), await round(), await round()]).toEqual([0, 1, 0]);
  await shop.deposit(partnerId, '100.00');
  await round();
  expect(await warnings(owner)).toEqual([
    text,
    text.replace('is below', 'is still below'),
    'Your balance is below your line: 437.00 of 500.00 USD.',
  ]);
  const mails = await shop.rows('SELECT 1 FROM kit.emails WHERE recipient = $1 AND template = $2', [
    email,
    'alert.balance_low',
  ]);
  expect(mails).toHaveLength(3);
  expect([await warnings(stranger), await warnings(buyer)]).toEqual([[], []]);
});

test('of a product that is back, its watchers only, and of one that is low', async () => {
  const [{ available = 0 } = {}] = await shop.rows<{ available: number }>(
    "SELECT available FROM stock.shelves s JOIN catalog.products p USING (product_id) WHERE p.sku = 'PSN-US-20' AND mode = 'live'",
  );
  expect(available).toBe(0);
  await set(buyer, { kind: 'product_back', product: 'PSN-US-20' });
  await set(buyer, { kind: 'product_low', product: 'PSN-US-50', count: 30 });
  expect(await round()).toBe(1);
  await shop.stock({ denomination: 20, codes: 3 });
  await shop.app.inventory.refresh();
  expect([await round(), await round()]).toEqual([1, 0]);
  expect(await warnings(buyer)).toEqual([
    'PSN-US-50 is low: 28 codes in stock.',
    'PSN-US-20 is back: 3 codes in stock.',
  ]);
  // The default line: not yet, then once, and again after it was well back.
  await set(buyer, { kind: 'product_low', product: 'PSN-US-20' });
  expect([await round(), await round()]).toEqual([1, 0]);
  await shop.stock({ denomination: 20, codes: 30 });
  await shop.app.inventory.refresh();
  expect(await round()).toBe(0);
  expect((await buyer.get<{ data: Alert[] }>('/alerts')).body.data).toContainEqual(
    expect.objectContaining({
      kind: 'product_low',
      product: 'PSN-US-20',
      count: 20,
      state: 'armed',
    }),
  );
  await set(buyer, { kind: 'product_low', product: 'PSN-US-20', on: false });
  await set(buyer, { kind: 'product_back', product: 'PSN-US-20', on: false });
  const { body } = await buyer.get<{ data: Alert[] }>('/alerts');
  expect(body.data.map(({ kind, product, state }) => [kind, product, state])).toEqual([
    ['product_low', 'PSN-US-50', 'fired'],
  ]);
});

test('of keys that end and endpoints that fail: owners and developers, unless they change it', async () => {
  await set(developer, { kind: 'key_expires', count: 7, on: false });
  const before = (await warnings(owner)).length;
  const expiresAt = new Date(clock.now().getTime() + 5 * DAY_MS);
  await shop.key(partnerId, { expiresAt });
  expect([await round(), await round()]).toEqual([1, 0]);
  expect((await warnings(owner)).slice(before)).toEqual([
    expect.stringMatching(/^The live API key psnb2b_live_\w+….+ expires in 5 days, at /),
  ]);
  await set(owner, { kind: 'endpoint_failing', count: 6, mute_hours: 2 });
  await shop.rows(
    `WITH made AS (
       INSERT INTO webhooks.endpoints (endpoint_id, tenant_id, url, status, status_at, created_at)
       SELECT gen_random_uuid(), tenant_id, 'https://example.com', 'enabled', $2, $2
         FROM partners.tenants WHERE partner_id = $1 AND mode = 'live' RETURNING endpoint_id, tenant_id)
     INSERT INTO webhooks.cursors (endpoint_id, tenant_id, enabled, wanted_after, position, failures, failing_since)
     SELECT endpoint_id, tenant_id, true, 0, 0, 3, $2 FROM made`,
    [partnerId, clock.now()],
  );
  clock.advance(DAY_MS / 4 - 2_000);
  expect(await round()).toBe(0);
  // The muting has ended, and the developer has the standard line.
  expect([await round(), await round()]).toEqual([2, 0]);
  expect(await warnings(developer)).toEqual([
    expect.stringMatching(/^Your live webhook endpoint whe_\w+ has accepted no delivery since /),
  ]);
  await shop.rows('UPDATE webhooks.cursors SET failing_since = NULL');
  expect(await round()).toBe(0);
  await shop.rows('UPDATE webhooks.cursors SET failing_since = $1', [
    new Date(clock.now().getTime() - DAY_MS / 2),
  ]);
  expect(await round()).toBe(2);
});

test('everybody else, although the warning of one fails, which is tried again', async () => {
  const told: string[] = [];
  const warn = () => {
    clock.advance(1_000);
    return sendAlerts(shop.app, (kind, outcome) => told.push(`${kind} ${outcome}`));
  };
  const [refused, sent] = await Promise.all([approved(), approved()]);
  for (const { visitor } of [refused, sent]) {
    await set(visitor, { kind: 'balance_low', amount: '9000.00' });
  }
  const { body: me } = await refused.visitor.get<{ user: { id: string } }>('/me');
  await shop.rows(
    `CREATE TRIGGER refuse BEFORE INSERT ON identity.notifications FOR EACH ROW
       WHEN (NEW.user_id = '${parseId('usr', me.user.id)}') EXECUTE FUNCTION kit.refuse_change()`,
  );
  await expect(warn()).rejects.toThrow('warnings failed: 1');
  expect(told.sort()).toEqual(['balance_low failed', 'balance_low sent']);
  expect([await warnings(refused.visitor), await warnings(sent.visitor)]).toEqual([
    [],
    [expect.stringContaining('below your line')],
  ]);
  await shop.rows('DROP TRIGGER refuse ON identity.notifications');
  expect([await warn(), await warn()]).toEqual([1, 0]);
  expect(await warnings(refused.visitor)).toHaveLength(1);
});

test('nobody who has left, or lost the role', async () => {
  await set(leaver, { kind: 'balance_low', amount: '900.00' });
  const { body: me } = await leaver.get<{ user: { id: string } }>('/me');
  await stepUp(clock, owner);
  const ended = await owner.call('PATCH', `/colleagues/${me.user.id}`, {
    body: { disabled: true },
  });
  expect(ended.status).toBe(200);
  expect(await round()).toBe(0);
  const refused = await buyer.call('PUT', '/alerts', {
    body: { kind: 'key_expires', count: 3, by_email: true, on: true },
  });
  expect(refused.body).toMatchObject({ code: 'role_missing', roles: ['owner', 'developer'] });
});

test.each([
  [{ kind: 'balance_low' }, '/amount'],
  [{ kind: 'balance_low', count: 3 }, '/count'],
  [{ kind: 'balance_low', amount: '1.00', product: 'PSN-US-20' }, '/product'],
  [{ kind: 'product_low', count: 3 }, '/product'],
  [{ kind: 'product_back', product: 'PSN-US-20', count: 3 }, '/count'],
  [{ kind: 'key_expires', amount: '1.00' }, '/amount'],
  [{ kind: 'key_expires' }, '/count'],
])('%j is refused at %s', async (body, pointer) => {
  const refused = await owner.call('PUT', '/alerts', {
    body: { by_email: true, on: true, ...body },
  });
  expect(refused.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] });
});

test('an unknown product is refused, and owners see who is warned of what', async () => {
  const body = { kind: 'product_back', product: 'PSN-XX-1', by_email: true, on: true };
  expect((await buyer.call('PUT', '/alerts', { body })).body.code).toBe('unknown_product');
  expect((await buyer.get('/alerts/people')).body.code).toBe('role_missing');
  const { body: people } = await owner.get<{ data: { role: string; kinds: string[] }[] }>(
    '/alerts/people',
  );
  expect(people.data.map(({ role, kinds }) => [role, kinds]).sort()).toEqual([
    ['buyer', ['product_low']],
    ['developer', ['endpoint_failing']],
    ['owner', ['balance_low', 'endpoint_failing', 'key_expires']],
  ]);
});
