/**
 * Guards: a partner finds each of its codes by id or text, and nobody else's: whatever is not its own reads as not existing, and only
 * so many texts can be tried in a day. A code named by its text counts as read, so it is never both known and sold again; and the
 * text is stored nowhere.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundCode, Order, Problem } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { settleWithdrawn } from '../../src/acts/index.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { formatId, newUuid, parseId } from '../../src/kit/ids.ts';
import { lockQuota, setQuota, spendQuota } from '../../src/quotas/index.ts';
import { recallFromBuyers } from '../../src/recalls/index.ts';
import { normaliseCode } from '../../src/vault/index.ts';
import {
  callApi,
  decide,
  file,
  openShop,
  overtake,
  runHere,
  type Shop,
  staff,
} from '../../testkit/index.ts';

type Found = FoundCode & Pick<Problem, 'code' | 'errors'>;

let clock: DrivenClock;
let shop: Shop;
let partnerId: string;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock, nodes: 2 });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  clock.advance(60_000);
  ({ partnerId, key } = await shop.buyer({ balance: '5000.00' }));
});

let turns = 0;
/** Asks one node after the other. */
function find(body: object, as = key) {
  turns += 1;
  const { url } = shop.nodes[turns % shop.nodes.length] ?? shop.nodes[0];
  return callApi<Found>(url, 'POST', '/codes/lookup', { key: as, body });
}

async function idOf(text: string): Promise<string> {
  const print = shop.app.vault.fingerprint(normaliseCode(text));
  const [row] = await shop.rows<{ id: string }>(
    'SELECT code_id AS id FROM stock.codes WHERE fingerprint = $1',
    [print],
  );
  return formatId('cod', row?.id ?? newUuid());
}

/** Buys what is left, so that the next order gets the next codes. */
async function sellOut(): Promise<void> {
  const quantity = await shop.available('PSN-US-50');
  if (quantity === 0) return;
  const { key: other } = await shop.buyer({ balance: '5000.00' });
  const body = { region: 'US', denomination: 50, quantity };
  expect((await shop.call('POST', '/orders', { key: other, body })).status).toBe(201);
}

/** Buys codes and reads none; `texts` are theirs. */
async function bought(quantity: number, more: object = {}) {
  await sellOut();
  const { lotId, codes: texts } = await shop.stock({ codes: quantity });
  const body = { region: 'US', denomination: 50, quantity, ...more };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  return { lotId, order, texts, ids: await Promise.all(texts.map(idOf)) };
}

const setPerDay = (perDay: number | null) =>
  shop.app.database.transaction((tx) =>
    setQuota(tx, 'unknown_codes', perDay, { actor: 'operator:test', at: clock.now() }),
  );
const give = (order: string, codes: readonly unknown[], as = key) =>
  shop.call<Problem>('POST', `/orders/${order}/returns`, { key: as, body: { codes } });
const first = <Item>(list: readonly Item[]): Item => {
  const [item] = list;
  if (item === undefined) throw new Error('it has one');
  return item;
};
/** What a refusal says, without what is of one request alone. */
const said = ({ status, body }: { status: number; body: Found }) => ({
  status,
  body: { ...body, request_id: null, type: null },
});

describe('a code', () => {
  test('is found by its id, which leaves it unread', async () => {
    const { order, ids } = await bought(2, { reference: `PO-${turns}` });
    const { status, body, headers } = await find({ code_id: ids[1] });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      object: 'code',
      ...{ id: ids[1], order_id: order.id, reference: order.reference, mode: 'live' },
      ...{ sku: 'PSN-US-50', region: 'US', denomination: 50, face_currency: 'USD' },
      ...{ status: 'delivered', replaces: null, replacement: null, expires_at: null },
      ...{ delivered_at: order.delivered_at, read: false, read_at: null },
      ...{ claimable_until: order.claimable_until, returnable_until: expect.any(String) },
      ...{ claim_id: null, claim_status: null, recalled_at: null },
    });
    expect((await give(order.id, [ids[1]])).status).toBe(200);
    expect((await find({ code_id: ids[1] })).body).toMatchObject({
      order_id: order.id,
      ...{ status: 'returned', read: false, returnable_until: null },
    });
  });

  test.each([
    ['as it is written', (text: string) => text],
    ['in lower case, without hyphens', (text: string) => text.toLowerCase().replaceAll('-', '')],
    ['with blanks and marks of a web page', (text: string) => `\u200f ${text}\u00a0\t`],
    ['with other dashes', (text: string) => text.replaceAll('-', ' \u2013 \u200b')],
  ])('is found by its text, %s, and counts as read from then on', async (_how, write) => {
    const { order, ids, texts } = await bought(2);
    const named = await find({ code: write(first(texts)) });
    expect(named.body).toMatchObject({ id: ids[0], order_id: order.id, read: true, read_at: null });
    expect(named.body.returnable_until).toBeNull();
    expect(await give(order.id, ids)).toMatchObject({
      status: 409,
      body: { code: 'code_revealed', codes: [ids[0]] },
    });
    expect((await give(order.id, [ids[1]])).status).toBe(200);
    expect((await find({ code: first(texts) })).body).toEqual(named.body);
    const rows = await shop.rows(
      `SELECT actor, detail FROM audit.entries WHERE action = 'code.named' AND subject = $1`,
      [order.id],
    );
    expect(rows).toEqual([
      { actor: expect.stringMatching(/^key:key_/), detail: `{"code":"${ids[0]}"}` },
    ]);
  });

  test('shows when it was read, its claim, its replacement and its recall', async () => {
    const { lotId, order, ids, texts } = await bought(3);
    await shop.stock({ codes: 1 });
    await shop.call('GET', `/orders/${order.id}/codes?code=${ids[0]}`, { key });
    clock.advance(1_000);
    const claim = await file(shop, key, order.id, [ids[0]]);
    expect((await find({ code_id: ids[0] })).body).toMatchObject({
      ...{ read: true, read_at: expect.any(String), returnable_until: null },
      ...{ claim_id: claim.body.id, claim_status: 'open' },
    });
    await decide(shop, claim.body.id, 'replaced');
    const old = (await find({ code: first(texts) })).body;
    expect(old).toMatchObject({ status: 'replaced', claim_status: 'approved' });
    const fresh = (await find({ code_id: old.replacement })).body;
    expect(fresh).toMatchObject({ status: 'delivered', replaces: ids[0], order_id: order.id });
    await recallFromBuyers(shop.app, { lotId }, { actor: 'staff:ann' });
    const recalled = (await find({ code_id: ids[1] })).body;
    expect(recalled).toMatchObject({
      recalled_at: clock.now().toISOString(),
      claim_status: 'open',
    });
    expect(recalled.returnable_until).toBeNull();
    expect(fresh.recalled_at).toBeNull();
  });

  test('that was returned and sold again is found by its text in the order that has it', async () => {
    const { order, ids, texts } = await bought(1);
    await give(order.id, ids);
    const { key: other } = await shop.buyer({ balance: '500.00' });
    const body = { region: 'US', denomination: 50, quantity: 1 };
    const again = await shop.call<Order>('POST', '/orders', { key: other, body });
    const found = await find({ code: first(texts) }, other);
    expect(found.body).toMatchObject({ order_id: again.body.id, status: 'delivered' });
    expect(found.body.id).not.toBe(ids[0]);
    expect((await find({ code: first(texts) })).status).toBe(404);
    expect((await find({ code_id: ids[0] })).body).toMatchObject({ order_id: order.id });
  });

  test('that was withdrawn unread cannot be sold again once its text was named', async () => {
    const { order, ids, texts } = await bought(1);
    const claim = await file(shop, key, order.id, ids);
    await decide(shop, claim.body.id, 'refunded', 'staff:eve');
    expect((await find({ code: first(texts) })).body).toMatchObject({
      ...{ id: ids[0], status: 'refunded', read: true },
    });
    const by = { actor: 'staff:ann', at: clock.now() };
    const codeId = parseId('cod', first(ids)) ?? '';
    const settle = (outcome: 'restocked' | 'written_off') =>
      settleWithdrawn(shop.app, { codeId, outcome }, by);
    await expect(settle('restocked')).rejects.toMatchObject({
      code: 'invalid_state',
      members: { current_status: 'known' },
    });
    await settle('written_off');
    expect(await shop.verify()).toEqual([]);
  });
});

test('what is not one’s own reads as not existing, word for word', async () => {
  const theirs = await bought(1);
  const { partnerId: other, key: own } = await shop.buyer({ balance: '500.00' });
  const { text: test } = await shop.key(partnerId, { mode: 'test' });
  const held = await bought(1, { payment: 'hold' });
  const { codes: unsold } = await shop.stock({ codes: 1 });
  const unknown = said(await find({ code: 'ZZZZ-ZZZZ-ZZZZ' }, own));
  expect(unknown).toMatchObject({ status: 404, body: { errors: [{ pointer: '/code' }] } });
  for (const code of [...theirs.texts, ...held.texts, ...unsold, '---', 'ß'.repeat(64)]) {
    expect(said(await find({ code }, own))).toEqual(unknown);
  }
  expect(said(await find({ code: first(held.texts) }))).toEqual(unknown);
  expect(said(await find({ code: first(theirs.texts) }, test))).toEqual(unknown);
  const nobodys = said(await find({ code_id: formatId('cod', newUuid()) }, own));
  for (const code_id of [...theirs.ids, ...held.ids, await idOf(first(unsold))]) {
    expect(said(await find({ code_id }, own))).toEqual(nobodys);
  }
  expect(nobodys).toMatchObject({ status: 404, body: { errors: [{ pointer: '/code_id' }] } });
  // Nothing was noted for those who only guessed.
  expect((await find({ code_id: theirs.ids[0] })).body.read).toBe(false);
  const uses = await shop.rows(
    `SELECT used FROM quotas.uses WHERE name = 'unknown_codes' AND owner = $1`,
    [formatId('prt', other)],
  );
  expect(uses).toEqual([{ used: 6 }]);
});

test.each([
  ['neither', {}, '/code', 'required'],
  ['both', { code: 'A', code_id: formatId('cod', newUuid()) }, '/code_id', 'unknown_member'],
  ['an empty text', { code: '' }, '/code', 'min_length'],
  ['10,000 characters', { code: 'A'.repeat(10_000) }, '/code', 'max_length'],
  ['a number', { code: 12 }, '/code', 'type'],
  ['no id of a code', { code_id: formatId('ord', newUuid()) }, '/code_id', 'pattern'],
  ['something else', { code: 'A', order_id: 'x' }, '/order_id', 'unknown_member'],
])('%s is refused with the member to change', async (_what, body, pointer, code) => {
  const answer = await find(body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toMatchObject([{ pointer, code }]);
  expect(answer.text).not.toContain('AAAA');
});

test('only so many texts can be tried in a day, however many at once; hits and ids cost nothing', async () => {
  const { texts, ids } = await bought(1);
  await setPerDay(5);
  try {
    for (let turn = 0; turn < 8; turn += 1) {
      expect((await find({ code: first(texts) })).status).toBe(200);
      expect((await find({ code_id: formatId('cod', newUuid()) })).status).toBe(404);
    }
    const guesses = Array.from({ length: 40 }, (_, turn) =>
      find({ code: turn % 2 === 0 ? `GUES-${1000 + turn}-ABCD` : first(texts) }),
    );
    const answers = await Promise.all(guesses);
    const misses = answers.filter((_, turn) => turn % 2 === 0).map(({ body }) => body.code);
    expect(misses.filter((code) => code === 'not_found')).toHaveLength(5);
    expect(misses.filter((code) => code === 'limit_reached')).toHaveLength(15);
    clock.advance(24 * 3_600_000);
    // Nor is a hit told while others of this business spend the rest.
    const spender = { owner: formatId('prt', partnerId), at: clock.now() };
    const overtaken = await overtake(
      shop,
      async (tx) => {
        await lockQuota(tx, 'unknown_codes', spender.owner);
        await spendQuota(tx, 'unknown_codes', spender, 5);
      },
      () => find({ code: first(texts) }),
    );
    expect(overtaken.body.code).toBe('limit_reached');
    // From then on not even a hit is shown.
    const end = await find({ code: first(texts) });
    expect(end.body).toMatchObject({ code: 'limit_reached', limit: 5, used: 5 });
    expect((await find({ code_id: ids[0] })).status).toBe(200);
    clock.advance(24 * 3_600_000);
    expect((await find({ code: first(texts) })).status).toBe(200);
  } finally {
    await setPerDay(null);
  }
});

test('of naming a code and returning it exactly one happens', async () => {
  const { order, texts } = await bought(16);
  const outcomes = await Promise.all(
    texts.map(async (code, turn) => {
      const id = await idOf(code);
      const race = [() => find({ code }), () => give(order.id, [id])] as const;
      const [named, given] =
        turn % 2 === 0
          ? await Promise.all([race[0](), race[1]()])
          : (await Promise.all([race[1](), race[0]()])).toReversed();
      return [named?.status, given?.status];
    }),
  );
  for (const each of outcomes)
    expect([
      [200, 409],
      [404, 200],
    ]).toContainEqual(each);
  expect(await shop.verify()).toEqual([]);
});

test('the operator finds any code on the command line, sold or not, and nobody counts as having read it', async () => {
  const { lotId, order, ids, texts } = await bought(1);
  const { codes: unsold } = await shop.stock({ codes: 1 });
  const path = join(shop.app.config.dataDir, 'code.txt');
  const run = (...args: string[]) => runHere(shop, ['codes', 'find', ...args, '--json']);
  const fromFile = async (text: string) => {
    await writeFile(path, `${text}\n`);
    return run('--file', path);
  };
  const sold = await fromFile(first(texts).toLowerCase());
  expect(sold.value).toMatchObject({
    ...{ id: ids[0], sku: 'PSN-US-50', lot_id: formatId('lot', lotId), supplier: 'A supplier' },
    ...{ order_id: order.id, partner_id: formatId('prt', partnerId), partner: 'A Partner' },
    ...{ mode: 'live', status: 'delivered', read: false, read_at: null, claim_id: null },
  });
  expect((await run('--code', first(ids))).value).toEqual(sold.value);
  expect((await fromFile(first(unsold))).value).toMatchObject({
    ...{ order_id: null, status: null, partner: null },
  });
  expect((await fromFile('NONE-NONE-NONE')).value.code).toBe('not_found');
  expect((await run()).value.errors).toMatchObject([{ pointer: '/code' }]);
  expect((await run('--code', first(texts))).err).toContain('put the code itself into a file');
  const traced = await shop.rows(
    `SELECT actor, detail FROM audit.entries WHERE action = 'code.traced' AND subject = $1`,
    [ids[0]],
  );
  expect(traced[0]).toEqual({
    actor: 'operator:command-line',
    detail: `{"order":"${order.id}"}`,
  });
  expect(traced).toHaveLength(2);
  const { visitor: agent } = await staff(shop, 'support');
  const inConsole = (code: string) => agent.post<Problem>('/codes/lookup', { code });
  expect((await inConsole(first(texts))).body).toEqual(sold.value);
  await setPerDay(1);
  try {
    const answers = await Promise.all(['NO-ONE-1', 'NO-ONE-2', 'NO-ONE-3'].map(inConsole));
    expect(answers.map(({ body }) => body.code).sort()).toEqual([
      ...['limit_reached', 'limit_reached', 'not_found'],
    ]);
    expect((await inConsole(first(ids))).status).toBe(200);
  } finally {
    await setPerDay(null);
  }
  expect((await give(order.id, ids)).status).toBe(200);
});

test('the text of a code is stored nowhere', async () => {
  const { texts } = await bought(1);
  const wrong = 'WRNG-WRNG-WRNG';
  for (const code of [first(texts), wrong]) await find({ code });
  await find({ code: wrong, code_id: 'x' });
  for (const { app } of shop.nodes) await app.requestLog.flush();
  const tables = await shop.rows<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const spelt = [first(texts), wrong].flatMap((text) => [text, normaliseCode(text)]);
  for (const { name } of tables) {
    const found = await shop.rows(`SELECT 1 FROM ${name} t WHERE t::text ILIKE ANY($1) LIMIT 1`, [
      spelt.map((text) => `%${text}%`),
    ]);
    expect([name, found]).toEqual([name, []]);
  }
  const [logged] = await shop.rows(
    `SELECT path, about FROM request_log.calls WHERE path = '/codes/lookup' LIMIT 1`,
  );
  expect(logged).toEqual({ path: '/codes/lookup', about: null });
});

test('a code is found by one step in an index, however many there are', async () => {
  await shop.rows('ANALYZE stock.codes');
  for (const column of ['code_id', 'fingerprint']) {
    const value = column === 'code_id' ? `'${newUuid()}'` : `'\\x00'`;
    const plan = await shop.rows<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT FROM stock.codes WHERE ${column} = ${value}`,
    );
    const index = column === 'code_id' ? 'codes_id' : 'codes_fingerprint';
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain(index);
  }
});
