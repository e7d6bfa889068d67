/**
 * Guards: the search of each web app finds things of every kind by their ids and by parts of what they are known by, of each kind a few; a
 * role finds only what it may list, and a business nothing of another; what is typed is in no line of the log.
 */
import type { Order, StaffSearchKind } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchKinds } from '../../src/acts/search-kinds.ts';
import { creditorReferenceOf } from '../../src/deposit-methods/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { searchOrders } from '../../src/orders/index.ts';
import { tenantOf } from '../../src/partners/index.ts';
import {
  bodyOf,
  buy,
  colleague,
  file,
  openShop,
  type Shop,
  signUp,
  staff,
  type Visitor,
} from '../../testkit/index.ts';

interface Results {
  readonly data: readonly {
    readonly kind: StaffSearchKind;
    readonly id: string;
    readonly title: string;
    readonly mode: string | null;
    readonly partner?: { readonly name: string } | null;
  }[];
  readonly failed: readonly string[];
}

const clock = drivenClock(new Date('2026-11-20T09:00:00Z'));
let shop: Shop;
let admin: Visitor;
let storekeeper: Visitor;
let support: Visitor;
let nord: { visitor: Visitor; id: string; key: string; email: string };
let sued: { visitor: Visitor; id: string; key: string; email: string };
let lotFile: string;
let claim: string;
const orders: Record<string, Order> = {};

async function business(name: string) {
  const { visitor, partnerId: id, email } = await signUp(shop, name);
  const partnerId = parseId('prt', id) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '5000.00');
  return { visitor, id, email, key: (await shop.key(partnerId)).text };
}

async function order(key: string, reference: string): Promise<Order> {
  clock.advance(1_000);
  const body = { region: 'US', denomination: 50, quantity: 1, reference };
  return (await shop.call<Order>('POST', '/orders', { key, body })).body;
}

beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ codes: 40 });
  admin = (await staff(shop, 'admin')).visitor;
  support = (await staff(shop, 'support')).visitor;
  storekeeper = (await staff(shop, 'stock')).visitor;
  nord = await business('Nordlicht Handel');
  sued = await business('Südwind Cards');
  orders.nord = await order(nord.key, 'PO-1042');
  orders.sued = await order(sued.key, 'PO-1043');
  for (let number = 1; number <= 7; number++)
    orders[`s${number}`] = await order(sued.key, `Series-${number}`);
  const { order: bought, codes } = await buy(shop, nord.key, 1);
  orders.unnamed = bought;
  const filed = await file(shop, nord.key, bought.id, [codes[0]?.id]);
  claim = filed.body.id;
  const named = await shop.call<{ data: { id: string }[] }>(
    'GET',
    `/orders/${orders.nord.id}/codes`,
    { key: nord.key },
  );
  await file(shop, nord.key, orders.nord.id, [named.body.data[0]?.id]);
  await bodyOf(
    clock,
    nord.visitor.post('/tickets', {
      topic: 'other',
      subject: 'Opening hours in May',
      text: 'When?',
    }),
  );
  const lots = await bodyOf(clock, admin.get<{ data: { file_name: string }[] }>('/lots'));
  lotFile = lots.data[0]?.file_name ?? '';
});
afterAll(() => shop[Symbol.asyncDispose]());

const search = async (person: Visitor, text: string) => {
  const found = await person.call<Results>('POST', '/search', { body: { text } });
  expect([found.status, found.body.failed]).toEqual([200, []]);
  return found.body.data;
};
const seen = async (person: Visitor, text: string) =>
  (await search(person, text)).map(({ kind, title }) => `${kind} ${title}`);

test('staff find each kind by a part of what it is known by, in any case', async () => {
  expect(await seen(admin, 'ordlich')).toContain('partner Nordlicht Handel');
  expect(await seen(admin, 'o-104')).toEqual(
    expect.arrayContaining(['order PO-1042', 'order PO-1043']),
  );
  expect(await seen(admin, 'po-1042')).toEqual(['order PO-1042', 'claim PO-1042']);
  expect(await seen(admin, 'HOURS in')).toEqual(['ticket Opening hours in May']);
  expect(await seen(admin, 'us-50')).toEqual(['product PSN-US-50']);
  expect(lotFile).not.toBe('');
  expect(await seen(admin, lotFile.slice(1))).toContain(`lot ${lotFile}`);
  const people = await search(admin, nord.email.toUpperCase());
  expect(people.map(({ kind, partner }) => [kind, partner?.name])).toContainEqual([
    'person',
    'Nordlicht Handel',
  ]);
  expect((await search(admin, 'o-1042')).map(({ partner }) => partner?.name)).toEqual([
    'Nordlicht Handel',
    'Nordlicht Handel',
  ]);
});

test('the reference with which a business pays finds the business, however a bank prints it', async () => {
  const { database } = shop.app;
  const { tenantId } = await tenantOf(database.reads, parseId('prt', nord.id) ?? '', 'live');
  const reference = await creditorReferenceOf(database, tenantId, clock.now());
  const grouped = reference.replaceAll(/(.{4})(?=.)/g, '$1 ');
  for (const text of [reference, grouped, reference.toLowerCase()]) {
    expect(await seen(admin, text)).toEqual(['partner Nordlicht Handel']);
  }
  const wrong = `${reference.slice(0, -1)}${(Number(reference.slice(-1)) + 1) % 10}`;
  expect(await seen(admin, wrong)).toEqual([]);
});

test('of each kind a few, the newest first', async () => {
  const numbers = (await seen(admin, 'series-')).filter((each) => each.startsWith('order'));
  expect(numbers).toEqual([7, 6, 5, 4, 3].map((number) => `order Series-${number}`));
});

test('a role finds only the kinds that it may list', async () => {
  const paid = await bodyOf(
    clock,
    admin.get<{ data: { reference: string }[] }>('/deposits?status=credited'),
  );
  const reference = paid.data[0]?.reference ?? '';
  expect(await seen(admin, reference)).toContain(`deposit ${reference}`);
  expect(await seen(storekeeper, reference)).not.toContain(`deposit ${reference}`);
  expect(await seen(support, 'us-50')).toEqual([]);
  expect(await seen(storekeeper, 'us-50')).toEqual(['product PSN-US-50']);
  const own = await bodyOf(
    clock,
    nord.visitor.get<{ data: { reference: string }[] }>('/deposits?status=credited'),
  );
  const ownReference = own.data[0]?.reference ?? '';
  const { visitor: developer } = await colleague(shop, nord.visitor, 'developer');
  expect(await seen(nord.visitor, ownReference)).toEqual([`deposit ${ownReference}`]);
  expect(await seen(developer, ownReference)).toEqual([]);
});

test('a business finds its own things and nothing of another', async () => {
  expect(await seen(nord.visitor, 'o-104')).toEqual(['order PO-1042', 'claim PO-1042']);
  expect(await seen(sued.visitor, 'o-104')).toEqual(['order PO-1043']);
  expect(await seen(sued.visitor, 'hours')).toEqual([]);
  for (const text of [orders.nord?.id ?? '', claim, 'Nordlicht', nord.email]) {
    expect(await search(sued.visitor, text)).toEqual([]);
  }
});

test('whoever may not be there finds nothing, and a text without letters is refused', async () => {
  expect((await shop.call('POST', '/search', { key: nord.key })).status).toBe(404);
  expect((await admin.call('POST', '/search', { body: { text: '   ' } })).status).toBe(422);
});

test('old orders are found by the beginning of their reference, the latest by any part', async () => {
  const { reads } = shop.app.database;
  const tenant = await tenantOf(reads, parseId('prt', nord.id) ?? '', 'live');
  await shop.owner.transaction((tx) =>
    tx.query(
      `INSERT INTO orders.orders SELECT (jsonb_populate_record(o, jsonb_build_object(
         'order_id', '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'), 'reference', 'OLD-' || n || '-END',
         'placed_by', NULL))).*
         FROM orders.orders o, generate_series(1, 3) n WHERE o.order_id = $1`,
      [parseId('ord', orders.nord?.id ?? '')],
    ),
  );
  const found = async (text: string) =>
    (await searchOrders(reads, tenant, text, 5, shop.app.catalog.product)).map(
      ({ terms }) => terms.reference,
    );
  expect(await found('old-2')).toEqual(['OLD-2-END']);
  expect(await found('3-end')).toEqual(['OLD-3-END']);
});

test('a kind that fails leaves the others, and is named', async () => {
  const lines: object[] = [];
  const log = { error: (line: object) => lines.push(line) };
  const { found, failed } = await searchKinds(
    { reads: shop.app.database.reads, log: log as never },
    [
      ['order', () => Promise.reject(new Error('late'))],
      [
        'claim',
        async () => [
          { id: 'x', title: 'x', status: null, mode: null, email: null, partnerId: null },
        ],
      ],
    ],
    { text: 'secret', most: 5 },
  );
  expect([found.map(({ kind }) => kind), failed]).toEqual([['claim'], ['order']]);
  expect(JSON.stringify(lines)).not.toContain('secret');
});
