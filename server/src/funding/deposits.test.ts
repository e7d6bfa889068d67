/**
 * Guards: a payment is credited once for ever, whoever records it, how and how often, also by two at once on two nodes; a credit is one
 * commit with its event, its audit row and its transfer; what one person gives alone is bounded; and what a bank takes back is taken
 * back even if it is spent.
 */
import assert from 'node:assert/strict';
import type { DepositList, EventList, TransactionList } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import { addBankTransfer, addDigitalAsset, type DepositMethod } from '../deposit-methods/index.ts';
import { newUuid } from '../kit/ids.ts';
import { balanceOf } from '../ledger/index.ts';
import { tenantOf } from '../partners/index.ts';
import {
  creditDeposit,
  creditRecorded,
  findDeposit,
  type NewDeposit,
  recordDeposit,
  rejectDeposit,
  reverseDeposit,
  reviewDeposit,
  updateDeposit,
} from './index.ts';

const operator = { actor: 'operator:command-line' };
const ann = { actor: 'staff:usr_01m84f9wa0ep894fyg5a2ba3x1' };
const bo = { actor: 'staff:usr_01m84f9wa0ep894fyg5a2ba3x2' };
const TXID = `0x${'Ab'.repeat(32)}`;

let shop: Shop;
let bank: DepositMethod;
let euro: DepositMethod;
let tether: DepositMethod;
const by = (who = ann) => ({ ...who, at: shop.clock.now() });
beforeAll(async () => {
  shop = await openShop({ nodes: 2 });
  await shop.stock({ codes: 20 });
  const account = { holder: 'Codes Ltd', bic: 'COBADEFF', bank: 'Bank', usualTime: '1 day' };
  const usd = { ...account, iban: 'GB82WEST12345698765432', currency: 'USD' };
  const eur = { ...account, iban: 'DE89370400440532013000', currency: 'EUR' };
  const usdt = { asset: 'USDT', network: 'tron', usualTime: '1 hour' } as const;
  await shop.app.database.transaction(async (tx) => {
    bank = await addBankTransfer(tx, shop.app, usd, by(operator));
    euro = await addBankTransfer(tx, shop.app, eur, by(operator));
    const terms = { ...usdt, confirmations: 20, minimum: '10' };
    tether = await addDigitalAsset(tx, shop.app, terms, by(operator));
  });
});
afterAll(() => shop[Symbol.asyncDispose]());

const payer = async () => tenantOf(shop.app.database.reads, await shop.partner(), 'live');
let count = 0;
const fresh = () => {
  count += 1;
  return `line ${count}`;
};
const nodeOf = (turn: number) => (shop.nodes[turn % 2] ?? shop.nodes[0]).app;
const record = (given: NewDeposit, who = ann, turn = 0) =>
  nodeOf(turn).database.transaction((tx) => recordDeposit(tx, given, by(who)));
const act = <Value>(work: (tx: Parameters<typeof reviewDeposit>[0]) => Promise<Value>) =>
  shop.app.database.transaction(work);
const faultAt = (pointer: string, code?: string) => ({
  code: 'validation_failed',
  details: { errors: [expect.objectContaining({ pointer, ...(code && { code }) })] },
});
const available = async (tenantId: number) =>
  (await balanceOf(shop.app.database.reads, tenantId)).available;

describe('one reference is one payment', () => {
  test('recorded by many at once on two nodes, and credited by many at once', async () => {
    const own = await payer();
    const given = { payer: own, method: bank, reference: fresh(), sentAmount: '500.00' };
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => record(given, turn % 3 ? ann : bo, turn)),
    );
    expect(new Set(all.map(({ deposit }) => deposit.depositId)).size).toBe(1);
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
    const { depositId } = all[0]?.deposit ?? { depositId: '' };
    await Promise.all(
      Array.from({ length: 8 }, (_, turn) =>
        creditRecorded(nodeOf(turn), depositId, undefined, by(operator)),
      ),
    );
    expect(await available(own.tenantId)).toBe(50_000);
    expect(await shop.verify()).toEqual([]);
  });

  test('of two partners at once, one gets it, by whichever path', async () => {
    const [one, other] = [await payer(), await payer()];
    const reference = fresh();
    const credit = { amount: 10_000, currency: 'USD', reference, actor: operator.actor };
    const tries = [
      creditDeposit(nodeOf(0), one, credit),
      creditDeposit(nodeOf(1), other, { ...credit, reference: reference.toUpperCase() }),
      record({ payer: other, method: bank, reference: ` ${reference}`, sentAmount: '100' }, bo, 1),
    ];
    const done = await Promise.allSettled(tries);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of done) {
      if (each.status === 'rejected') {
        expect(each.reason).toMatchObject(faultAt('/reference', 'taken'));
      }
    }
    expect((await available(one.tenantId)) + (await available(other.tenantId))).toBeLessThan(
      10_001,
    );
    expect(await shop.verify()).toEqual([]);
  });

  test.each([
    ['another case', (text: string) => text.toUpperCase()],
    ['blanks', (text: string) => `  ${text.replace(' ', '   ')} `],
    ['wide characters', (text: string) => text.replace('l', 'ｌ')],
  ])('%s is the same one', async (_what, change) => {
    const own = await payer();
    const reference = fresh();
    const given = { payer: own, method: bank, sentAmount: '5.00' };
    const first = await record({ ...given, reference });
    const second = await record({ ...given, reference: change(reference), sentAmount: '5' });
    expect(second).toEqual({ deposit: first.deposit, isNew: false });
    await expect(record({ ...given, reference, sentAmount: '5.01' })).rejects.toMatchObject(
      faultAt('/sent_amount'),
    );
    await expect(record({ ...given, payer: await payer(), reference })).rejects.toMatchObject(
      faultAt('/reference', 'taken'),
    );
  });

  test('a transaction in any spelling is one for each of its outputs', async () => {
    const own = await payer();
    const given = { payer: own, method: tether, sentAmount: '100' };
    const first = await record({ ...given, reference: `${TXID}:0` });
    const plain = TXID.slice(2).toLowerCase();
    expect(first.deposit.reference).toBe(`${plain}:0`);
    expect((await record({ ...given, reference: `${plain}:00` })).isNew).toBe(false);
    expect((await record({ ...given, reference: `${plain}:1` })).isNew).toBe(true);
    for (const reference of [plain, 'line 1', `${plain.slice(1)}:0`]) {
      await expect(record({ ...given, reference })).rejects.toMatchObject(faultAt('/reference'));
    }
    const credit = { amount: 10_000, currency: 'USD', actor: operator.actor };
    const byHand = creditDeposit(shop.app, own, { ...credit, reference: `${TXID}:0` });
    await expect(byHand).rejects.toMatchObject(faultAt('/reference', 'taken'));
  });
});

test.each([
  ['nothing', { sentAmount: '0.00' }, '/sent_amount'],
  ['less than nothing', { sentAmount: '-5' }, '/sent_amount'],
  ['three decimals', { sentAmount: '5.001' }, '/sent_amount'],
  ['no number', { sentAmount: '1e9' }, '/sent_amount'],
  ['no amount', { sentAmount: null }, '/sent_amount'],
  ['a credit of nothing', { sentAmount: '5', amount: 0 }, '/amount'],
  ['a negative credit', { sentAmount: '5', amount: -1 }, '/amount'],
  ['confirmations of a bank', { sentAmount: '5', confirmations: 3 }, '/confirmations'],
  ['no reference', { sentAmount: '5', reference: ' ' }, '/reference'],
  ['a long reference', { sentAmount: '5', reference: 'x'.repeat(10_000) }, '/reference'],
])('%s is refused', async (_what, wrong, pointer) => {
  const given = { payer: await payer(), method: bank, reference: fresh(), ...wrong };
  await expect(record(given)).rejects.toMatchObject(faultAt(pointer));
});

test('another currency is refused for a credit by hand, and asks what is credited otherwise', async () => {
  const own = await payer();
  const credit = { amount: 100, currency: 'EUR', reference: fresh(), actor: operator.actor };
  await expect(creditDeposit(shop.app, own, credit)).rejects.toMatchObject(faultAt('/currency'));
  const given = { payer: own, method: euro, reference: fresh(), sentAmount: '100.00' };
  const { depositId, amount } = (await record(given)).deposit;
  expect(amount).toBeNull();
  const go = (stated?: number) => creditRecorded(shop.app, depositId, stated, by(operator));
  await expect(go()).rejects.toMatchObject(faultAt('/amount', 'required'));
  expect(await go(10_840)).toMatchObject({ amount: 10_840, currency: 'USD', sentCurrency: 'EUR' });
  expect(await go(10_840)).toMatchObject({ status: 'credited' });
  await expect(go(10_841)).rejects.toMatchObject({ code: 'invalid_state' });
  expect(await available(own.tenantId)).toBe(10_840);
});

test('a payment below the minimum waits for a person; confirmations are counted', async () => {
  const own = await payer();
  const paid = (sentAmount: string, output: number) =>
    record({ payer: own, method: tether, reference: `${'c'.repeat(64)}:${output}`, sentAmount });
  expect((await paid('9.999999', 0)).deposit).toMatchObject({ status: 'in_review' });
  const { depositId, status } = (await paid('10', 1)).deposit;
  expect(status).toBe('seen');
  const seen = await act((tx) => updateDeposit(tx, depositId, { confirmations: 3 }, by()));
  expect(seen).toMatchObject({ status: 'confirming', confirmations: 3, confirmationsRequired: 20 });
});

test('more than one person may give is stated by one and credited by another', async () => {
  const own = await payer();
  const pay = async (sentAmount: string, who = ann) =>
    (await record({ payer: own, method: bank, reference: fresh(), sentAmount }, who)).deposit;
  const go = (id: string, who: typeof ann, stated?: number) =>
    creditRecorded(shop.app, id, stated, by(who));
  await go((await pay('900.00')).depositId, ann);
  const { depositId } = await pay('200.00');
  await expect(go(depositId, ann)).rejects.toMatchObject({ code: 'invalid_state' });
  await expect(go(depositId, bo, 200_000)).rejects.toMatchObject({ code: 'invalid_state' });
  await go(depositId, bo);
  expect(await available(own.tenantId)).toBe(110_000);
  const large = await pay('5000.00');
  const more = { amount: 600_000 };
  await act((tx) => updateDeposit(tx, large.depositId, more, by(bo)));
  await expect(go(large.depositId, bo)).rejects.toMatchObject({ code: 'invalid_state' });
  await go(large.depositId, ann);
  expect(await shop.verify()).toEqual([]);
});

test('a credit is one commit: the state, the money, the event, the audit, and the invoice order that it pays', async () => {
  const { partnerId, key } = await shop.buyer({ invoiceLimit: 1_000_000 });
  const body = { region: 'US', denomination: 50, quantity: 1, payment: 'invoice' };
  await shop.call('POST', '/orders', { key, body });
  const own = await tenantOf(shop.app.database.reads, partnerId, 'live');
  const given = { payer: own, method: bank, reference: fresh(), sentAmount: '100.00' };
  const { depositId } = (await record(given)).deposit;
  await creditRecorded(shop.app, depositId, undefined, by(bo));
  const { body: events } = await shop.call<EventList>('GET', '/events', { key });
  const [paid, delivered, credited, ...rest] = events.data.slice(1);
  expect([paid, delivered]).toMatchObject([
    { data: { order: { status: 'paid' } } },
    { data: { order: { status: 'delivered' } } },
  ]);
  assert(credited?.type === 'deposit.credited');
  expect(credited.data.deposit).toMatchObject({ status: 'credited', amount: '100.00' });
  expect(rest).toEqual([]);
  const { body: found } = await shop.call<DepositList>('GET', '/deposits?status=credited', {
    key,
  });
  expect(found.data).toEqual([credited.data.deposit]);
  const { body: lines } = await shop.call<TransactionList>('GET', '/transactions?type=deposit', {
    key,
  });
  expect(lines.data[0]).toMatchObject({ deposit_id: found.data[0]?.id, amount: '100.00' });
});

test('what is taken back is taken back even if it is spent, and nothing is bought until it is paid', async () => {
  const { partnerId, key } = await shop.buyer({});
  const own = await tenantOf(shop.app.database.reads, partnerId, 'live');
  const given = { payer: own, method: bank, reference: fresh(), sentAmount: '100.00' };
  const { depositId } = (await record(given)).deposit;
  await creditRecorded(shop.app, depositId, undefined, by(bo));
  const order = { region: 'US', denomination: 50, quantity: 2 };
  expect((await shop.call('POST', '/orders', { key, body: order })).status).toBe(201);
  const back = (turn = 0) =>
    reverseDeposit(nodeOf(turn), depositId, 'The bank took it back.', by());
  await Promise.all([back(0), back(1), back(0)]);
  const { body: balance } = await shop.call('GET', '/balance', { key });
  expect(balance).toMatchObject({ balance: '-94.00', available: '-94.00' });
  expect(
    await shop.call('POST', '/orders', { key, body: { ...order, quantity: 1 } }),
  ).toMatchObject({ status: 402, body: { available: '-94.00' } });
  const { body: lines } = await shop.call('GET', '/transactions?type=reversal', { key });
  expect(lines.data).toMatchObject([{ amount: '-100.00', balance_after: '-94.00' }]);
  expect(await shop.verify()).toEqual([]);
  await shop.deposit(partnerId, '50.00');
  expect(await available(own.tenantId)).toBe(-4_400);
  await shop.deposit(partnerId, '44.00');
  const over = `UPDATE ledger.accounts SET balance = -1 WHERE tenant_id = ${own.tenantId} AND kind = 'available'`;
  await expect(shop.rows(over)).rejects.toThrow(/accounts_spendable/);
  await expect(creditRecorded(shop.app, depositId, undefined, by(operator))).rejects.toMatchObject({
    code: 'invalid_state',
  });
});

test('a rejection has its reason, and can be taken back; a credit cannot be rejected', async () => {
  const own = await payer();
  const given = { payer: own, method: bank, reference: fresh(), sentAmount: '5.00' };
  const { depositId } = (await record(given)).deposit;
  const reason = 'It was sent by another business.';
  for (const _ of [1, 2]) await act((tx) => rejectDeposit(tx, shop.app, depositId, reason, by()));
  expect(await findDeposit(shop.app.database.reads, depositId)).toMatchObject({ reason });
  await expect(creditRecorded(shop.app, depositId, undefined, by(bo))).rejects.toMatchObject({
    code: 'invalid_state',
  });
  await act((tx) => reviewDeposit(tx, shop.app, depositId, 'A mistake.', by()));
  const credited = await creditRecorded(shop.app, depositId, undefined, by(bo));
  expect(credited).toMatchObject({ status: 'credited', reason: null });
  const late = act((tx) => rejectDeposit(tx, shop.app, depositId, reason, by()));
  await expect(late).rejects.toMatchObject({ code: 'invalid_state' });
});

test('tampering is found', async () => {
  const own = await payer();
  const given = { payer: own, method: bank, reference: fresh(), sentAmount: '1.00' };
  const { depositId } = (await record(given)).deposit;
  await creditRecorded(shop.app, depositId, undefined, by(bo));
  const at = `WHERE deposit_id = '${depositId}'`;
  const broken = async () => (await shop.verify()).map((each) => each.split(':')[0]);
  const other = `UPDATE funding.deposits SET amount = 200 ${at}`;
  await expect(shop.rows(other)).rejects.toThrow(/does not change/);
  await shop.rows('ALTER TABLE funding.deposits DISABLE TRIGGER USER');
  await shop.rows(other);
  expect(await broken()).toEqual(['M1']);
  await shop.rows(`UPDATE funding.deposits SET amount = 100 ${at}`);
  expect(await broken()).toEqual([]);
  await shop.rows(
    `CREATE TEMP TABLE copy AS SELECT * FROM funding.deposits ${at};
     UPDATE copy SET deposit_id = '${newUuid()}', method = 'other', method_id = NULL;
     INSERT INTO funding.deposits SELECT * FROM copy`,
  );
  expect(await broken()).toEqual(['M1', 'M2']);
  await shop.rows(`DELETE FROM funding.deposits ${at}`);
  expect(await broken()).toEqual(['M1', 'M1']);
});
