/**
 * Guards: what was matched by mistake is taken back, can be matched again, and is never credited twice.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atDesk, type BankDesk, openBankDesk } from '../../testkit/index.ts';
import { dismissLine, payersOf, restoreLine } from '../bank-statements/index.ts';
import {
  creditDeposit,
  creditRecorded,
  recordDeposit,
  rejectDeposit,
  reverseDeposit,
  reviewDeposit,
} from '../funding/index.ts';
import { matchToDeposit, unmatchLine } from './index.ts';

const PAYER = 'NL91ABNA0417164300';

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
describe('taken back', () => {
  test('a credit is reversed, the line is open, and is matched to another partner under another name', async () => {
    const [wrong, right] = [await desk.payer(), await desk.payer()];
    const one = await desk.line({ payerAccount: PAYER });
    const { line: matched } = await desk.match(one, wrong);
    expect(await payersOf(shop.app.database.reads, wrong.tenantId)).toMatchObject([
      { payerAccount: PAYER, lines: 1 },
    ]);
    const undo = (version: number, who = ann) =>
      unmatchLine(shop.app, one.lineId, { version, reason: 'A mistake.' }, desk.by(who));
    await expect(undo(one.version)).rejects.toMatchObject(invalidState);
    const done = await Promise.allSettled([undo(matched.version), undo(matched.version, bo)]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([
      await desk.available(wrong.tenantId),
      await payersOf(shop.app.database.reads, wrong.tenantId),
    ]).toEqual([0, []]);
    const { deposits } = await desk.match(await desk.again(one), right);
    expect(deposits).toMatchObject([{ reference: `${one.outsideId} #2`, status: 'credited' }]);
    expect(await desk.available(right.tenantId)).toBe(10_000);
    expect(await shop.verify()).toEqual([]);
  });

  test('one that waits is rejected, and can never be credited once the line is open', async () => {
    const [own, other] = [await desk.payer(), await desk.payer()];
    const one = await desk.line({ amount: 5_000_000 });
    const { line: matched, deposits } = await desk.match(one, own, ann);
    const depositId = deposits[0]?.depositId ?? '';
    await unmatchLine(
      shop.app,
      one.lineId,
      { version: matched.version, reason: 'Another partner.' },
      desk.by(),
    );
    await desk.match(await desk.again(one), other, operator);
    const back = desk.act((tx) => reviewDeposit(tx, shop.app, depositId, 'A mistake.', desk.by()));
    await expect(back).rejects.toMatchObject({
      ...invalidState,
      message: expect.stringMatching(/bank line/),
    });
    await expect(creditRecorded(shop.app, depositId, undefined, desk.by(bo))).rejects.toMatchObject(
      invalidState,
    );
    expect([await desk.available(own.tenantId), await desk.available(other.tenantId)]).toEqual([
      0, 5_000_000,
    ]);
    expect(await shop.verify()).toEqual([]);
  });

  test('a deposit that is reversed or rejected on its own page opens its line', async () => {
    const own = await desk.payer();
    const [one, large] = [await desk.line(), await desk.line({ amount: 6_000_000 })];
    const { deposits } = await desk.match(one, own, operator);
    await reverseDeposit(
      shop.app,
      deposits[0]?.depositId ?? '',
      'The bank took it back.',
      desk.by(),
    );
    expect((await desk.again(one)).state).toBe('open');
    const waiting = await desk.match(large, own, ann);
    await desk.act((tx) =>
      rejectDeposit(tx, shop.app, waiting.deposits[0]?.depositId ?? '', 'Wrong.', desk.by()),
    );
    expect((await desk.again(large)).state).toBe('open');
    expect(await shop.verify()).toEqual([]);
  });

  test('a deposit that was only linked stays credited', async () => {
    const own = await desk.payer();
    const one = await desk.line();
    const credit = {
      amount: 10_000,
      currency: 'USD',
      reference: `by hand ${one.lineId}`,
      actor: operator.actor,
    };
    const { depositId } = await creditDeposit(shop.app, own, credit);
    const linked = await matchToDeposit(
      shop.app,
      one.lineId,
      { version: one.version, depositId },
      desk.by(),
    );
    await unmatchLine(
      shop.app,
      one.lineId,
      { version: linked.line.version, reason: 'Not this one.' },
      desk.by(),
    );
    expect([(await desk.again(one)).state, await desk.available(own.tenantId)]).toEqual([
      'open',
      10_000,
    ]);
    await matchToDeposit(
      shop.app,
      one.lineId,
      { version: (await desk.again(one)).version, depositId },
      desk.by(),
    );
    expect(await shop.verify()).toEqual([]);
  });

  test('a deposit by hand that was rejected does not stop the line, and is never credited after it', async () => {
    const [wrong, own] = [await desk.payer(), await desk.payer()];
    const one = await desk.line({ bankReference: 'OVER-1' });
    const given = { payer: wrong, method: desk.method, reference: 'over-1', sentAmount: '100.00' };
    const { deposit } = await desk.act((tx) => recordDeposit(tx, given, desk.by(ann)));
    await desk.act((tx) =>
      rejectDeposit(tx, shop.app, deposit.depositId, 'Another partner.', desk.by()),
    );
    expect((await desk.match(one, own)).deposits).toMatchObject([
      { reference: 'OVER-1 #2', status: 'credited' },
    ]);
    const back = desk.act((tx) =>
      reviewDeposit(tx, shop.app, deposit.depositId, 'A mistake.', desk.by()),
    );
    await expect(back).rejects.toMatchObject(invalidState);
    expect(await shop.verify()).toEqual([]);
  });
});

test('a line that is not ours has its reason, is restored, and is not matched meanwhile', async () => {
  const own = await desk.payer();
  const one = await desk.line();
  await expect(
    desk.act((tx) => dismissLine(tx, one.lineId, one.version, ' ', desk.by())),
  ).rejects.toMatchObject(faultAt('/reason'));
  const gone = await desk.act((tx) =>
    dismissLine(tx, one.lineId, one.version, 'Interest.', desk.by()),
  );
  expect(gone).toMatchObject({ state: 'not_ours', reason: 'Interest.' });
  await expect(desk.match(gone, own)).rejects.toMatchObject(invalidState);
  await expect(desk.match(one, own)).rejects.toMatchObject({
    message: expect.stringMatching(/marked it as not ours/),
  });
  const back = await desk.act((tx) => restoreLine(tx, one.lineId, gone.version, desk.by()));
  expect((await desk.match(back, own)).line.state).toBe('matched');
  const fee = await desk.line({ amount: -500 });
  await expect(desk.match({ ...fee, amount: 500 }, own)).rejects.toMatchObject(invalidState);
  await expect(
    desk.act((tx) => dismissLine(tx, fee.lineId, 1, 'A fee.', desk.by())),
  ).rejects.toMatchObject(invalidState);
});
