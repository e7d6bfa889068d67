/**
 * Guards: staff who manage stock are notified of a lot whose codes do not look alike, and decide in the console as on
 * the command line, with a fresh proof and a reason in the audit; none of its codes is sold before.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { formatId } from '../../src/kit/ids.ts';
import { confirmLot, discardLot } from '../../src/stock/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  type Shop,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let keeper: Visitor;
let support: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock });
  keeper = (await staff(shop, 'stock')).visitor;
  support = (await staff(shop, 'support')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => stepUp(clock, keeper));

let files = 0;
/** Imports a lot with two codes alike and one that differs; returns its id as the console writes it. */
async function held(): Promise<string> {
  files += 1;
  const code = (end: string) => `US,50,ABCD-${String(files).padStart(4, '0')}-${end}\n`;
  const odd = `US,50,${String(files).padStart(12, '7')}\n`;
  const text = `region,denomination,code\n${code('AAA1')}${code('AAA2')}${odd}`;
  return formatId('lot', await shop.importFile(text, false));
}

interface Lot {
  readonly status: string;
  readonly accepted: number;
  readonly held_because: { usual: object; odd: readonly object[] } | null;
}
const lotOf = (id: string, by = keeper) => bodyOf(clock, by.get<Lot>(`/lots/${id}`));
const lotsHeld = async () => (await bodyOf(clock, support.get('/today'))).lots_held;
const news = async (person: Visitor) => {
  const { data } = await bodyOf(
    clock,
    person.get<{ data: { kind: string; path: string }[] }>('/notifications'),
  );
  return data.map(({ kind, path }) => `${kind} ${path}`);
};
const available = async () =>
  (await shop.rows<{ n: number }>('SELECT sum(available)::int AS n FROM stock.shelves'))[0]?.n;
const record = async (id: string) =>
  shop.rows<{ action: string; reason: string | null }>(
    `SELECT action, detail::json->>'reason' AS reason FROM audit.entries
      WHERE subject = $1 AND action <> 'lot.opened' ORDER BY entry_id`,
    [id],
  );

test('staff are notified, “today” lists it, and it shows what is odd, without a code', async () => {
  const before = Number(await lotsHeld());
  const lot = await held();
  expect(await lotsHeld()).toBe(before + 1);
  expect(await news(keeper)).toContain(`lot.held /lots/${lot}`);
  expect(await news(support)).toEqual([]);
  const shown = await lotOf(lot, support);
  expect(shown).toMatchObject({
    status: 'held',
    held_because: {
      usual: { form: 'XXXX-XXXX-XXXX', codes: 2, first_line: 2 },
      odd: [{ form: '999999999999', codes: 1, first_line: 4 }],
    },
  });
  expect(JSON.stringify(shown)).not.toContain('ABCD');
});

test('a stock keeper puts it up for sale, with a reason and a fresh proof', async () => {
  const lot = await held();
  const before = Number(await available());
  const confirm = (by: Visitor, body: object = { reason: 'Two kinds, says ACME.' }) =>
    by.post<Lot>(`/lots/${lot}/confirm`, body);
  expect(await codeOf(confirm(support))).toBe('role_missing');
  expect(await codeOf(confirm(keeper, { reason: ' ' }))).toBe('validation_failed');
  clock.advance(60 * 60 * 1000);
  expect(await codeOf(confirm(keeper))).toBe('step_up_required');
  expect(await available()).toBe(before);
  await stepUp(clock, keeper);
  expect(await bodyOf(clock, confirm(keeper))).toMatchObject({
    ...{ status: 'complete', accepted: 3, held_because: null },
  });
  expect(await available()).toBe(before + 3);
  expect(await record(lot)).toEqual([
    { action: 'lot.held', reason: null },
    { action: 'lot.confirmed', reason: 'Two kinds, says ACME.' },
  ]);
  expect(await news(keeper)).toContain(`lot.confirmed /lots/${lot}`);
  expect((await confirm(keeper)).status).toBe(200);
  const discard = keeper.post(`/lots/${lot}/discard`, { reason: 'Too late.' });
  expect(await codeOf(discard)).toBe('invalid_state');
  expect(await codeOf(keeper.post('/lots/lot_none/confirm', { reason: 'x' }))).toBe('not_found');
});

test('or discards it, and its codes can be imported again', async () => {
  const lot = await held();
  const before = await available();
  const discard = () => keeper.post<Lot>(`/lots/${lot}/discard`, { reason: 'Wrong column.' });
  expect(await bodyOf(clock, discard())).toMatchObject({ status: 'discarded', held_because: null });
  expect(await available()).toBe(before);
  expect((await record(lot)).at(-1)).toEqual({ action: 'lot.discarded', reason: 'Wrong column.' });
  expect(await news(keeper)).toContain(`lot.discarded /lots/${lot}`);
  expect((await discard()).status).toBe(200);
  files -= 1;
  expect((await lotOf(await held())).status).toBe('held');
});

test('the verb of the command line has the same effect', async () => {
  const parts = shop.app;
  for (const [verb, action] of [
    [confirmLot, 'lot.confirmed'],
    [discardLot, 'lot.discarded'],
  ] as const) {
    const lot = await held();
    const [row] = await shop.rows<{ lotId: string }>(
      'SELECT lot_id AS "lotId" FROM stock.lots ORDER BY created_at DESC, lot_id DESC LIMIT 1',
    );
    await verb(parts, { lotId: row?.lotId ?? '', actor: 'operator:test', reason: 'Asked.' });
    expect((await record(lot)).at(-1)).toEqual({ action, reason: 'Asked.' });
    expect(await news(keeper)).toContain(`${action} /lots/${lot}`);
  }
});
