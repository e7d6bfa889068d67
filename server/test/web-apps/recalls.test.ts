/**
 * Guards: the people of a business see each recall of codes that they bought until each of them has read it, with the ids of exactly
 * the codes that it concerns, as a list of any length and as a file, each with its outcome. No other business sees anything of it.
 */
import type { Recall, RecalledCode } from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { recallFromBuyers } from '../../src/recalls/index.ts';
import {
  bodyOf,
  buy,
  colleague,
  decide,
  file,
  openShop,
  type Shop,
  signUp,
  type Visitor,
} from '../../testkit/index.ts';

interface List<Row> {
  readonly data: readonly Row[];
  readonly next_cursor: string | null;
}

const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let stranger: Visitor;
let key: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  stranger = (await signUp(shop, 'Somebody else')).visitor;
  const partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '900.00');
  key = (await shop.key(partnerId)).text;
});
afterAll(() => shop[Symbol.asyncDispose]());

const read = <Body>(path: string, by = owner) => bodyOf(clock, by.get<Body>(path));
const unread = async (by = owner) => (await read<List<Recall>>('/recalls?unread=true', by)).data;

test('a recall is shown to each person until they have read it, with its codes and their outcomes', async () => {
  const { visitor: reader } = await colleague(shop, owner, 'read_only');
  expect(await unread()).toEqual([]);
  const { lotId } = await shop.stock({ codes: 7 });
  const early = await buy(shop, key, 3);
  const late = await buy(shop, key, 4);
  const claimed = early.codes[1]?.id ?? '';
  const claim = await file(shop, key, early.order.id, [claimed]);
  await decide(shop, claim.body.id, 'refunded');
  await shop.stock({ codes: 1 });
  const good = await buy(shop, key, 1);
  await recallFromBuyers(shop.app, { lotId, note: 'A bad batch.' }, { actor: 'staff:ann' });

  const [recall] = await unread();
  expect(recall).toMatchObject({ note: 'A bad batch.', codes: 7, read_at: null, mode: 'live' });
  const at = `/recalls/${recall?.id}`;
  const listed: RecalledCode[] = [];
  let cursor = '';
  do {
    const page = await read<List<RecalledCode>>(`${at}/codes?limit=3${cursor}`);
    listed.push(...page.data);
    cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
  } while (cursor !== '');
  const affected = [...early.codes, ...late.codes].map(({ id }) => id);
  expect(listed.map(({ id }) => id).toSorted()).toEqual(affected.toSorted());
  expect(affected).not.toContain(good.codes[0]?.id);
  const outcomes = new Map(listed.map(({ id, outcome }) => [id, outcome]));
  expect(outcomes.get(claimed)).toBe('refunded');
  expect([...outcomes.values()].filter((each) => each === 'open')).toHaveLength(6);
  for (const { claim_id } of listed) {
    expect((await owner.get(`/claims/${claim_id}`)).status).toBe(200);
  }
  const csv = await owner.call<string>('GET', `${at}/codes/export`);
  const rows = parse(csv.text, { columns: true }) as { id: string; order_id: string }[];
  expect(rows.map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
  expect(csv.text).not.toContain('CODE');

  expect(await bodyOf(clock, owner.post<Recall>(`${at}/read`))).toMatchObject({ id: recall?.id });
  const { read_at: since } = await read<Recall>(at);
  clock.advance(60_000);
  await owner.post(`${at}/read`);
  expect((await read<Recall>(at)).read_at).toBe(since);
  expect(await unread()).toEqual([]);
  expect((await unread(reader)).map(({ id }) => id)).toEqual([recall?.id]);

  for (const path of [at, `${at}/codes`, `${at}/codes/export`]) {
    expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
  }
  expect((await stranger.post(`${at}/read`)).status).toBe(404);
  expect((await read<List<Recall>>('/recalls', stranger)).data).toEqual([]);
});
