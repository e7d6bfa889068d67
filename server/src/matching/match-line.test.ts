/**
 * Guards: a bank line becomes money once: whoever matches it, how often and on which node, also where somebody recorded the payment by hand
 * under the same name; and what one person gives alone is bounded as everywhere.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  atDesk,
  type BankDesk,
  camtFile,
  openBankDesk,
  overtake,
  statementOf,
} from '../../testkit/index.ts';
import { addBankAccount, importStatement, listLines } from '../bank-statements/index.ts';
import {
  creditDeposit,
  creditRecorded,
  recordDeposit,
  reverseDeposit,
  updateDeposit,
} from '../funding/index.ts';
import { tenantOf } from '../partners/index.ts';
import { findCandidates, matchLine, matchToDeposit } from './index.ts';

const { operator, ann, bo } = atDesk;
let desk: BankDesk;
let shop: BankDesk['shop'];
beforeAll(async () => {
  desk = await openBankDesk();
  shop = desk.shop;
});
afterAll(() => shop[Symbol.asyncDispose]());

const invalidState = { code: 'invalid_state' };
const faultAt = (pointer: string, code?: string) => ({
  code: 'validation_failed',
  details: { errors: [expect.objectContaining({ pointer, ...(code && { code }) })] },
});
describe('one line is one credit', () => {
  test('matched by many at once on two nodes to two partners: one wins, the others read what happened', async () => {
    const [one, other] = [await desk.payer(), await desk.payer()];
    const own = await desk.line();
    const tries = Array.from({ length: 8 }, (_, turn) =>
      desk.match(own, turn % 3 ? one : other, turn % 2 ? ann : bo, turn),
    );
    const done = await Promise.allSettled(tries);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of done) {
      if (each.status === 'rejected') {
        expect(each.reason).toMatchObject({
          ...invalidState,
          message: expect.stringMatching(/matched it.*while you were looking/),
        });
      }
    }
    expect((await desk.available(one.tenantId)) + (await desk.available(other.tenantId))).toBe(
      10_000,
    );
    expect(await shop.verify()).toEqual([]);
  });

  test('the command, a record by hand and a match of one payment at once give one credit', async () => {
    const own = await desk.payer();
    for (const turn of [0, 1, 2]) {
      const one = await desk.line({ bankReference: `RACE-${turn}` });
      const before = await desk.available(own.tenantId);
      const credit = {
        amount: 10_000,
        currency: 'USD',
        reference: ` race-${turn}`,
        actor: operator.actor,
      };
      await Promise.allSettled([
        desk.match(one, own, operator, 0),
        creditDeposit(desk.nodeOf(1), own, credit),
        desk
          .nodeOf(1)
          .database.transaction((tx) =>
            recordDeposit(
              tx,
              { payer: own, method: desk.method, reference: one.outsideId, sentAmount: '100.00' },
              desk.by(),
            ),
          ),
      ]);
      expect((await desk.available(own.tenantId)) - before).toBeLessThan(10_001);
      expect(await shop.verify()).toEqual([]);
    }
  });

  test('credited by the command before: the match is refused, and the line links to that deposit', async () => {
    const own = await desk.payer();
    const one = await desk.line({ bankReference: 'CMD-1' });
    const credit = { amount: 10_000, currency: 'USD', reference: 'cmd-1', actor: operator.actor };
    const { depositId } = await creditDeposit(shop.app, own, credit);
    await expect(desk.match(one, own)).rejects.toMatchObject(faultAt('/reference', 'taken'));
    await expect(desk.match(one, await desk.payer())).rejects.toMatchObject(
      faultAt('/reference', 'taken'),
    );
    const found = (await findCandidates(shop.app.database.reads, [one])).get(one.lineId);
    expect(found?.[0]).toMatchObject({
      depositId,
      certain: false,
      facts: [{ fact: 'deposit', agrees: true }, {}, {}, {}],
    });
    const { line: after } = await matchToDeposit(
      shop.app,
      one.lineId,
      { version: one.version, depositId },
      desk.by(),
    );
    expect([after.state, await desk.available(own.tenantId)]).toEqual(['matched', 10_000]);
    const second = await desk.line();
    await expect(
      matchToDeposit(shop.app, second.lineId, { version: 1, depositId }, desk.by()),
    ).rejects.toMatchObject(faultAt('/deposit_id', 'taken'));
    expect(await shop.verify()).toEqual([]);
  });

  test('recorded by hand before, under the same name: the match credits that deposit', async () => {
    const own = await desk.payer();
    const one = await desk.line({ bankReference: 'HAND-1' });
    const given = { payer: own, method: desk.method, reference: 'hand-1', sentAmount: '100.00' };
    const { deposit } = await desk.act((tx) => recordDeposit(tx, given, desk.by(ann)));
    const { deposits } = await desk.match(one, own, bo);
    expect(deposits).toMatchObject([{ depositId: deposit.depositId, status: 'credited' }]);
    expect(await desk.available(own.tenantId)).toBe(10_000);
    expect(await shop.verify()).toEqual([]);
  });

  test('a deposit of another amount is not this line', async () => {
    const own = await desk.payer();
    const one = await desk.line();
    const credit = {
      amount: 10_001,
      currency: 'USD',
      reference: `other ${one.lineId}`,
      actor: operator.actor,
    };
    const { depositId } = await creditDeposit(shop.app, own, credit);
    await expect(
      matchToDeposit(shop.app, one.lineId, { version: 1, depositId }, desk.by()),
    ).rejects.toMatchObject(faultAt('/deposit_id'));
  });
});

describe('a split', () => {
  test('adds up, is one commit, and each part is a deposit of its own', async () => {
    const [one, other] = [await desk.payer(), await desk.payer()];
    const own = await desk.line();
    const go = (...split: { payer: typeof one; amount: number }[]) =>
      matchLine(shop.app, own.lineId, { version: own.version, split }, desk.by(bo));
    await expect(
      go({ payer: one, amount: 6_000 }, { payer: other, amount: 3_999 }),
    ).rejects.toMatchObject(faultAt('/parts'));
    await expect(
      go({ payer: one, amount: 6_000 }, { payer: one, amount: 4_000 }),
    ).rejects.toMatchObject(faultAt('/parts', 'taken'));
    await expect(
      go({ payer: one, amount: 11_000 }, { payer: other, amount: -1_000 }),
    ).rejects.toMatchObject(faultAt('/parts/1/amount'));
    const { deposits } = await go({ payer: other, amount: 4_000 }, { payer: one, amount: 6_000 });
    expect(deposits.map(({ reference }) => reference)).toEqual([
      own.outsideId,
      `${own.outsideId} #2`,
    ]);
    expect([await desk.available(one.tenantId), await desk.available(other.tenantId)]).toEqual([
      6_000, 4_000,
    ]);
    const part = deposits[0];
    await reverseDeposit(shop.app, part?.depositId ?? '', 'A mistake.', desk.by());
    const open = await desk.again(own);
    expect(open.state).toBe('open');
    await expect(desk.match(open, one)).rejects.toMatchObject(faultAt('/parts'));
    const rest = part?.tenantId === one.tenantId ? 6_000 : 4_000;
    await matchLine(
      shop.app,
      own.lineId,
      { version: open.version, split: [{ payer: one, amount: rest }] },
      desk.by(bo),
    );
    expect((await desk.again(own)).state).toBe('matched');
    expect(await shop.verify()).toEqual([]);
  });

  test('across each other by two people waits and never locks', async () => {
    const [one, other] = [await desk.payer(), await desk.payer()];
    const all = await desk.lines({}, {}, {}, {});
    const done = await Promise.allSettled(
      all.map((own, turn) => {
        const split = [
          { payer: turn % 2 ? one : other, amount: 5_000 },
          { payer: turn % 2 ? other : one, amount: 5_000 },
        ];
        return matchLine(
          desk.nodeOf(turn),
          own.lineId,
          { version: own.version, split },
          desk.by(operator),
        );
      }),
    );
    expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect([await desk.available(one.tenantId), await desk.available(other.tenantId)]).toEqual([
      20_000, 20_000,
    ]);
  });
});

test('a split locks the shelves of all invoice orders that it pays before it writes the first event', async () => {
  for (const denomination of [10, 20]) await shop.stock({ denomination, codes: 5 });
  const buyers = [
    await shop.buyer({ invoiceLimit: 100_000 }),
    await shop.buyer({ invoiceLimit: 100_000 }),
  ];
  const payers = await Promise.all(
    buyers.map(({ partnerId }) => tenantOf(shop.app.database.reads, partnerId, 'live')),
  );
  for (const [index, { key }] of buyers.entries()) {
    const body = { region: 'US', denomination: [10, 20][index], quantity: 1, payment: 'invoice' };
    expect((await shop.call('POST', '/orders', { key, body })).status).toBe(201);
  }
  const [first, second] = payers;
  const own = await desk.line();
  const split = payers.map((payer) => ({ payer, amount: 5_000 }));
  await overtake(
    shop,
    (tx) =>
      tx.query(
        `SELECT FROM stock.shelves WHERE shelf_id = (
           SELECT shelf_id FROM orders.orders WHERE tenant_id = $1) FOR UPDATE`,
        [second?.tenantId],
      ),
    () => matchLine(desk.nodeOf(1), own.lineId, { version: 1, split }, desk.by(operator)),
    // As an order of the first partner does that got the shelf of the second one before.
    (tx) =>
      tx.query('SELECT FROM events.streams WHERE tenant_id = $1 FOR UPDATE NOWAIT', [
        first?.tenantId,
      ]),
  );
  const orders = await shop.rows(
    'SELECT FROM orders.orders WHERE tenant_id = ANY ($1) AND status = $2',
    [payers.map(({ tenantId }) => tenantId), 'delivered'],
  );
  expect(orders).toHaveLength(2);
  expect(await shop.verify()).toEqual([]);
});

describe('accounts without a deposit method', () => {
  const importTo = async (name: string, number: string, entry: object) => {
    await desk.act((tx) =>
      addBankAccount(tx, { name, number, currency: 'USD' }, desk.by(operator)),
    );
    const day = desk.by().at.toISOString().slice(0, 10);
    const bytes = camtFile([
      statementOf(number, [day, day], 0, [{ day, amount: 10_000, ...entry }]),
    ]);
    const file = { name: 'c.xml', bytes, accountId: null };
    const [imported] = await importStatement(shop.app, file, desk.by());
    const of = { statementId: imported?.statementId, limit: 1 };
    const [line] = await listLines(shop.app.database.reads, of);
    if (!line) throw new Error('the line was imported');
    return line;
  };

  test('two of their lines that have one name are two payments', async () => {
    const [own, other] = [await desk.payer(), await desk.payer()];
    const one = await importTo('A', 'A1', { bankReference: 'SAME' });
    const two = await importTo('B', 'B1', { bankReference: 'SAME' });
    const three = await importTo('C', 'C1', { bankReference: 'SAME' });
    await desk.match(one, own, operator);
    expect((await desk.match(two, own, operator)).deposits).toMatchObject([
      { reference: 'SAME #2', status: 'credited' },
    ]);
    expect((await desk.match(three, other, operator)).deposits).toMatchObject([
      { reference: 'SAME #3', status: 'credited' },
    ]);
    expect([await desk.available(own.tenantId), await desk.available(other.tenantId)]).toEqual([
      20_000, 10_000,
    ]);
    expect(await shop.verify()).toEqual([]);
  });

  test('a deposit that waits is credited with the amount of its line, not with another one', async () => {
    const own = await desk.payer();
    const one = await importTo('D', 'D1', { amount: 5_000_000 });
    const { deposits } = await desk.match(one, own, ann);
    const depositId = deposits[0]?.depositId ?? '';
    await expect(
      creditRecorded(shop.app, depositId, 4_000_000, desk.by(operator)),
    ).rejects.toMatchObject(faultAt('/amount', 'enum'));
    await expect(
      desk.act((tx) => updateDeposit(tx, depositId, { amount: 1 }, desk.by(bo))),
    ).rejects.toMatchObject(faultAt('/amount', 'enum'));
    await creditRecorded(shop.app, depositId, undefined, desk.by(bo));
    expect(await desk.available(own.tenantId)).toBe(5_000_000);
    expect(await shop.verify()).toEqual([]);
  });
});

test('more than one person may give is recorded, and a colleague credits it', async () => {
  const own = await desk.payer();
  const one = await desk.line({ amount: 5_000_000 });
  const { line: after, deposits } = await desk.match(one, own, ann);
  const [deposit] = deposits;
  expect([after.state, deposit?.status, await desk.available(own.tenantId)]).toEqual([
    'matched',
    'seen',
    0,
  ]);
  const credit = (who: typeof ann) =>
    creditRecorded(shop.app, deposit?.depositId ?? '', undefined, desk.by(who));
  await expect(credit(ann)).rejects.toMatchObject(invalidState);
  await credit(bo);
  expect(await desk.available(own.tenantId)).toBe(5_000_000);
  expect(await shop.verify()).toEqual([]);
});
test('tampering is found', async () => {
  const own = await desk.payer();
  const one = await desk.line();
  const { deposits } = await desk.match(one, own, operator);
  const broken = async () => (await shop.verify()).map((each) => each.split(':')[0]);
  const at = `WHERE deposit_id = '${deposits[0]?.depositId}'`;
  await shop.rows(`UPDATE bank_statements.parts SET amount = 9999 ${at}`);
  expect(await broken()).toEqual(['B2']);
  await shop.rows(`UPDATE bank_statements.parts SET amount = 10000, sent = 99.99 ${at}`);
  expect(await broken()).toEqual(['M3']);
  await shop.rows(
    `UPDATE bank_statements.parts SET sent = 100, ended_at = now(), ended_by = 'x' ${at}`,
  );
  expect((await broken()).sort()).toEqual(['B2', 'M3']);
});
