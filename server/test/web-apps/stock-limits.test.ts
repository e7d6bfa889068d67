/**
 * Guards: nobody puts a large lot up for sale alone, or discards many unsold codes alone, in whatever pieces; both need a second person,
 * and so does raising these limits. A discarded code is never sold, and what was sold or held is not touched.
 */
import type { LotFile, Proposal, StockLimits } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { formatId } from '../../src/kit/ids.ts';
import { importLot, unexpireLanes } from '../../src/stock/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  runHere,
  type Shop,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let keeper: Visitor;
let other: Visitor;
let chief: Visitor;
let boss: Visitor;
let actor: string;
beforeAll(async () => {
  shop = await openShop({ clock });
});
afterAll(() => shop[Symbol.asyncDispose]());
/** New people for each test: sessions end after a day. */
beforeEach(async () => {
  [keeper, other] = [(await staff(shop, 'stock')).visitor, (await staff(shop, 'stock')).visitor];
  [chief, boss] = [(await staff(shop, 'admin')).visitor, (await staff(shop, 'admin')).visitor];
  for (const each of [keeper, other, chief, boss]) await stepUp(clock, each);
  const me = await bodyOf(clock, keeper.get<{ user: { id: string } }>('/me'));
  actor = `staff:${me.user.id}`;
});

const limits = (release_codes: number | null, discard_codes: number, by = chief) =>
  by.post<Partial<StockLimits> | Proposal>('/stock-limits', { release_codes, discard_codes });
const approve = (id: string, by = boss) => by.post(`/proposals/${id}/approve`);
const lotOf = (id: string, by = keeper) => bodyOf(clock, by.get<LotFile>(`/lots/${id}`));
const confirm = (id: string, by: Visitor) =>
  by.post<LotFile>(`/lots/${id}/confirm`, { reason: 'Checked.' });
const discard = (id: string, codes: number, by = keeper) =>
  by.post<LotFile | Proposal>(`/lots/${id}/discard-unsold`, {
    codes,
    reason: 'The supplier took them back.',
  });
const idOf = (body: object) => String((body as { id?: string }).id);
const available = () => shop.available('PSN-US-50');

let files = 0;
/** Imports so many codes as the stock keeper; returns the lot's id as the console writes it. */
async function lot(codes: number): Promise<string> {
  files += 1;
  const rows = Array.from(
    { length: codes },
    (_, row) => `US,50,LIMT-${String(files).padStart(4, '0')}-${String(row).padStart(4, '0')}`,
  );
  const bytes = Buffer.from(`region,denomination,code\n${rows.join('\n')}\n`);
  async function* pieces() {
    yield bytes;
  }
  const file = { name: `${files}.csv`, pieces, close: async () => {} };
  const order = { file, mode: 'live', supplierId: null, costCurrency: 'USD', actor } as const;
  const { lotId } = await importLot(shop.app, order);
  await shop.settle();
  return formatId('lot', lotId);
}

test('limits are lowered at once, and raised by two', async () => {
  expect(await bodyOf(clock, keeper.get('/stock-limits'))).toMatchObject({
    ...{ release_codes: null, discard_codes: 100 },
  });
  expect(await codeOf(limits(10, 5, keeper))).toBe('role_missing');
  expect(await bodyOf(clock, limits(10, 5))).toMatchObject({
    object: 'stock_limits',
    release_codes: 10,
  });
  for (const [release, most] of [
    [11, 5],
    [null, 5],
    [9, 6],
  ] as const) {
    const answer = await limits(release, most);
    expect([answer.status, answer.body]).toEqual([
      202,
      expect.objectContaining({ kind: 'stock_limits' }),
    ]);
  }
  const proposal = idOf((await limits(12, 6)).body);
  expect(await codeOf(approve(proposal, chief))).not.toBeUndefined();
  expect(await bodyOf(clock, chief.get('/stock-limits'))).toMatchObject({ release_codes: 10 });
  await bodyOf(clock, approve(proposal));
  expect(await bodyOf(clock, chief.get('/stock-limits'))).toMatchObject({
    ...{ release_codes: 12, discard_codes: 6 },
  });
  await bodyOf(clock, limits(10, 5));
});

test('a large lot waits for somebody else, also one that is cut into small ones', async () => {
  const before = await available();
  const small = await lot(6);
  expect((await lotOf(small)).status).toBe('complete');
  const second = await lot(5);
  expect(await lotOf(second)).toMatchObject({ status: 'held', needs_other: true, is_own: true });
  expect(await lotOf(second, other)).toMatchObject({ held_because: null, is_own: false });
  expect(await available()).toBe(before + 6);
  const refused = await confirm(second, keeper);
  expect(refused.body).toMatchObject({ code: 'invalid_state' });
  expect(await available()).toBe(before + 6);
  expect(await bodyOf(clock, confirm(second, other))).toMatchObject({ status: 'complete' });
  expect(await available()).toBe(before + 11);
  // What somebody else released does not count any more.
  expect((await lotOf(await lot(4))).status).toBe('complete');
  expect((await lotOf(await lot(1))).status).toBe('held');
  const news = await bodyOf(clock, other.get<{ data: { kind: string }[] }>('/notifications'));
  expect(news.data.map(({ kind }) => kind)).toContain('lot.waiting');
  clock.advance(24 * 60 * 60 * 1000);
  expect(await shop.verify()).toEqual([]);
});

test('unsold codes are discarded, up to a number alone, and never sold', async () => {
  const { key } = await shop.buyer({ balance: '9000.00' });
  const all = await available();
  const body = { region: 'US', denomination: 50, quantity: all };
  await shop.call('POST', '/orders', { key, body });
  const id = await lot(4);
  await shop.call('POST', '/orders', { key, body: { ...body, quantity: 1 } });
  expect(await lotOf(id)).toMatchObject({ for_sale: 3, unsold: 3, gone: 1, discarded: 0 });
  expect(await codeOf(discard(id, 4))).toBe('invalid_state');
  expect(await available()).toBe(3);
  expect(await bodyOf(clock, discard(id, 3))).toMatchObject({
    ...{ status: 'complete', for_sale: 0, unsold: 0, discarded: 3, gone: 1 },
  });
  expect(await available()).toBe(0);
  expect(await codeOf(discard(id, 3))).toBe('invalid_state');
  await unexpireLanes(shop.app);
  expect(await available()).toBe(0);
  expect((await shop.call('POST', '/orders', { key, body: { ...body, quantity: 1 } })).status).toBe(
    409,
  );

  // Three and three more within a day are more than five.
  const more = await lot(3);
  const proposed = await discard(more, 3);
  expect([proposed.status, proposed.body]).toEqual([
    202,
    expect.objectContaining({ kind: 'lot_discard' }),
  ]);
  expect(await available()).toBe(3);
  await shop.call('POST', '/orders', { key, body: { ...body, quantity: 1 } });
  await bodyOf(clock, approve(idOf(proposed.body)));
  expect(await lotOf(more)).toMatchObject({ discarded: 2, gone: 1 });
  expect(await available()).toBe(0);
  const record = await shop.rows<{ detail: { codes: number; reason: string } }>(
    `SELECT detail::json FROM audit.entries WHERE action = 'lot.unsold_discarded' ORDER BY entry_id`,
  );
  expect(record.map(({ detail }) => detail)).toEqual([
    { codes: 3, reason: 'The supplier took them back.' },
    { codes: 2, reason: 'The supplier took them back.' },
  ]);
  expect(await shop.verify()).toEqual([]);
});

test('the command line shows and sets the limits, and discards', async () => {
  const id = await lot(2);
  expect((await runHere(shop, ['stock', 'limits', '--release', '7', '--discard', '3'])).out).toBe(
    'one person may import 7 codes within a day and put them up for sale\n' +
      'one person may discard 3 unsold codes within a day\n',
  );
  expect((await runHere(shop, ['stock', 'limits', '--release', 'off'])).out).toMatch(/any lot/);
  const discardIt = () =>
    runHere(shop, ['stock', 'discard-unsold', '--lot', id, '--reason', 'Bad.']);
  expect((await discardIt()).code).toBe(0);
  expect(await available()).toBe(0);
  expect((await discardIt()).code).toBe(1);
});
