/**
 * Guards: a line is ready only if reference, currency and partner agree and nothing speaks against it; and ready lines are credited once each.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atDesk, type BankDesk, openBankDesk } from '../../testkit/index.ts';
import type { BankLine } from '../bank-statements/index.ts';
import { creditDeposit } from '../funding/index.ts';
import { findPartner, suspendPartner } from '../partners/index.ts';
import { acceptLines, findCandidates, readyLines } from './index.ts';

const { operator } = atDesk;
let desk: BankDesk;
let shop: BankDesk['shop'];
beforeAll(async () => {
  desk = await openBankDesk();
  shop = desk.shop;
});
afterAll(() => shop[Symbol.asyncDispose]());

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
    const own = await desk.payer();
    const one = await desk.line({ text: write(await desk.referenceOf(own.tenantId)) });
    expect(await first(one)).toMatchObject({ tenantId: own.tenantId, certain });
    expect(
      (await readyLines(shop.app.database.reads)).some(({ lineId }) => lineId === one.lineId),
    ).toBe(certain);
  });

  test('an account that paid before, a name, a usual amount', async () => {
    const own = await desk.payer();
    const { name } = await findPartner(shop.app.database.reads, own.partnerId);
    const account = 'FR1420041010050500013M02606';
    await desk.match(await desk.line({ payerAccount: account, amount: 12_345 }), own, operator);
    const one = await desk.line({
      payerAccount: account,
      payer: name.toUpperCase(),
      amount: 12_345,
    });
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
    const [gone, byHand] = [await desk.payer(), await desk.payer()];
    const theirs = await desk.line({ reference: await desk.referenceOf(gone.tenantId) });
    await desk.act((tx) => suspendPartner(tx, shop.app, gone.partnerId, 'A check.', desk.by()));
    expect(await first(theirs)).toMatchObject({ tenantId: gone.tenantId, certain: false });
    const one = await desk.line({ reference: await desk.referenceOf(byHand.tenantId) });
    const isReady = async () =>
      (await readyLines(shop.app.database.reads)).some(({ lineId }) => lineId === one.lineId);
    expect(await isReady()).toBe(true);
    expect(
      (await readyLines(shop.app.database.reads)).some(({ lineId }) => lineId === theirs.lineId),
    ).toBe(false);
    const credit = {
      amount: 10_000,
      currency: 'USD',
      reference: `hand ${one.lineId}`,
      actor: operator.actor,
    };
    const { depositId } = await creditDeposit(shop.app, byHand, credit);
    expect(await isReady()).toBe(false);
    expect(await first(one)).toMatchObject({ depositId, tenantId: byHand.tenantId });
    expect(
      await acceptLines(shop.app, [{ lineId: one.lineId, version: 1 }], desk.by()),
    ).toMatchObject([{ refused: expect.stringMatching(/no longer ready/) }]);
  });

  test('two references of two partners are not certain', async () => {
    const [one, other] = [await desk.payer(), await desk.payer()];
    const both = await desk.line({
      text: `${await desk.referenceOf(one.tenantId)} and ${await desk.referenceOf(other.tenantId)}`,
    });
    expect(
      (await readyLines(shop.app.database.reads)).some(({ lineId }) => lineId === both.lineId),
    ).toBe(false);
  });
});

test('accepting ready lines credits each once, with a result for each, also twice at once', async () => {
  const own = await desk.payer();
  const reference = await desk.referenceOf(own.tenantId);
  const all = await desk.lines(
    ...Array.from({ length: 5 }, (_, index) => ({ reference, amount: 1_000 + index })),
    {},
  );
  const wanted = all.map(({ lineId, version }) => ({ lineId, version }));
  const [one, two] = await Promise.all([
    acceptLines(desk.nodeOf(0), wanted, desk.by(operator)),
    acceptLines(desk.nodeOf(1), wanted, desk.by(operator)),
  ]);
  const credited = [...one, ...two].filter((each) => 'line' in each);
  expect(credited).toHaveLength(5);
  expect(
    [...one, ...two].filter((each) => 'refused' in each && each.lineId === all[5]?.lineId),
  ).toHaveLength(2);
  expect(await desk.available(own.tenantId)).toBe(5_010);
  expect(await shop.verify()).toEqual([]);
});
