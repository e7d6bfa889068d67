/** Guards: statements chain by their balances, a gap is shown until it is filled; a file of another account adds nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  camtFile,
  days,
  openStatementDesk,
  pay,
  type StatementDesk,
  statementOf,
} from '../../testkit/index.ts';
import { chainOf } from './chain.ts';
import { addBankAccount, setBankAccount } from './index.ts';
import { STATEMENTS_MAX } from './statement.ts';

let desk: StatementDesk;
let shop: StatementDesk['shop'];
beforeAll(async () => {
  desk = await openStatementDesk();
  shop = desk.shop;
});
afterAll(() => shop[Symbol.asyncDispose]());

const refusal = (detail: RegExp) => ({
  code: 'validation_failed',
  message: expect.stringMatching(detail),
});

describe('accounts', () => {
  test('a file with two accounts is a statement of each; one that is unknown refuses all of it', async () => {
    const [one, other] = [await desk.account(), await desk.account()];
    const both = [one, other].map((own) => statementOf(own.number, days(4, 4), 0, [pay(4, 100)]));
    const strange = statementOf('9999999999', days(4, 4), 0, [pay(4, 100)]);
    await expect(desk.bring(camtFile([...both, strange]))).rejects.toMatchObject(
      refusal(/9999999999 in USD, which is none/),
    );
    expect(await desk.linesOf(one)).toEqual([]);
    expect(await desk.bring(camtFile(both))).toMatchObject([
      { account: { accountId: one.accountId }, added: 1 },
      { account: { accountId: other.accountId }, added: 1 },
    ]);
  });

  test('a file with more statements than are imported at once is refused', async () => {
    const own = await desk.account();
    const many = Array.from({ length: STATEMENTS_MAX + 1 }, () =>
      statementOf(own.number, days(4, 4), 0, [pay(4, 100)]),
    );
    await expect(desk.bring(camtFile(many))).rejects.toMatchObject(
      refusal(/at most 500 statements/),
    );
    expect(await desk.linesOf(own)).toEqual([]);
  });

  test('a file of another account than the chosen one is refused by name', async () => {
    const [one, other] = [await desk.account(), await desk.account()];
    const file = camtFile([statementOf(one.number, days(4, 4), 0, [pay(4, 100)])]);
    await expect(desk.bring(file, other.accountId)).rejects.toMatchObject(
      refusal(new RegExp(`statement of ${one.name}, not of ${other.name}`)),
    );
    const euros = camtFile([statementOf(one.number, days(4, 4), 0, [pay(4, 100)], 'EUR')]);
    await expect(desk.bring(euros)).rejects.toMatchObject(refusal(/in EUR; .* is in USD/));
  });

  test('a CSV file needs an account, and the account a map', async () => {
    const own = await desk.account();
    const csv = Buffer.from('Day,Amount,Text\n2026-11-04,5.00,a\n');
    await expect(desk.bring(csv)).rejects.toMatchObject(refusal(/choose the account/));
    await expect(desk.bring(csv, own.accountId)).rejects.toMatchObject(refusal(/columns/));
    const empty = {
      amount: '',
      money_in: '',
      money_out: '',
      payer: '',
      payer_account: '',
      reference: '',
      bank_reference: '',
      balance: '',
    };
    const map = {
      ...empty,
      date: 'Day',
      date_form: 'ymd',
      decimal: '.',
      amount: 'Amount',
      text: ['Text'],
    } as const;
    const set = (csvMap: typeof map | (Omit<typeof map, 'amount'> & { amount: '' })) =>
      shop.app.database.transaction((tx) =>
        setBankAccount(tx, own.accountId, { csvMap }, desk.who()),
      );
    await expect(set({ ...map, amount: '' })).rejects.toMatchObject({ code: 'validation_failed' });
    await set(map);
    expect(await desk.bring(csv, own.accountId)).toMatchObject([{ added: 1 }]);
    expect(await desk.chains(own)).toEqual([['first', null]]);
  });

  test('a number is one account in a currency, and an IBAN has its check digits', async () => {
    const add = (given: { name: string; number: string; currency: string }) =>
      shop.app.database.transaction((tx) => addBankAccount(tx, given, desk.who()));
    await add({ name: 'Main', number: 'DE89 3704 0044 0532 0130 00', currency: 'EUR' });
    await add({ name: 'Main USD', number: 'de89370400440532013000', currency: 'USD' });
    await expect(
      add({ name: 'New', number: 'DE89370400440532013000', currency: 'EUR' }),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(add({ name: 'main', number: '1', currency: 'EUR' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(
      add({ name: 'New', number: 'DE89370400440532013001', currency: 'EUR' }),
    ).rejects.toMatchObject({ code: 'validation_failed' });
  });
});

describe('the chain', () => {
  test('shows a gap with what is missing, until the missing days are here', async () => {
    const own = await desk.account();
    const file = (day: number, opening: number) =>
      camtFile([statementOf(own.number, days(day, day), opening, [pay(day, 100)])]);
    await desk.bring(file(5, 300));
    expect(await desk.chains(own)).toEqual([['first', null]]);
    await desk.bring(file(3, 0));
    expect(await desk.chains(own)).toEqual([
      ['first', null],
      ['gap', 200],
    ]);
    await desk.bring(camtFile([statementOf(own.number, days(4, 4), 100, [pay(4, 200)])]));
    expect(await desk.chains(own)).toEqual([
      ['first', null],
      ['fits', null],
      ['fits', null],
    ]);
  });

  test('shows an overlap whose balances disagree', async () => {
    const own = await desk.account();
    await desk.bring(camtFile([statementOf(own.number, days(1, 10), 0, [pay(2, 100)])]));
    await desk.bring(camtFile([statementOf(own.number, days(5, 15), 150, [pay(6, 50)])]));
    expect(await desk.chains(own)).toEqual([
      ['first', null],
      ['overlap', null],
    ]);
  });

  test('of 20,000 days is found at once, whatever balances recur', () => {
    const all = Array.from({ length: 20_000 }, (_, n) => {
      const day = new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10);
      const sums = [{ day, sum: n % 2 === 0 ? 100 : -100 }];
      const [opening, closing] = n % 2 === 0 ? [0, 100] : [100, 0];
      return { statementId: `s${n}`, from: day, to: day, opening, closing, sums };
    });
    const links = chainOf(all.toReversed());
    expect(links.get('s19999')).toEqual({ chain: 'fits', missing: null, before: 's19998' });
    expect([...links.values()].filter(({ chain }) => chain !== 'fits')).toHaveLength(1);
  });

  test('without balances is unknown', () => {
    const span = { opening: null, closing: null, sums: [] };
    const links = chainOf([
      { ...span, statementId: 'a', from: '2026-11-01', to: '2026-11-01' },
      { ...span, statementId: 'b', from: '2026-11-02', to: '2026-11-02' },
    ]);
    expect([links.get('a')?.chain, links.get('b')?.chain]).toEqual(['first', 'unknown']);
  });
});

test('what a bank wrote does not change, and tampering is found', async () => {
  const own = await desk.account();
  await desk.bring(camtFile([statementOf(own.number, days(4, 4), 0, [pay(4, 100)])]));
  const [line] = await desk.linesOf(own);
  const change = `UPDATE bank_statements.lines SET amount = 200 WHERE line_id = '${line?.lineId}'`;
  await expect(shop.rows(change)).rejects.toThrow(/does not change/);
  await shop.rows('ALTER TABLE bank_statements.lines DISABLE TRIGGER USER');
  await shop.rows(change);
  expect((await shop.verify()).map((each) => each.split(':')[0])).toEqual(['B1']);
});
