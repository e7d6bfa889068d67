/**
 * Guards: admins and stock keepers add, change, archive and restore suppliers, and each act is audited with the values
 * before and after; finance and readers see what each supplier sold and owes, and nobody else does.
 */
import type { Supplier } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatId, newUuid } from '../../src/kit/ids.ts';
import {
  bodyOf,
  buy,
  decide,
  drivenClock,
  file,
  openShop,
  type Shop,
  signUp,
  staff,
  supplierNamed,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
const ROLES = ['admin', 'stock', 'finance', 'read_only', 'support'] as const;
let shop: Shop;
const who = {} as Record<(typeof ROLES)[number], Visitor>;
beforeAll(async () => {
  shop = await openShop({ clock });
  for (const role of ROLES) who[role] = (await staff(shop, role)).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

const TERMS = { name: 'First Hand', cost_currency: 'EUR', claim_days: 14 };
const add = (by: Visitor, more: object = {}) =>
  by.post<Supplier>('/suppliers', { ...TERMS, ...more });
const list = async (query = '') =>
  (await bodyOf(clock, who.read_only.get<{ data: Supplier[] }>(`/suppliers?${query}`))).data;
const audit = (id: string) =>
  shop.rows<{ action: string; actor: string; detail: string }>(
    'SELECT action, actor, detail FROM audit.entries WHERE subject = $1 ORDER BY entry_id',
    [id],
  );

test('added, changed, archived and restored, with the values before and after', async () => {
  const added = await add(who.stock, { email: ' Desk@first.example ', note: 'Pays by wire.' });
  expect(added.status).toBe(201);
  const { id } = added.body;
  expect(added.body).toMatchObject({ ...TERMS, email: 'desk@first.example', status: 'active' });
  expect(added.body).toMatchObject({ lots: 0, rate_bps: null, owed: [], unsold_costs: [] });
  const set = { ...TERMS, name: 'First', claim_days: 20 };
  expect((await who.admin.call('PUT', `/suppliers/${id}`, { body: set })).body).toMatchObject({
    ...{ id, ...set, email: null, note: null },
  });
  const act = async (verb: string) =>
    (await bodyOf(clock, who.stock.post<Supplier>(`/suppliers/${id}/${verb}`))).status;
  expect([await act('archive'), await act('archive')]).toEqual(['archived', 'archived']);
  expect((await list('status=archived')).map((each) => each.id)).toEqual([id]);
  expect(await list('status=active')).toEqual([]);
  expect(await act('restore')).toBe('active');
  const rows = await audit(id);
  expect(rows.map(({ action }) => action)).toEqual([
    'supplier.added',
    'supplier.changed',
    'supplier.archived',
    'supplier.restored',
  ]);
  for (const { actor } of rows) expect(actor).toMatch(/^staff:usr_/);
  expect(JSON.parse(rows[1]?.detail ?? '')).toEqual({
    before: {
      name: 'First Hand',
      email: 'desk@first.example',
      note: 'Pays by wire.',
      claimDays: 14,
    },
    after: { name: 'First', email: null, note: null, claimDays: 20 },
  });
});

test('a name in another spelling is refused at its field', async () => {
  const refused = await who.admin.post('/suppliers', { ...TERMS, name: ' FIRST ' });
  expect([refused.status, refused.body.code]).toEqual([422, 'validation_failed']);
  expect(refused.body).toMatchObject({ errors: [{ pointer: '/name', code: 'taken' }] });
  const { body } = await add(who.admin, { name: 'Second' });
  const rename = await who.admin.call('PUT', `/suppliers/${body.id}`, {
    body: { ...TERMS, name: 'first' },
  });
  expect(rename.body).toMatchObject({ errors: [{ pointer: '/name', code: 'taken' }] });
});

test('who may read, who may change, and who sees nothing', async () => {
  const { id } = (await add(who.stock, { name: 'Seen by some' })).body;
  const acts = [
    ['POST', '/suppliers', { ...TERMS, name: 'Not added' }],
    ['PUT', `/suppliers/${id}`, TERMS],
    ['POST', `/suppliers/${id}/archive`, undefined],
    ['POST', `/suppliers/${id}/restore`, undefined],
  ] as const;
  for (const role of ROLES) {
    const reads = await Promise.all(
      ['/suppliers', `/suppliers/${id}`].map((path) => who[role].get(path)),
    );
    expect([role, reads.map(({ status }) => status)]).toEqual([
      role,
      role === 'support' ? [403, 403] : [200, 200],
    ]);
    if (role === 'admin' || role === 'stock') continue;
    for (const [method, path, body] of acts) {
      const answer = await who[role].call(method, path, body ? { body } : {});
      expect([role, path, answer.status, answer.body.code]).toEqual([
        role,
        path,
        403,
        'role_missing',
      ]);
    }
  }
  const { visitor } = await signUp(shop);
  for (const path of ['/suppliers', `/suppliers/${id}`]) {
    expect((await visitor.get(path)).status).toBe(404);
  }
  expect((await shop.call('GET', '/suppliers', { key: (await shop.buyer()).key })).status).toBe(
    404,
  );
  for (const other of [formatId('sup', newUuid()), 'sup_x', formatId('lot', newUuid())]) {
    expect((await who.admin.get(`/suppliers/${other}`)).status).toBe(404);
  }
});

test('what a supplier sold, its share of bad codes, and what it owes', async () => {
  const rows = Array.from({ length: 4 }, (_, n) => `US,50,GOOD-${1000 + n}-CODE,41.20\n`);
  await shop.importFile(`region,denomination,code,cost\n${rows.join('')}`);
  const { key } = await shop.buyer({ balance: '500.00' });
  const { order, codes } = await buy(shop, key, 2);
  const filed = await file(shop, key, order.id, [codes[0]?.id ?? '']);
  await decide(shop, filed.body.id, 'refunded');
  const id = formatId('sup', await supplierNamed(shop.app.database, 'A supplier'));
  const read = () => bodyOf(clock, who.finance.get<Supplier>(`/suppliers/${id}`));
  expect(await read()).toMatchObject({
    ...{ lots: 1, sold: 2, unsold: 2, approved: 1, rate_bps: 5_000, overdue: 0 },
    unsold_costs: [{ currency: 'USD', amount: '82.40', unknown: 0 }],
    owed: [{ currency: 'USD', amount: '41.20', unknown: 0 }],
  });
  clock.advance(31 * 24 * 3_600_000);
  const later = await staff(shop, 'finance');
  const overdue = await bodyOf(clock, later.visitor.get<Supplier>(`/suppliers/${id}`));
  expect(overdue).toMatchObject({ overdue: 1 });
});

test('a list continues where a page ended', async () => {
  const reader = (await staff(shop, 'read_only')).visitor;
  const seen: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: { data: Supplier[]; next_cursor: string | null } = await bodyOf(
      clock,
      reader.get(`/suppliers?limit=2${next && `&cursor=${next}`}`),
    );
    seen.push(...page.data.map(({ name }) => name));
    next = page.next_cursor;
  }
  expect(seen).toEqual(['A supplier', 'First', 'Second', 'Seen by some']);
});
