/**
 * Guards: lines that are accepted together are credited without a look at each, so nothing is ready that somebody decided on before, that may
 * be there twice, that the bank returned, or that could not be compared with every deposit.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { atDesk, type BankDesk, camtFile, openBankDesk, statementOf } from '../../testkit/index.ts';
import {
  addBankAccount,
  type BankLine,
  denyReturn,
  importStatement,
  returnedLines,
} from '../bank-statements/index.ts';
import {
  creditDeposit,
  creditRecorded,
  recordDeposit,
  rejectDeposit,
  reverseDeposit,
  reviewDeposit,
} from '../funding/index.ts';
import { doubtsOf } from './doubts.ts';
import { acceptLines, findCandidates, matchToDeposit, readyLines, unmatchLine } from './index.ts';

const { operator, ann, bo } = atDesk;
const OTHER = 'DE75512108001245126199';
let desk: BankDesk;
let shop: BankDesk['shop'];
beforeAll(async () => {
  desk = await openBankDesk();
  shop = desk.shop;
  const other = { name: 'Other', number: OTHER, currency: 'USD' };
  await desk.act((tx) => addBankAccount(tx, other, desk.by(operator)));
});
afterAll(() => shop[Symbol.asyncDispose]());

async function isReady({ lineId }: BankLine, depositsMax?: number): Promise<boolean> {
  const ready = await readyLines(shop.app.database.reads, depositsMax);
  return ready.some((line) => line.lineId === lineId);
}

/** What speaks against the likeliest candidate of a line. */
async function against(line: BankLine): Promise<string[]> {
  const now = await desk.again(line);
  const found = (await findCandidates(shop.app.database.reads, [now])).get(now.lineId);
  return (found?.[0]?.facts ?? []).flatMap(({ fact, agrees }) => (agrees ? [] : fact));
}

const handOf = (own: Awaited<ReturnType<BankDesk['payer']>>, reference: string, amount = 10_000) =>
  creditDeposit(shop.app, own, { amount, currency: 'USD', reference, actor: operator.actor });

describe('a line of which a deposit was taken back', () => {
  test('is not ready after a linked deposit was reversed', async () => {
    const own = await desk.payer();
    const one = await desk.line({ reference: await desk.referenceOf(own.tenantId) });
    expect(await isReady(one)).toBe(true);
    const { depositId } = await handOf(own, `hand ${one.lineId}`);
    await matchToDeposit(shop.app, one.lineId, { version: 1, depositId }, desk.by());
    await reverseDeposit(shop.app, depositId, 'The bank recalled it.', desk.by());
    const open = await desk.again(one);
    expect([open.state, await isReady(open)]).toEqual(['open', false]);
    expect(await against(open)).toContain('decided');
    const { version } = open;
    expect(await acceptLines(shop.app, [{ lineId: one.lineId, version }], desk.by())).toMatchObject(
      [{ refused: expect.stringMatching(/no longer ready/) }],
    );
    expect(await desk.available(own.tenantId)).toBe(0);
  });

  test('is not ready after a linked deposit was rejected, which is never credited once the line is matched', async () => {
    const own = await desk.payer();
    const amount = 5_000_000;
    const one = await desk.line({ amount, reference: await desk.referenceOf(own.tenantId) });
    const given = { payer: own, method: desk.method, reference: 'a', sentAmount: '50000.00' };
    const { deposit } = await desk.act((tx) =>
      recordDeposit(tx, { ...given, reference: `w ${one.lineId}` }, desk.by(ann)),
    );
    const { depositId } = deposit;
    await matchToDeposit(shop.app, one.lineId, { version: 1, depositId }, desk.by(ann));
    await desk.act((tx) => rejectDeposit(tx, shop.app, depositId, 'Wrong.', desk.by()));
    const open = await desk.again(one);
    expect([open.state, await isReady(open)]).toEqual(['open', false]);
    await desk.match(open, own, operator);
    const back = desk.act((tx) => reviewDeposit(tx, shop.app, depositId, 'Right.', desk.by()));
    await expect(back).rejects.toMatchObject({
      code: 'invalid_state',
      message: expect.stringMatching(/bank line/),
    });
    expect(await desk.available(own.tenantId)).toBe(amount);
    expect(await shop.verify()).toEqual([]);
  });

  test('a deposit that was linked to the wrong line is credited for its own', async () => {
    const [own, other] = [await desk.payer(), await desk.payer()];
    const [wrong, right] = await desk.lines({ amount: 4_000_000 }, { amount: 4_000_000 });
    const given = { payer: own, method: desk.method, sentAmount: '40000.00' };
    const { deposit } = await desk.act((tx) =>
      recordDeposit(tx, { ...given, reference: `l ${wrong?.lineId}` }, desk.by(ann)),
    );
    const { depositId } = deposit;
    const link = async (line: BankLine | undefined, who = ann) =>
      matchToDeposit(
        shop.app,
        line?.lineId ?? '',
        { version: line?.version ?? 0, depositId },
        desk.by(who),
      );
    const { line: linked } = await link(wrong);
    const undo = { version: linked.version, reason: 'Not this one.' };
    await unmatchLine(shop.app, linked.lineId, undo, desk.by());
    await desk.match(await desk.again(linked), other, operator);
    await expect(creditRecorded(shop.app, depositId, undefined, desk.by(bo))).rejects.toMatchObject(
      { code: 'invalid_state' },
    );
    await link(right, bo);
    expect(await desk.available(own.tenantId)).toBe(4_000_000);
    expect(await shop.verify()).toEqual([]);
  });
});

describe('a payment that may be there twice', () => {
  const importElsewhere = async (reference: string, amount: number) => {
    const day = desk.by().at.toISOString().slice(0, 10);
    const entry = { day, amount, text: `${amount} elsewhere`, reference };
    const bytes = camtFile([statementOf(OTHER, [day, day], 0, [entry])]);
    await importStatement(shop.app, { name: 'b.xml', bytes, accountId: null }, desk.by());
  };

  test('of one account: neither of two lines of a day, an amount and a partner is ready', async () => {
    const own = await desk.payer();
    const reference = await desk.referenceOf(own.tenantId);
    const both = await desk.lines({ reference }, { text: `in another form ${reference}` });
    for (const line of both) {
      expect(await isReady(line)).toBe(false);
      expect(await against(line)).toContain('twin');
    }
    const [one, two] = both;
    if (one) await desk.match(one, own, operator);
    expect(two && (await isReady(two))).toBe(false);
  });

  test('of another account, or matched by hand without a reference', async () => {
    const [own, other] = [await desk.payer(), await desk.payer()];
    const reference = await desk.referenceOf(own.tenantId);
    const one = await desk.line({ reference, amount: 20_001 });
    expect(await isReady(one)).toBe(true);
    await importElsewhere(reference, 20_001);
    expect(await isReady(one)).toBe(false);
    const two = await desk.line({
      reference: await desk.referenceOf(other.tenantId),
      amount: 20_002,
    });
    expect(await isReady(two)).toBe(true);
    await desk.match(await desk.line({ amount: 20_002 }), other, operator);
    expect(await isReady(two)).toBe(false);
  });
});

describe('a payment that the bank returned', () => {
  const account = 'FR1420041010050500013M02606';

  test.each([
    ['to the account of the payer', { payerAccount: account }, true],
    ['with its reference', 'reference', true],
    ['of another amount', { payerAccount: account, amount: -9_999 }, false],
    ['to somebody else', { payerAccount: 'NL91ABNA0417164300' }, false],
  ])('by an outgoing line %s', async (_how, back, isReturn) => {
    const own = await desk.payer();
    const reference = await desk.referenceOf(own.tenantId);
    const one = await desk.line({
      reference,
      payerAccount: account,
      amount: 10_000 + own.tenantId,
    });
    expect(await isReady(one)).toBe(true);
    const entry = back === 'reference' ? { text: `return of ${reference.toLowerCase()}` } : back;
    await desk.line({ amount: -one.amount, ...(typeof entry === 'object' && entry) });
    expect(await isReady(one)).toBe(!isReturn);
    expect((await against(one)).includes('returned')).toBe(isReturn);
  });
});

test('an outgoing line that is no return, as a person said, is not taken for one again; another one still is', async () => {
  const account = 'FR1420041010050500013M02606';
  const own = await desk.payer();
  const reference = await desk.referenceOf(own.tenantId);
  const one = await desk.line({ reference, payerAccount: account, amount: 70_000 });
  const back = await desk.line({ payerAccount: account, amount: -70_000 });
  const flagged = async () =>
    (await returnedLines(shop.app.database.reads, 100)).map(({ by }) => by.lineId);
  const deny = (outgoingId: string, version = one.version) =>
    desk.act((tx) =>
      denyReturn(tx, one.lineId, { version, outgoingId, reason: 'A refund of rent.' }, desk.by()),
    );
  await expect(deny(one.lineId)).rejects.toMatchObject({ code: 'invalid_state' });
  await expect(deny(back.lineId, 9)).rejects.toMatchObject({ code: 'invalid_state' });
  await deny(back.lineId);
  await expect(deny(back.lineId)).rejects.toMatchObject({ code: 'invalid_state' });
  expect([await isReady(one), (await against(one)).includes('returned')]).toEqual([true, false]);
  await desk.match(one, own, operator);
  expect(await flagged()).toEqual([]);
  const real = await desk.line({ payerAccount: account, amount: -70_000, text: 'another' });
  expect(await flagged()).toEqual([real.lineId]);
});

describe('deposits without a bank line', () => {
  test('a line is ready only if every one that may be its payment was compared', async () => {
    const own = await desk.payer();
    const one = await desk.line({ reference: await desk.referenceOf(own.tenantId) });
    await handOf(own, `h ${one.lineId}`, 77);
    expect([await isReady(one), await isReady(one, 1)]).toEqual([true, false]);
  });

  test('those that account for a line are not counted', async () => {
    const own = await desk.payer();
    const one = await desk.line({ amount: 333 });
    await handOf(own, `free ${one.lineId}`, 333);
    for (const line of await desk.lines({ amount: 111 }, { amount: 222 }))
      await desk.match(line, own, operator);
    const doubts = await doubtsOf(shop.app.database.reads, [one], [own.tenantId], 2);
    expect(doubts.against(one)).toEqual([]);
    expect(doubts.depositsLike(one, [own.tenantId])).toHaveLength(1);
  });

  test('each line and each deposit is normalised a few times, not once for each pair', async () => {
    const own = await desk.payer();
    const lines = await desk.lines(
      ...Array.from({ length: 20 }, (_, index) => ({ bankReference: `N-${index}` })),
    );
    for (const { outsideId } of lines) await handOf(own, outsideId);
    const normalize = vi.spyOn(String.prototype, 'normalize');
    try {
      const doubts = await doubtsOf(shop.app.database.reads, lines, [own.tenantId]);
      for (const line of lines) expect(doubts.depositsLike(line, [own.tenantId])).toHaveLength(20);
      expect(normalize.mock.calls.length).toBeLessThanOrEqual(100);
    } finally {
      normalize.mockRestore();
    }
  });
});
