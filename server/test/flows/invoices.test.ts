/**
 * Guards: twelve months of documents. Every order of a closed month is on one invoice and every refund and return on one credit note, sums
 * agree with the statement to the cent, numbers have no gap and no repeat, dates never fall; whatever two nodes, an abort between
 * numbers, a clock that is set back, or a missing address do. `verify` sees each kind of tampering.
 */
import type { Claim, Order, OrderCodeList, TransactionList } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeShop } from '../../src/acts/index.ts';
import {
  issueDocuments,
  lastClosedMonth,
  leapNumbers,
  listDocuments,
} from '../../src/invoicing/index.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { nextMonth, startOfMonth } from '../../src/kit/month.ts';
import { emptyProfile, type Profile, setProfile, tenantOf } from '../../src/partners/index.ts';
import { decide, formatId, openShop, runHere, type Shop } from '../../testkit/index.ts';

const HOUR = 60 * 60 * 1000;
const MONTHS = Array.from({ length: 12 }, (_, n) => `2026-${String(n + 1).padStart(2, '0')}`);
const ADDRESS = { line2: null, state: null, postal_code: '8001', country: 'CH' };
const company = {
  ...{ name: null, legal_name: 'Shop AG', registration_number: 'CHE-1', tax_number: null },
  address: { ...ADDRESS, line1: 'Gasse 1', city: 'Zürich' },
  ...{
    website: null,
    brand_colour: null,
    tax_percent: 20,
    tax_note: 'Prices include VAT.',
    time_zone: null,
  },
};

let clock: DrivenClock;
let shop: Shop;
interface Buyer {
  readonly partnerId: string;
  readonly key: string;
  readonly tenantId: number;
}
let buyers: Buyer[];

async function profileOf({ partnerId }: Buyer, legal_name: string, line1 = 'Weg 2') {
  const address = { ...ADDRESS, line1, city: 'Bern' };
  const profile: Profile = { ...emptyProfile, legal_name, address, tax_id: 'T-1' };
  const by = { actor: 'person:usr_test', at: clock.now(), side: 'partner', name: 'A' } as const;
  const { database, vault } = shop.app;
  await database.transaction((tx) => setProfile(tx, vault, partnerId, profile, by));
}
const order = async (key: string, more: object = {}) => {
  clock.advance(60_000);
  const body = { region: 'US', denomination: 50, quantity: 1, ...more };
  const placed = await shop.call<Order>('POST', '/orders', { key, body });
  expect(placed.status, placed.text).toBe(201);
  return placed.body;
};
const codesOf = async (key: string, id: string) =>
  (await shop.call<OrderCodeList>('GET', `/orders/${id}/codes?masked=true`, { key })).body.data;
async function claim(key: string, { id }: Order): Promise<string> {
  const [code] = (await shop.call<OrderCodeList>('GET', `/orders/${id}/codes`, { key })).body.data;
  const body = { order_id: id, codes: [code?.code], reason: 'invalid', description: 'Dead.' };
  const filed = await shop.call<Claim>('POST', '/claims', { key, body });
  expect(filed.status, filed.text).toBe(201);
  return filed.body.id;
}
async function giveBack(key: string, { id }: Order) {
  const [code] = await codesOf(key, id);
  const back = await shop.call('POST', `/orders/${id}/returns`, {
    key,
    body: { codes: [code?.id] },
  });
  expect(back.status, back.text).toBe(200);
}
const issue = async (node = 0, linesMax = 2) => {
  const { app } = shop.nodes[node] ?? shop;
  return (await issueDocuments(app, 'system:issue-documents', { linesMax })).results;
};
const goTo = (time: Date) => clock.advance(time.getTime() - clock.now().getTime());
const documents = async ({ tenantId }: Pick<Buyer, 'tenantId'>) =>
  (await listDocuments(shop.app.database.reads, { tenantId, limit: 1_000 })).toReversed();
const cents = (text: string) => Math.round(Number(text) * 100);

/** A month of a buyer: orders, a confirmed and a cancelled hold, a return, and a claim that is decided in the next month. */
async function trade({ key }: Buyer, at: number): Promise<string | null> {
  if (at % 4 === 3) return null;
  await order(key, { quantity: 2, reference: `PO-${clock.now().getTime()}` });
  for (const [act, n] of [
    ['confirm', 1],
    ['cancel', 2],
  ] as const) {
    const { id } = await order(key, { payment: 'hold', quantity: n });
    await shop.call('POST', `/orders/${id}/${act}`, { key });
  }
  if (at % 2 === 0) await giveBack(key, await order(key, { quantity: 2 }));
  return at % 3 === 0 ? claim(key, await order(key)) : null;
}

beforeAll(async () => {
  clock = drivenClock(new Date('2026-01-20T10:00:00Z'));
  shop = await openShop({ clock, nodes: 2 });
  await shop.stock({ codes: 400 });
  const made = [1, 2, 3].map(async () => {
    const buyer = await shop.buyer({ balance: '100000.00' });
    const { tenantId } = await tenantOf(shop.app.database.reads, buyer.partnerId, 'live');
    return { ...buyer, tenantId };
  });
  buyers = await Promise.all(made);
});
afterAll(() => shop[Symbol.asyncDispose]());

const buyer = (at: number) => {
  const found = buyers[at];
  if (!found) throw new Error('no such buyer');
  return found;
};

test('a month is closed an hour after its end', () => {
  expect(lastClosedMonth(new Date('2026-03-01T00:59:59.999Z'))).toBe('2026-01');
  expect(lastClosedMonth(new Date('2026-03-01T01:00:00.000Z'))).toBe('2026-02');
  expect(lastClosedMonth(new Date('2027-01-01T01:00:00.000Z'))).toBe('2026-12');
});

test('without company data nothing is issued, and nothing is lost', async () => {
  await profileOf(buyer(0), 'ООО «Ромашка»');
  await profileOf(buyer(1), '<b>Ελλάς & Söhne</b> \u202EdtL');
  expect(await trade(buyer(0), 1)).toBeNull();
  expect(await issue()).toEqual([]);
  goTo(new Date('2026-02-01T00:59:59Z'));
  expect(await issue()).toEqual([]);
  clock.advance(2_000);
  expect(await issue()).toMatchObject([{ waitsFor: 'company', issued: [] }]);
  expect(await documents(buyer(0))).toEqual([]);
  await shop.app.database.transaction((tx) =>
    changeShop(tx, company, { actor: 'operator:test', at: clock.now() }),
  );
});

test('an abort between numbers leaves no gap, and the next attempt continues', async () => {
  const holder = await shop.app.database.connect();
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE identity.notifications IN EXCLUSIVE MODE');
  // The number is taken and the document written; the commit waits for the notification.
  const cut = issue();
  const blocked = async () =>
    shop.rows<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%identity.notifications%'",
    );
  await expect.poll(async () => (await blocked()).length, { timeout: 30_000 }).toBe(1);
  await shop.rows('SELECT pg_terminate_backend($1)', [(await blocked())[0]?.pid]);
  await expect(cut).rejects.toThrow();
  await holder.query('ROLLBACK');
  await holder.end();
  expect(await documents(buyer(0))).toEqual([]);
  await Promise.all([issue(0), issue(1)]);
  expect(await documents(buyer(0))).toMatchObject([
    { number: 'INV-2026-00001', kind: 'invoice', month: '2026-01', lines: 2, total: 14_100 },
  ]);
  expect(await shop.verify()).toEqual([]);
});

test('a year of three partners on two nodes agrees with their statements', async () => {
  let open: string[] = [];
  for (const [at, month] of MONTHS.entries()) {
    // January is issued already.
    if (at === 0) continue;
    goTo(new Date(startOfMonth(month).getTime() + 25 * 24 * HOUR));
    for (const id of open) await decide(shop, id, 'refunded');
    open = [];
    for (const each of buyers) {
      const filed = await trade(each, at);
      if (filed) open.push(filed);
    }
    goTo(new Date(startOfMonth(nextMonth(month)).getTime() + HOUR));
    await Promise.all([issue(0), issue(1)]);
  }
  // The third has no address until the year is over: its months wait, in order.
  expect(await documents(buyer(2))).toEqual([]);
  expect(await issue()).toMatchObject([{ waitsFor: 'address' }]);
  await profileOf(buyer(2), 'Late Ltd');
  const [late] = await issue();
  expect(late?.issued.map(({ month }) => month)).toEqual(
    late?.issued.map(({ month }) => month).toSorted(),
  );
  expect(await shop.verify()).toEqual([]);
  for (const each of buyers) await compare(each);
  const all = (await Promise.all(buyers.map(documents))).flat();
  for (const kind of ['invoice', 'credit_note'] as const) {
    const own = all.filter((each) => each.kind === kind);
    const numbers = own.map(({ number }) => number).toSorted();
    expect(new Set(numbers).size).toBe(own.length);
    for (const year of ['2026', '2027']) {
      const some = numbers.filter((number) => number.includes(`-${year}-`));
      expect(some.at(-1)?.endsWith(String(some.length).padStart(5, '0')), `${kind} ${year}`).toBe(
        true,
      );
    }
  }
  expect(all.filter(({ kind }) => kind === 'credit_note').length).toBeGreaterThan(15);
});

/** Each month: what the documents say against what the statement says. */
async function compare(of: Buyer) {
  const found = await documents(of);
  for (const month of MONTHS) {
    const query = `created_from=${startOfMonth(month).toISOString()}&created_before=${startOfMonth(nextMonth(month)).toISOString()}`;
    const { body } = await shop.call<TransactionList>('GET', `/transactions?limit=100&${query}`, {
      key: of.key,
    });
    const sum = (...types: string[]) =>
      body.data.reduce(
        (all, each) => all + (types.includes(each.type) ? cents(each.amount) : 0),
        0,
      );
    const own = found.filter((each) => each.month === month);
    const total = (kind: string) =>
      own.reduce((all, each) => all + (each.kind === kind ? each.total : 0), 0);
    expect([month, 0 - total('invoice'), total('credit_note')]).toEqual([
      month,
      sum('order'),
      sum('refund', 'return'),
    ]);
    for (const each of own) {
      expect(each.tax).toBe(Math.round(each.total / 6));
      const invoice = found.find(({ documentId }) => documentId === each.invoiceId);
      if (each.kind === 'credit_note') expect(invoice?.number).toBe(each.invoiceNumber);
    }
  }
}

test('the same run again issues nothing, and a command none while the clock is in doubt', async () => {
  expect(await issue()).toEqual([]);
  await shop.app.time.isTrusted();
  const { code, value } = await runHere(shop, ['documents', 'issue']);
  expect([code, value]).toMatchObject([1, { current_status: 'clock_doubted' }]);
  const listed = await runHere(shop, [
    ...[
      'documents',
      'list',
      '--partner',
      formatId('prt', buyer(0).partnerId),
      '--month',
      '2026-01',
    ],
    '--json',
  ]);
  expect(listed.value).toHaveLength(1);
});

test('a clock that was set back issues with the date of the document before', async () => {
  const before = (await documents(buyer(2))).at(-1);
  await trade(buyer(0), 0);
  goTo(new Date('2027-02-01T02:00:00Z'));
  clock.advance(0);
  await shop.rows("UPDATE invoicing.series SET issued_at = '2027-02-01T05:00:00Z'");
  await issue();
  const last = (await documents(buyer(0))).filter(({ month }) => month === '2027-01');
  expect(last.length).toBeGreaterThan(1);
  expect(last.every(({ issuedAt }) => issuedAt.toISOString() === '2027-02-01T05:00:00.000Z')).toBe(
    true,
  );
  expect(last[0]?.issuedAt.getTime()).toBeGreaterThan(before?.issuedAt.getTime() ?? 0);
  expect(await shop.verify()).toEqual([]);
});

test('after a restore no number is used that a lost document may have', async () => {
  const before = (await documents(buyer(0))).map(({ number }) => number);
  await shop.app.database.transaction((tx) => leapNumbers(tx, clock.now()));
  expect(await shop.verify()).toEqual([]);
  await trade(buyer(0), 0);
  goTo(new Date('2027-03-01T02:00:00Z'));
  await issue();
  const after = (await documents(buyer(0))).filter(({ number }) => !before.includes(number));
  expect(after.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['invoice', 'credit_note']));
  for (const { number } of after) expect(number).toMatch(/^(INV|CN)-2027-1000\d\d$/);
  expect(await shop.verify()).toEqual([]);
});

describe('verify sees', () => {
  /** Changes rows past their triggers, in a transaction that is rolled back after the look. */
  async function tampered(...statements: readonly string[]): Promise<string[]> {
    const undo = await shop.rows<{ table: string; row: string }>(
      `SELECT 'documents' AS table, row_to_json(d)::text AS row FROM invoicing.documents d
       UNION ALL SELECT 'lines', row_to_json(l)::text FROM invoicing.lines l`,
    );
    const off = (state: string) =>
      ['documents', 'lines'].map(
        (table) => `ALTER TABLE invoicing.${table} ${state} TRIGGER append_only`,
      );
    for (const text of [...off('DISABLE'), ...statements]) await shop.rows(text);
    const found = await shop.verify();
    await shop.rows('DELETE FROM invoicing.lines');
    await shop.rows('DELETE FROM invoicing.documents WHERE invoice_id IS NOT NULL');
    await shop.rows('DELETE FROM invoicing.documents');
    const rows = (table: string) =>
      `[${undo
        .filter((each) => each.table === table)
        .map(({ row }) => row)
        .join(',')}]`;
    for (const table of ['documents', 'lines']) {
      await shop.rows(
        `INSERT INTO invoicing.${table} SELECT * FROM json_populate_recordset(NULL::invoicing.${table}, $1)`,
        [rows(table)],
      );
    }
    for (const text of off('ENABLE')) await shop.rows(text);
    return [...new Set(found.map((each) => each.slice(0, 2)))].toSorted();
  }
  const last = (kind: string) =>
    `(SELECT document_id FROM invoicing.documents WHERE kind = '${kind}' ORDER BY year DESC, number DESC LIMIT 1)`;

  test.each<[string, string[], string[]]>([
    [
      'the last document removed',
      [
        `DELETE FROM invoicing.lines WHERE document_id = ${last('credit_note')}`,
        `DELETE FROM invoicing.documents WHERE document_id = ${last('credit_note')}`,
      ],
      ['D1', 'D4'],
    ],
    [
      'a gap',
      [
        `UPDATE invoicing.documents SET number = number + 1000 WHERE document_id = ${last('invoice')}`,
      ],
      ['D1'],
    ],
    [
      'a date that falls',
      [
        `UPDATE invoicing.documents SET issued_at = '2027-01-01' WHERE document_id = ${last('invoice')}`,
      ],
      ['D2'],
    ],
    [
      'another total',
      [
        `UPDATE invoicing.documents SET total = total + 1, net = net + 1 WHERE document_id = ${last('invoice')}`,
      ],
      ['D3'],
    ],
    [
      'another amount',
      [
        `UPDATE invoicing.lines SET amount = amount + quantity, unit_price = unit_price + 1
          WHERE document_id = ${last('invoice')} AND position = (SELECT min(position) FROM invoicing.lines WHERE document_id = ${last('invoice')})`,
      ],
      ['D3', 'D4'],
    ],
    [
      'an order that is on no invoice',
      [
        `WITH gone AS (DELETE FROM invoicing.lines WHERE document_id = ${last('invoice')} AND reference IS NOT NULL
                       RETURNING amount)
         UPDATE invoicing.documents SET lines = lines - 1, total = total - (SELECT amount FROM gone),
                net = net - (SELECT amount FROM gone) WHERE document_id = ${last('invoice')}`,
      ],
      ['D4'],
    ],
    [
      'a credit note that names another invoice',
      [
        `UPDATE invoicing.documents SET invoice_id = (SELECT document_id FROM invoicing.documents
            WHERE kind = 'invoice' ORDER BY year, number LIMIT 1) WHERE document_id = ${last('credit_note')}`,
      ],
      ['D3'],
    ],
  ])('%s', async (_what, statements, ids) => {
    expect(await tampered(...statements)).toEqual(ids);
    expect(await shop.verify()).toEqual([]);
  });
});
