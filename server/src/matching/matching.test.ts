/**
 * Guards: a bank line becomes money once: whoever matches it, how often and on which node, also where somebody recorded the payment by hand
 * under the same name; what one person gives alone is bounded as everywhere; and what is taken back can be matched again, and never
 * credited twice.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { camtFile, type DemoEntry, openShop, type Shop, statementOf } from '../../testkit/index.ts';
import {
  addBankAccount,
  type BankLine,
  dismissLine,
  findBankLine,
  importStatement,
  listLines,
  payersOf,
  restoreLine,
} from '../bank-statements/index.ts';
import {
  addBankTransfer,
  creditorReferenceOf,
  type DepositMethod,
} from '../deposit-methods/index.ts';
import {
  creditDeposit,
  creditRecorded,
  recordDeposit,
  rejectDeposit,
  reverseDeposit,
  reviewDeposit,
} from '../funding/index.ts';
import { balanceOf } from '../ledger/index.ts';
import { findPartner, suspendPartner, tenantOf } from '../partners/index.ts';
import {
  acceptLines,
  findCandidates,
  matchLine,
  matchToDeposit,
  readyLines,
  unmatchLine,
} from './index.ts';

const operator = { actor: 'operator:command-line' };
const ann = { actor: 'staff:usr_01m84f9wa0ep894fyg5a2ba3x1' };
const bo = { actor: 'staff:usr_01m84f9wa0ep894fyg5a2ba3x2' };
const IBAN = 'GB82WEST12345698765432';
const PAYER = 'NL91ABNA0417164300';

let shop: Shop;
let method: DepositMethod;
let opening = 0;
let count = 0;
const by = (who = ann) => ({ ...who, at: shop.clock.now() });
const nodeOf = (turn: number) => (shop.nodes[turn % 2] ?? shop.nodes[0]).app;
beforeAll(async () => {
  shop = await openShop({ nodes: 2 });
  await shop.app.database.transaction(async (tx) => {
    const bank = {
      holder: 'Codes Ltd',
      bic: 'WESTGB2L',
      bank: 'West',
      usualTime: '1 day',
      iban: IBAN,
      currency: 'USD',
    };
    method = await addBankTransfer(tx, shop.app, bank, by(operator));
    await addBankAccount(tx, { name: 'Main', number: IBAN, currency: 'USD' }, by(operator));
    await addBankAccount(
      tx,
      { name: 'Euro', number: 'DE89370400440532013000', currency: 'EUR' },
      by(operator),
    );
  });
});
afterAll(() => shop[Symbol.asyncDispose]());

const payer = async () => tenantOf(shop.app.database.reads, await shop.partner(), 'live');
const referenceOf = (tenantId: number) => creditorReferenceOf(shop.app.database, tenantId, by().at);
const available = async (tenantId: number) =>
  (await balanceOf(shop.app.database.reads, tenantId)).available;
/** The lines of a new statement that continues the last one. */
async function lines(...entries: Partial<DemoEntry>[]): Promise<BankLine[]> {
  count += 1;
  const day = new Date(by().at.getTime()).toISOString().slice(0, 10);
  const all = entries.map((entry, index) => ({
    day,
    amount: 10_000,
    text: `payment ${count}-${index}`,
    ...entry,
  }));
  const file = camtFile([statementOf(IBAN, [day, day], opening, all)]);
  opening += all.reduce((sum, { amount }) => sum + amount, 0);
  const [imported] = await importStatement(
    shop.app,
    { name: 'a.xml', bytes: file, accountId: null },
    by(),
  );
  const found = await listLines(shop.app.database.reads, {
    statementId: imported?.statementId ?? '',
    limit: 500,
  });
  return all
    .map(({ text }) => found.find((line) => line.text === text))
    .filter((line) => line !== undefined);
}
async function line(entry: Partial<DemoEntry> = {}): Promise<BankLine> {
  const [one] = await lines(entry);
  if (!one) throw new Error('no line');
  return one;
}
const again = ({ lineId }: BankLine) => findBankLine(shop.app.database.reads, lineId);
const match = (
  { lineId, version, amount }: BankLine,
  own: Awaited<ReturnType<typeof payer>>,
  who = bo,
  turn = 0,
) => matchLine(nodeOf(turn), lineId, { version, split: [{ payer: own, amount }] }, by(who));
const act = <Value>(work: (tx: Parameters<typeof reviewDeposit>[0]) => Promise<Value>) =>
  shop.app.database.transaction(work);
const faultAt = (pointer: string, code?: string) => ({
  code: 'validation_failed',
  details: { errors: [expect.objectContaining({ pointer, ...(code && { code }) })] },
});
const invalidState = { code: 'invalid_state' };

describe('one line is one credit', () => {
  test('matched by many at once on two nodes to two partners: one wins, the others read what happened', async () => {
    const [one, other] = [await payer(), await payer()];
    const own = await line();
    const tries = Array.from({ length: 8 }, (_, turn) =>
      match(own, turn % 3 ? one : other, turn % 2 ? ann : bo, turn),
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
    expect((await available(one.tenantId)) + (await available(other.tenantId))).toBe(10_000);
    expect(await shop.verify()).toEqual([]);
  });

  test('the command, a record by hand and a match of one payment at once give one credit', async () => {
    const own = await payer();
    for (const turn of [0, 1, 2]) {
      const one = await line({ bankReference: `RACE-${turn}` });
      const before = await available(own.tenantId);
      const credit = {
        amount: 10_000,
        currency: 'USD',
        reference: ` race-${turn}`,
        actor: operator.actor,
      };
      await Promise.allSettled([
        match(one, own, operator, 0),
        creditDeposit(nodeOf(1), own, credit),
        nodeOf(1).database.transaction((tx) =>
          recordDeposit(
            tx,
            { payer: own, method, reference: one.outsideId, sentAmount: '100.00' },
            by(),
          ),
        ),
      ]);
      expect((await available(own.tenantId)) - before).toBeLessThan(10_001);
      expect(await shop.verify()).toEqual([]);
    }
  });

  test('credited by the command before: the match is refused, and the line links to that deposit', async () => {
    const own = await payer();
    const one = await line({ bankReference: 'CMD-1' });
    const credit = { amount: 10_000, currency: 'USD', reference: 'cmd-1', actor: operator.actor };
    const { depositId } = await creditDeposit(shop.app, own, credit);
    await expect(match(one, own)).rejects.toMatchObject(faultAt('/reference', 'taken'));
    await expect(match(one, await payer())).rejects.toMatchObject(faultAt('/reference', 'taken'));
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
      by(),
    );
    expect([after.state, await available(own.tenantId)]).toEqual(['matched', 10_000]);
    const second = await line();
    await expect(
      matchToDeposit(shop.app, second.lineId, { version: 1, depositId }, by()),
    ).rejects.toMatchObject(faultAt('/deposit_id', 'taken'));
    expect(await shop.verify()).toEqual([]);
  });

  test('recorded by hand before, under the same name: the match credits that deposit', async () => {
    const own = await payer();
    const one = await line({ bankReference: 'HAND-1' });
    const given = { payer: own, method, reference: 'hand-1', sentAmount: '100.00' };
    const { deposit } = await act((tx) => recordDeposit(tx, given, by(ann)));
    const { deposits } = await match(one, own, bo);
    expect(deposits).toMatchObject([{ depositId: deposit.depositId, status: 'credited' }]);
    expect(await available(own.tenantId)).toBe(10_000);
    expect(await shop.verify()).toEqual([]);
  });

  test('a deposit of another amount is not this line', async () => {
    const own = await payer();
    const one = await line();
    const credit = {
      amount: 10_001,
      currency: 'USD',
      reference: `other ${one.lineId}`,
      actor: operator.actor,
    };
    const { depositId } = await creditDeposit(shop.app, own, credit);
    await expect(
      matchToDeposit(shop.app, one.lineId, { version: 1, depositId }, by()),
    ).rejects.toMatchObject(faultAt('/deposit_id'));
  });
});

describe('a split', () => {
  test('adds up, is one commit, and each part is a deposit of its own', async () => {
    const [one, other] = [await payer(), await payer()];
    const own = await line();
    const go = (...split: { payer: typeof one; amount: number }[]) =>
      matchLine(shop.app, own.lineId, { version: own.version, split }, by(bo));
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
    expect([await available(one.tenantId), await available(other.tenantId)]).toEqual([
      6_000, 4_000,
    ]);
    const part = deposits[0];
    await reverseDeposit(shop.app, part?.depositId ?? '', 'A mistake.', by());
    const open = await again(own);
    expect(open.state).toBe('open');
    await expect(match(open, one)).rejects.toMatchObject(faultAt('/parts'));
    const rest = part?.tenantId === one.tenantId ? 6_000 : 4_000;
    await matchLine(
      shop.app,
      own.lineId,
      { version: open.version, split: [{ payer: one, amount: rest }] },
      by(bo),
    );
    expect((await again(own)).state).toBe('matched');
    expect(await shop.verify()).toEqual([]);
  });

  test('across each other by two people waits and never locks', async () => {
    const [one, other] = [await payer(), await payer()];
    const all = await lines({}, {}, {}, {});
    const done = await Promise.allSettled(
      all.map((own, turn) => {
        const split = [
          { payer: turn % 2 ? one : other, amount: 5_000 },
          { payer: turn % 2 ? other : one, amount: 5_000 },
        ];
        return matchLine(nodeOf(turn), own.lineId, { version: own.version, split }, by(operator));
      }),
    );
    expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect([await available(one.tenantId), await available(other.tenantId)]).toEqual([
      20_000, 20_000,
    ]);
  });
});

test('more than one person may give is recorded, and a colleague credits it', async () => {
  const own = await payer();
  const one = await line({ amount: 5_000_000 });
  const { line: after, deposits } = await match(one, own, ann);
  const [deposit] = deposits;
  expect([after.state, deposit?.status, await available(own.tenantId)]).toEqual([
    'matched',
    'seen',
    0,
  ]);
  const credit = (who: typeof ann) =>
    creditRecorded(shop.app, deposit?.depositId ?? '', undefined, by(who));
  await expect(credit(ann)).rejects.toMatchObject(invalidState);
  await credit(bo);
  expect(await available(own.tenantId)).toBe(5_000_000);
  expect(await shop.verify()).toEqual([]);
});

describe('taken back', () => {
  test('a credit is reversed, the line is open, and is matched to another partner under another name', async () => {
    const [wrong, right] = [await payer(), await payer()];
    const one = await line({ payerAccount: PAYER });
    const { line: matched } = await match(one, wrong);
    expect(await payersOf(shop.app.database.reads, wrong.tenantId)).toMatchObject([
      { payerAccount: PAYER, lines: 1 },
    ]);
    const undo = (version: number, who = ann) =>
      unmatchLine(shop.app, one.lineId, { version, reason: 'A mistake.' }, by(who));
    await expect(undo(one.version)).rejects.toMatchObject(invalidState);
    const done = await Promise.allSettled([undo(matched.version), undo(matched.version, bo)]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([
      await available(wrong.tenantId),
      await payersOf(shop.app.database.reads, wrong.tenantId),
    ]).toEqual([0, []]);
    const { deposits } = await match(await again(one), right);
    expect(deposits).toMatchObject([{ reference: `${one.outsideId} #2`, status: 'credited' }]);
    expect(await available(right.tenantId)).toBe(10_000);
    expect(await shop.verify()).toEqual([]);
  });

  test('one that waits is rejected, and can never be credited once the line is open', async () => {
    const [own, other] = [await payer(), await payer()];
    const one = await line({ amount: 5_000_000 });
    const { line: matched, deposits } = await match(one, own, ann);
    const depositId = deposits[0]?.depositId ?? '';
    await unmatchLine(
      shop.app,
      one.lineId,
      { version: matched.version, reason: 'Another partner.' },
      by(),
    );
    await match(await again(one), other, operator);
    const back = act((tx) => reviewDeposit(tx, shop.app, depositId, 'A mistake.', by()));
    await expect(back).rejects.toMatchObject({
      ...invalidState,
      message: expect.stringMatching(/bank line/),
    });
    await expect(creditRecorded(shop.app, depositId, undefined, by(bo))).rejects.toMatchObject(
      invalidState,
    );
    expect([await available(own.tenantId), await available(other.tenantId)]).toEqual([
      0, 5_000_000,
    ]);
    expect(await shop.verify()).toEqual([]);
  });

  test('a deposit that is reversed or rejected on its own page opens its line', async () => {
    const own = await payer();
    const [one, large] = [await line(), await line({ amount: 6_000_000 })];
    const { deposits } = await match(one, own, operator);
    await reverseDeposit(shop.app, deposits[0]?.depositId ?? '', 'The bank took it back.', by());
    expect((await again(one)).state).toBe('open');
    const waiting = await match(large, own, ann);
    await act((tx) =>
      rejectDeposit(tx, shop.app, waiting.deposits[0]?.depositId ?? '', 'Wrong.', by()),
    );
    expect((await again(large)).state).toBe('open');
    expect(await shop.verify()).toEqual([]);
  });

  test('a deposit that was only linked stays credited', async () => {
    const own = await payer();
    const one = await line();
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
      by(),
    );
    await unmatchLine(
      shop.app,
      one.lineId,
      { version: linked.line.version, reason: 'Not this one.' },
      by(),
    );
    expect([(await again(one)).state, await available(own.tenantId)]).toEqual(['open', 10_000]);
    await matchToDeposit(
      shop.app,
      one.lineId,
      { version: (await again(one)).version, depositId },
      by(),
    );
    expect(await shop.verify()).toEqual([]);
  });

  test('a deposit by hand that was rejected does not stop the line, and is never credited after it', async () => {
    const [wrong, own] = [await payer(), await payer()];
    const one = await line({ bankReference: 'OVER-1' });
    const given = { payer: wrong, method, reference: 'over-1', sentAmount: '100.00' };
    const { deposit } = await act((tx) => recordDeposit(tx, given, by(ann)));
    await act((tx) => rejectDeposit(tx, shop.app, deposit.depositId, 'Another partner.', by()));
    expect((await match(one, own)).deposits).toMatchObject([
      { reference: 'OVER-1 #2', status: 'credited' },
    ]);
    const back = act((tx) => reviewDeposit(tx, shop.app, deposit.depositId, 'A mistake.', by()));
    await expect(back).rejects.toMatchObject(invalidState);
    expect(await shop.verify()).toEqual([]);
  });
});

test('a line that is not ours has its reason, is restored, and is not matched meanwhile', async () => {
  const own = await payer();
  const one = await line();
  await expect(
    act((tx) => dismissLine(tx, one.lineId, one.version, ' ', by())),
  ).rejects.toMatchObject(faultAt('/reason'));
  const gone = await act((tx) => dismissLine(tx, one.lineId, one.version, 'Interest.', by()));
  expect(gone).toMatchObject({ state: 'not_ours', reason: 'Interest.' });
  await expect(match(gone, own)).rejects.toMatchObject(invalidState);
  await expect(match(one, own)).rejects.toMatchObject({
    message: expect.stringMatching(/marked it as not ours/),
  });
  const back = await act((tx) => restoreLine(tx, one.lineId, gone.version, by()));
  expect((await match(back, own)).line.state).toBe('matched');
  const fee = await line({ amount: -500 });
  await expect(match({ ...fee, amount: 500 }, own)).rejects.toMatchObject(invalidState);
  await expect(act((tx) => dismissLine(tx, fee.lineId, 1, 'A fee.', by()))).rejects.toMatchObject(
    invalidState,
  );
});

describe('candidates', () => {
  const first = async (own: BankLine) =>
    (await findCandidates(shop.app.database.reads, [own])).get(own.lineId)?.[0];
  const group = (text: string) => text.replace(/(.{4})/g, '$1 ').trim();

  test.each([
    ['as it is', (text: string) => text, true],
    [
      'in groups, in small letters, in a sentence',
      (text: string) => `invoice ${group(text.toLowerCase())} thanks`,
      true,
    ],
    [
      'with zeros before its body',
      (text: string) => `${text.slice(0, 4)}000000${text.slice(4)}`,
      true,
    ],
    ['without RF and its check digits', (text: string) => `ref ${text.slice(4)}`, false],
    ['cut off by the bank', (text: string) => text.slice(0, 12), false],
    [
      'with a wrong check digit',
      (text: string) => `RF${text[2] === '9' ? '0' : '9'}${text.slice(3)}`,
      false,
    ],
  ])('a reference %s finds its partner', async (_how, write, certain) => {
    const own = await payer();
    const one = await line({ text: write(await referenceOf(own.tenantId)) });
    expect(await first(one)).toMatchObject({ tenantId: own.tenantId, certain });
    expect(
      (await readyLines(shop.app.database.reads)).some(({ lineId }) => lineId === one.lineId),
    ).toBe(certain);
  });

  test('an account that paid before, a name, a usual amount', async () => {
    const own = await payer();
    const { name } = await findPartner(shop.app.database.reads, own.partnerId);
    const account = 'FR1420041010050500013M02606';
    await match(await line({ payerAccount: account, amount: 12_345 }), own, operator);
    const one = await line({ payerAccount: account, payer: name.toUpperCase(), amount: 12_345 });
    const found = await first(one);
    expect(found).toMatchObject({ tenantId: own.tenantId, certain: false });
    const agrees = Object.fromEntries(
      (found?.facts ?? []).map(({ fact, agrees: does }) => [fact, does]),
    );
    expect(agrees).toMatchObject({
      account: true,
      name: true,
      amount: true,
      currency: true,
      active: true,
    });
  });

  test('nothing is ready for a suspended partner, in another currency, or beside a deposit that looks like it', async () => {
    const [gone, byHand] = [await payer(), await payer()];
    const theirs = await line({ reference: await referenceOf(gone.tenantId) });
    await act((tx) => suspendPartner(tx, shop.app, gone.partnerId, 'A check.', by()));
    expect(await first(theirs)).toMatchObject({ tenantId: gone.tenantId, certain: false });
    const one = await line({ reference: await referenceOf(byHand.tenantId) });
    const isReady = async () =>
      (await readyLines(shop.app.database.reads)).some(({ lineId }) => lineId === one.lineId);
    expect(await isReady()).toBe(true);
    expect((await readyLines(shop.app.database.reads)).some(({ lineId }) => lineId === theirs.lineId)).toBe(false);
    const credit = {
      amount: 10_000,
      currency: 'USD',
      reference: `hand ${one.lineId}`,
      actor: operator.actor,
    };
    const { depositId } = await creditDeposit(shop.app, byHand, credit);
    expect(await isReady()).toBe(false);
    expect(await first(one)).toMatchObject({ depositId, tenantId: byHand.tenantId });
    expect(await acceptLines(shop.app, [{ lineId: one.lineId, version: 1 }], by())).toMatchObject([
      { refused: expect.stringMatching(/no longer ready/) },
    ]);
  });

  test('two references of two partners are not certain', async () => {
    const [one, other] = [await payer(), await payer()];
    const both = await line({
      text: `${await referenceOf(one.tenantId)} and ${await referenceOf(other.tenantId)}`,
    });
    expect(
      (await readyLines(shop.app.database.reads)).some(({ lineId }) => lineId === both.lineId),
    ).toBe(false);
  });
});

test('accepting ready lines credits each once, with a result for each, also twice at once', async () => {
  const own = await payer();
  const reference = await referenceOf(own.tenantId);
  const all = await lines(
    ...Array.from({ length: 5 }, (_, index) => ({ reference, amount: 1_000 + index })),
    {},
  );
  const wanted = all.map(({ lineId, version }) => ({ lineId, version }));
  const [one, two] = await Promise.all([
    acceptLines(nodeOf(0), wanted, by(operator)),
    acceptLines(nodeOf(1), wanted, by(operator)),
  ]);
  const credited = [...one, ...two].filter((each) => 'line' in each);
  expect(credited).toHaveLength(5);
  expect(
    [...one, ...two].filter((each) => 'refused' in each && each.lineId === all[5]?.lineId),
  ).toHaveLength(2);
  expect(await available(own.tenantId)).toBe(5_010);
  expect(await shop.verify()).toEqual([]);
});

test('tampering is found', async () => {
  const own = await payer();
  const one = await line();
  const { deposits } = await match(one, own, operator);
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
