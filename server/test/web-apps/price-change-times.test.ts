/**
 * Guards: a scheduled price change ends with its author, is announced by e-mail, overwrites nothing that was set since its time, and
 * says which price it replaced unseen; it is changed by another one, which replaces it; one that fails holds up no other; a jump is confirmed for one currency; and a proposal that
 * replaced another is not dropped in its place.
 */
import { randomUUID } from 'node:crypto';
import type { PriceChange } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runPriceChanges } from '../../src/acts/index.ts';
import { lockWaiting } from '../../src/proposals/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  formatId,
  mailTo,
  openShop,
  overtake,
  type Shop,
  staff,
  staffOf,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let ann: Visitor;
let bob: Visitor;
let cat: Visitor;
let address: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  [ann, bob, cat] = await staffOf(shop, 'admin', 'admin', 'finance');
  const { body } = await ann.get<{ user: { email: string } }>('/me');
  address = body.user.email;
  const rows = ['US,50,AAAA-BBBB-0001,45.00', 'US,10,AAAA-BBBB-0002,9.00'];
  await shop.importFile(`region,denomination,code,cost\n${rows.join('\n')}\n`);
});
beforeEach(async () => {
  for (const each of [ann, bob, cat]) await stepUp(clock, each);
});
afterAll(() => shop[Symbol.asyncDispose]());

interface Wanted {
  readonly sku: string;
  readonly before: string | null;
  readonly after: string;
  readonly currency?: string;
}
const change = (by: Visitor, wanted: readonly Wanted[], more: object = {}) => {
  const lines = wanted.map((line) => ({ currency: 'USD', ...line }));
  return by.post<PriceChange>('/price-changes', { lines, jumps: [], reason: 'A test.', ...more });
};
const made = (by: Visitor, wanted: readonly Wanted[], more: object = {}) =>
  bodyOf<PriceChange>(clock, change(by, wanted, more));
const inMinutes = (minutes: number) => ({
  takes_effect_at: new Date(clock.now().getTime() + minutes * 60_000).toISOString(),
});
const read = async (id: string) => (await ann.get<PriceChange>(`/price-changes/${id}`)).body;
const priceOf = async (sku: string) => {
  await shop.app.versions.poll();
  const { body } = await ann.get<{ prices: { list_price: string; currency: string }[] }>(
    `/products/${sku}`,
  );
  return body.prices.find(({ currency }) => currency === 'USD')?.list_price;
};
const waiting = async (kind: string) => {
  const { body } = await bob.get<{ data: { id: string; kind: string; after: string }[] }>(
    '/proposals?state=waiting',
  );
  return body.data.filter((each) => each.kind === kind);
};
const noticesOf = (kind: string) =>
  shop.rows<{ text: string }>('SELECT text FROM identity.notifications WHERE kind = $1', [kind]);

test('what somebody scheduled alone ends when they are disabled or get another role, by e-mail to the admins', async () => {
  const ends: object[] = [{ role: 'read_only' }, { disabled: true }];
  for (const end of ends) {
    const { visitor: eve } = await staff(shop, 'finance');
    const { user } = await bodyOf<{ user: { id: string } }>(clock, eve.get('/me'));
    const { id } = await made(
      eve,
      [{ sku: 'PSN-US-50', before: '47.00', after: '46.00' }],
      inMinutes(5),
    );
    expect(await read(id)).toMatchObject({ state: 'scheduled' });
    expect((await mailTo(shop, address))?.text).toContain('scheduled a change of 1 price for 20');
    await bodyOf(clock, ann.call('PATCH', `/staff/${user.id}`, { body: end }) as never);
    expect(await read(id)).toMatchObject({ state: 'cancelled', changed: 0 });
    expect((await mailTo(shop, address, 'price_change.author_left'))?.text).toContain(
      'was cancelled, because',
    );
  }
  clock.advance(10 * 60_000);
  expect(await runPriceChanges(shop.app)).toBe(0);
  expect(await priceOf('PSN-US-50')).toBe('47.00');
});

test('it ends when its author becomes an admin by a proposal, but what two people approved stays', async () => {
  const { visitor: eve } = await staff(shop, 'finance');
  const { user } = await bodyOf<{ user: { id: string } }>(clock, eve.get('/me'));
  const line = { sku: 'PSN-US-50', before: '47.00' };
  const alone = await made(eve, [{ ...line, after: '46.00' }], inMinutes(500));
  const agreed = await made(eve, [{ ...line, after: '44.00' }], inMinutes(500));
  const [low] = await waiting('price_change');
  await bodyOf(clock, bob.post(`/proposals/${low?.id}/approve`));
  await ann.call('PATCH', `/staff/${user.id}`, { body: { role: 'admin' } });
  const [raise] = await waiting('staff_admin');
  expect(await read(alone.id)).toMatchObject({ state: 'scheduled' });
  await bodyOf(clock, bob.post(`/proposals/${raise?.id}/approve`));
  expect(await read(alone.id)).toMatchObject({ state: 'cancelled' });
  expect(await read(agreed.id)).toMatchObject({ state: 'scheduled' });
  await bodyOf(clock, bob.post(`/price-changes/${agreed.id}/cancel`));
});

test('a change that was made while its author was being disabled does not take effect', async () => {
  const { visitor: eve, email } = await staff(shop, 'finance');
  const line = { sku: 'PSN-US-50', before: '47.00', after: '46.00' };
  const { id } = await made(eve, [line], inMinutes(5));
  await shop.rows('UPDATE identity.users SET disabled_at = $1 WHERE email = $2', [
    clock.now(),
    email,
  ]);
  clock.advance(6 * 60_000);
  expect(await runPriceChanges(shop.app)).toBe(0);
  expect(await read(id)).toMatchObject({ state: 'cancelled', changed: 0 });
  expect(await priceOf('PSN-US-50')).toBe('47.00');
});

test('a change whose proposal has ended is cancelled, however many older ones wait', async () => {
  const ids = Array.from({ length: 102 }, () => randomUUID()).sort();
  await shop.rows(
    `INSERT INTO catalog.price_changes (change_id, state, reason, made_by, made_at)
     SELECT id, 'waiting', 'A test.', 'operator', $2 FROM unnest($1::uuid[]) id`,
    [ids, clock.now()],
  );
  const subjects = ids.slice(0, -1).map((id) => formatId('pch', id));
  await shop.rows(
    `INSERT INTO proposals.proposals (proposal_id, kind, subject, content, proposed_by, proposed_at, approvers)
     SELECT gen_random_uuid(), 'price_change', subject, '{"before": null, "after": null}', user_id, $2, ARRAY[gen_random_uuid()]
       FROM unnest($1::text[]) subject, (SELECT user_id FROM identity.users LIMIT 1) u`,
    [subjects, clock.now()],
  );
  await runPriceChanges(shop.app);
  const states = await shop.rows<{ id: string; state: string }>(
    'SELECT change_id AS id, state FROM catalog.price_changes WHERE change_id = ANY ($1::uuid[])',
    [ids],
  );
  const cancelled = states.filter(({ state }) => state === 'cancelled').map(({ id }) => id);
  expect(cancelled).toEqual([ids.at(-1)]);
  await shop.rows(
    `UPDATE proposals.proposals SET state = 'dropped', decided_by = 'test', decided_at = proposed_at
      WHERE subject = ANY ($1)`,
    [subjects],
  );
  await runPriceChanges(shop.app);
  expect(await waiting('price_change')).toEqual([]);
});

test('a jump is confirmed for one currency', async () => {
  const euro = { sku: 'PSN-US-50', currency: 'EUR' };
  const rows = 'region,denomination,currency,list_price\nUS,50,EUR,45.00\n';
  await shop.prices(rows);
  const wanted = [
    { ...euro, before: '45.00', after: '450.00' },
    { sku: 'PSN-US-50', before: '47.00', after: '470.00' },
  ];
  const refused = await change(ann, wanted, { jumps: [euro] });
  expect((refused.body as unknown as { errors: object[] }).errors).toMatchObject([
    { pointer: '/lines/1/after' },
  ]);
});

test('a scheduled change is changed by one that replaces it, once, and the product says what will be', async () => {
  const first = await made(
    ann,
    [{ sku: 'PSN-US-20', before: '19.00', after: '19.50' }],
    inMinutes(60),
  );
  const scheduled = async () => {
    const { body } = await bob.get<{ scheduled: object[] }>('/products/PSN-US-20');
    return body.scheduled;
  };
  expect(await scheduled()).toMatchObject([
    { currency: 'USD', after: '19.50', price_change_id: first.id },
  ]);
  const wanted = [{ sku: 'PSN-US-20', before: '19.00', after: '19.40' }];
  const more = { ...inMinutes(30), replaces: first.id, reason: 'Less, and sooner.' };
  const second = await made(bob, wanted, more);
  expect((await read(first.id)).state).toBe('cancelled');
  expect(await scheduled()).toMatchObject([{ after: '19.40', price_change_id: second.id }]);
  // What it was to replace has ended: nothing is made.
  expect(await codeOf(change(cat, wanted, more))).toBe('invalid_state');
  expect(await codeOf(change(cat, wanted, { ...more, replaces: 'pch_nobody' }))).toBe(
    'validation_failed',
  );
  clock.advance(61 * 60_000);
  await runPriceChanges(shop.app);
  expect((await read(second.id)).state).toBe('applied');
  expect(await scheduled()).toEqual([]);
  // One that waits for a second admin is replaced with its proposal.
  await stepUp(clock, ann);
  const waits = await made(ann, [{ sku: 'PSN-US-20', before: '19.40', after: '19.00' }]);
  expect(waits.state).toBe('waiting');
  const higher = [{ sku: 'PSN-US-20', before: '19.40', after: '19.45' }];
  expect((await made(ann, higher, { replaces: waits.id })).state).toBe('applied');
  expect((await read(waits.id)).state).toBe('cancelled');
  const { body } = await bob.get<{ data: object[] }>('/proposals?state=waiting');
  expect(body.data).toEqual([]);
});

test('a scheduled change says which price it replaced unseen', async () => {
  const line = { sku: 'PSN-US-50', before: '47.00', after: '48.00' };
  const { id } = await made(cat, [line], inMinutes(5));
  await made(ann, [{ ...line, after: '47.50' }]);
  clock.advance(6 * 60_000);
  expect(await runPriceChanges(shop.app)).toBe(1);
  expect(await read(id)).toMatchObject({
    state: 'applied',
    lines: [{ before: '47.00', after: '48.00', replaced: '47.50', result: 'changed' }],
  });
  const texts = (await noticesOf('price_change.applied')).map(({ text }) => text);
  expect(texts).toContain(
    'A price change set 1 price, 1 of them over a price that its author had not seen.',
  );
});

test('a change that is applied late leaves out what was set since its time, but not what earlier changes set', async () => {
  const line = { sku: 'PSN-US-50', before: '48.00', after: '49.00' };
  const other = { sku: 'PSN-US-10', before: '9.50', after: '9.60' };
  const first = await made(cat, [line, other], inMinutes(5));
  const second = await made(cat, [{ ...other, after: '9.70' }], inMinutes(6));
  clock.advance(7 * 60_000);
  await made(ann, [{ ...line, after: '48.50' }]);
  expect(await runPriceChanges(shop.app)).toBe(2);
  expect(await priceOf('PSN-US-50')).toBe('48.50');
  expect(await priceOf('PSN-US-10')).toBe('9.70');
  expect(await read(first.id)).toMatchObject({ state: 'applied', changed: 1, left_out: 1 });
  expect((await read(first.id)).lines.map(({ result }) => result).sort()).toEqual([
    'changed',
    'superseded',
  ]);
  expect(await read(second.id)).toMatchObject({ changed: 1, left_out: 0 });
});

test('a change that is approved after its time is refused if a price was set since', async () => {
  const line = { sku: 'PSN-US-50', before: '48.50', after: '44.00' };
  const { id } = await made(ann, [line], inMinutes(5));
  const [proposal] = await waiting('price_change');
  await made(ann, [{ ...line, after: '48.60' }]);
  clock.advance(6 * 60_000);
  const approval = bob.post(`/proposals/${proposal?.id}/approve`);
  expect(await codeOf(approval)).toBe('invalid_state');
  expect(await priceOf('PSN-US-50')).toBe('48.60');
  await bodyOf(clock, bob.post(`/proposals/${proposal?.id}/refuse`));
  expect(await read(id)).toMatchObject({ state: 'cancelled' });
});

test('a change that fails holds up no other, is reported, and is tried later', async () => {
  const failing = await made(
    cat,
    [{ sku: 'PSN-US-10', before: '9.70', after: '9.80' }],
    inMinutes(5),
  );
  const later = await made(
    cat,
    [{ sku: 'PSN-US-50', before: '48.60', after: '48.70' }],
    inMinutes(6),
  );
  await shop.rows(
    `ALTER TABLE catalog.prices ADD CONSTRAINT broken CHECK (list_price <> 980) NOT VALID`,
  );
  clock.advance(7 * 60_000);
  await expect(runPriceChanges(shop.app)).rejects.toThrow('broken');
  expect(await read(later.id)).toMatchObject({ state: 'applied' });
  expect(await read(failing.id)).toMatchObject({ state: 'scheduled' });
  // It waits for its next try.
  expect(await runPriceChanges(shop.app)).toBe(0);
  await shop.rows('ALTER TABLE catalog.prices DROP CONSTRAINT broken');
  clock.advance(60_000);
  expect(await runPriceChanges(shop.app)).toBe(1);
  expect(await priceOf('PSN-US-10')).toBe('9.80');
});

test('a proposal that replaced an obsolete one meanwhile stays', async () => {
  const propose = (before: string, list_price: string) =>
    bodyOf(
      clock,
      ann.post('/products/PSN-US-50/price', {
        currency: 'USD',
        list_price,
        before,
        reason: 'Low.',
      }),
    );
  await propose('48.70', '40.00');
  await made(cat, [{ sku: 'PSN-US-50', before: '48.70', after: '48.80' }]);
  expect(await waiting('list_price')).toHaveLength(1);
  await overtake(
    shop,
    (tx) => lockWaiting(tx, { about: { kind: 'list_price', subject: 'PSN-US-50' } }),
    () => runPriceChanges(shop.app),
    (tx) =>
      tx.query(
        `WITH old AS (
           UPDATE proposals.proposals SET state = 'dropped', decided_by = 'system:test', decided_at = proposed_at
            WHERE kind = 'list_price' AND state = 'waiting' RETURNING *)
         INSERT INTO proposals.proposals (proposal_id, kind, subject, content, proposed_by, proposed_at, approvers)
         SELECT gen_random_uuid(), kind, subject, content || '{"before": 4880}', proposed_by, proposed_at, approvers FROM old`,
      ),
  );
  expect(await waiting('list_price')).toHaveLength(1);
  await made(cat, [{ sku: 'PSN-US-50', before: '48.80', after: '48.90' }]);
  await runPriceChanges(shop.app);
  expect(await waiting('list_price')).toEqual([]);
});
