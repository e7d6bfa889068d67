/**
 * Guards: whatever files a bank gives, in whatever order and overlap, each payment is one line: none twice, and equal ones never merged;
 * statements chain by their balances, and a gap is shown until it is filled; a file of another account adds nothing.
 */
import type { CsvMap } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  camtFile,
  days,
  openStatementDesk,
  pay,
  type StatementDesk,
  statementOf,
} from '../../testkit/index.ts';
import { type BankAccount, setBankAccount } from './index.ts';
import { nameLines } from './name-lines.ts';

let desk: StatementDesk;
let shop: StatementDesk['shop'];
beforeAll(async () => {
  desk = await openStatementDesk();
  shop = desk.shop;
});
afterAll(() => shop[Symbol.asyncDispose]());

describe('each payment is one line', () => {
  const month = [
    ...[pay(1, 100), pay(1, 100), pay(2, -30, 'fee'), pay(3, 500, 'a', { bankReference: 'B1' })],
    ...[
      pay(3, 500, 'b', { bankReference: 'B2' }),
      pay(4, 100),
      pay(4, 100),
      pay(4, 100),
      pay(5, 7),
    ],
  ];
  const balanceBefore = (day: number) =>
    month.filter((each) => each.day < pay(day, 1).day).reduce((sum, { amount }) => sum + amount, 0);
  const partOf = (from: number, to: number) =>
    month.filter(({ day }) => day >= pay(from, 1).day && day <= pay(to, 1).day);
  const fileOf = (own: { number: string }, from: number, to: number) =>
    camtFile([statementOf(own.number, days(from, to), balanceBefore(from), partOf(from, to))]);

  test.each([
    ['a month', [[1, 5]]],
    [
      'a month twice',
      [
        [1, 5],
        [1, 5],
      ],
    ],
    [
      'days',
      [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
      ],
    ],
    [
      'a month, then its days',
      [
        [1, 5],
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
      ],
    ],
    [
      'days, then the month',
      [
        [1, 1],
        [3, 3],
        [2, 2],
        [5, 5],
        [4, 4],
        [1, 5],
      ],
    ],
    [
      'overlapping files',
      [
        [1, 3],
        [2, 4],
        [4, 5],
        [1, 5],
      ],
    ],
    [
      'overlapping files, backwards',
      [
        [4, 5],
        [2, 4],
        [1, 3],
      ],
    ],
  ] as [string, [number, number][]][])('of %s', async (_what, parts) => {
    const own = await desk.account();
    for (const [from, to] of parts) await desk.bring(fileOf(own, from, to));
    const lines = await desk.linesOf(own);
    const amounts = (all: readonly { readonly amount: number }[]) =>
      all.map(({ amount }) => amount).sort((a, b) => a - b);
    expect(amounts(lines)).toEqual(amounts(month));
    expect(new Set(lines.map(({ outsideId }) => outsideId)).size).toBe(month.length);
    expect(
      (await desk.chains(own)).filter(([chain]) => chain !== 'first' && chain !== 'fits'),
    ).toEqual([]);
    expect(await shop.verify()).toEqual([]);
  });

  test('equal payments in two statements of one day are two, in either order, and stay two', async () => {
    const parts = [
      [0, 100, [pay(4, 100)]],
      [100, 200, [pay(4, 100)]],
    ] as const;
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const own = await desk.account();
      const file = (at: 0 | 1) =>
        camtFile([statementOf(own.number, days(4, 4), parts[at][0], parts[at][2])]);
      for (const at of order) await desk.bring(file(at));
      for (const at of order)
        expect(await desk.bring(file(at))).toMatchObject([{ repeated: true }]);
      expect(await desk.linesOf(own)).toHaveLength(2);
      await desk.bring(
        camtFile([statementOf(own.number, days(4, 4), 0, [pay(4, 100), pay(4, 100)])]),
      );
      expect(await desk.linesOf(own)).toHaveLength(2);
    }
  });

  test('a late line in a longer file of the same days is added, and nothing else', async () => {
    const own = await desk.account();
    await desk.bring(
      camtFile([statementOf(own.number, days(4, 4), 0, [pay(4, 100), pay(4, 9, 'y')])]),
    );
    const [result] = await desk.bring(
      camtFile([
        statementOf(own.number, days(4, 4), 0, [pay(4, 100), pay(4, 100), pay(4, 9, 'y')]),
      ]),
    );
    expect(result).toMatchObject({ added: 1, known: 2, repeated: false });
  });

  test('brought by many at once on two nodes', async () => {
    const own = await desk.account();
    const file = fileOf(own, 1, 5);
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, turn) => desk.bring(file, null, turn % 2)),
    );
    expect(all.flat().filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await desk.linesOf(own)).toHaveLength(month.length);
  });

  test('one reference for everything merges nothing', async () => {
    const own = await desk.account();
    const same = { bankReference: 'NONREF' };
    const entries = [
      pay(4, 100, 'a', same),
      pay(4, 200, 'b', same),
      pay(5, 100, 'c', same),
      pay(5, 100, 'd', same),
    ];
    await desk.bring(camtFile([statementOf(own.number, days(4, 5), 0, entries)]));
    const ids = (await desk.linesOf(own)).map(({ outsideId }) => outsideId).sort();
    expect(ids).toEqual(['NONREF', 'NONREF/2', 'NONREF/3', 'NONREF/4']);
  });
});

describe('one payment in two forms is one line', () => {
  const columns: CsvMap = {
    ...{
      date: 'Day',
      date_form: 'ymd',
      decimal: '.',
      amount: 'Amount',
      money_in: '',
      money_out: '',
    },
    ...{ payer: 'Payer', payer_account: '', reference: '', bank_reference: '', balance: '' },
    text: ['Text'],
  };
  const map = (own: BankAccount, csvMap: CsvMap = columns) =>
    shop.app.database.transaction((tx) =>
      setBankAccount(tx, own.accountId, { csvMap }, desk.who()),
    );
  const csv = (...rows: string[]) => Buffer.from(`Day,Amount,Payer,Text,Id\n${rows.join('\n')}\n`);
  const entries = [
    pay(4, 500, 'a', { bankReference: 'B1' }),
    pay(4, 500, 'b', { bankReference: 'B2' }),
    pay(4, 500, 'b', { bankReference: 'B3', payer: 'B' }),
  ];
  const rows = ['2026-11-04,5.00,A,a,B1', '2026-11-04,5.00,A,b,B2', '2026-11-04,5.00,B,b,B3'];

  test('as CSV without ids and as camt.053 with them, in either order', async () => {
    for (const order of ['csv first', 'camt first']) {
      const own = await desk.account();
      await map(own);
      const files = [
        () => desk.bring(csv(...rows), own.accountId),
        () => desk.bring(camtFile([statementOf(own.number, days(4, 4), 0, entries)])),
      ];
      if (order === 'camt first') files.reverse();
      expect(await files[0]?.()).toMatchObject([{ added: 3, known: 0 }]);
      expect(await files[1]?.()).toMatchObject([{ added: 0, known: 3 }]);
      expect(await desk.linesOf(own)).toHaveLength(3);
    }
  });

  test('not if the other form names another payer: no payment is overlooked', async () => {
    const own = await desk.account();
    await map(own);
    await desk.bring(csv('2026-11-04,5.00,North Games,a,B1'), own.accountId);
    const other = [pay(4, 500, 'c', { bankReference: 'B9', payer: 'South Cards' })];
    const file = camtFile([statementOf(own.number, days(4, 4), 0, other)]);
    expect(await desk.bring(file)).toMatchObject([{ added: 1, known: 0 }]);
  });

  test('once more of them in the other form is one line more', async () => {
    const own = await desk.account();
    await map(own);
    await desk.bring(csv(...rows.slice(0, 2)), own.accountId);
    expect(
      await desk.bring(camtFile([statementOf(own.number, days(4, 4), 0, entries)])),
    ).toMatchObject([{ added: 1, known: 2 }]);
    expect((await desk.linesOf(own)).find(({ payer }) => payer === 'B')).toBeDefined();
  });

  test('as CSV with other columns', async () => {
    const own = await desk.account();
    await map(own);
    await desk.bring(csv(...rows), own.accountId);
    for (const change of [
      { text: ['Text', 'Id'] },
      { text: [], payer: '' },
      { bank_reference: 'Id' },
    ]) {
      await map(own, { ...columns, ...change });
      expect(await desk.bring(csv(...rows), own.accountId)).toMatchObject([{ added: 0, known: 3 }]);
    }
  });

  test('as a batch with the payments in it, and without, in either order', async () => {
    const file = (own: { number: string }, details: string) =>
      Buffer.from(
        camtFile([
          statementOf(own.number, days(4, 4), 0, [pay(4, 1000, 'x', { bankReference: 'B7' })]),
        ])
          .toString()
          .replace(/<TxDtls>.*<\/TxDtls>/, details),
      );
    const payment = (amount: string, reference: string) =>
      `<TxDtls><Refs><AcctSvcrRef>${reference}</AcctSvcrRef></Refs><Amt Ccy="USD">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>`;
    const forms = [payment('4.00', 'P1') + payment('6.00', 'P2'), '<TxDtls></TxDtls>'];
    for (const [first, second] of [forms, forms.toReversed()]) {
      const own = await desk.account();
      await desk.bring(file(own, first ?? ''));
      const before = await desk.linesOf(own);
      expect(await desk.bring(file(own, second ?? ''))).toMatchObject([{ added: 0 }]);
      expect(await desk.linesOf(own)).toEqual(before);
    }
    expect(await shop.verify()).toEqual([]);
  });
});

describe('one id of the bank for everything', () => {
  const same = { bankReference: 'NONREF' };

  test('merges no payments of two payers, nor of statements that follow one another', async () => {
    const own = await desk.account();
    const file = (opening: number, payer: string) =>
      camtFile([
        statementOf(own.number, days(4, 4), opening, [pay(4, 100, 'x', { ...same, payer })]),
      ]);
    await desk.bring(file(0, 'A'));
    expect(await desk.bring(file(500, 'B'))).toMatchObject([{ added: 1 }]);
    expect(await desk.bring(file(100, 'A'))).toMatchObject([{ added: 1 }]);
    expect(await desk.bring(file(200, 'A'))).toMatchObject([{ added: 1 }]);
    expect(await desk.linesOf(own)).toHaveLength(4);
    const whole = [pay(4, 100, 'x', same), pay(4, 100, 'x', same), pay(4, 100, 'x', same)];
    expect(
      await desk.bring(camtFile([statementOf(own.number, days(4, 4), 0, whole)])),
    ).toMatchObject([{ added: 0, known: 3 }]);
  });

  test('names 50,000 lines without counting from the first for each', async () => {
    const own = await desk.account();
    await desk.bring(camtFile([statementOf(own.number, days(4, 4), 0, [pay(4, 100, 'x', same)])]));
    const names = await shop.app.database.transaction((tx) =>
      nameLines(tx, own.accountId, Array<string>(50_000).fill('nonref')),
    );
    expect([names[0], names.at(-1)]).toEqual(['nonref/2', 'nonref/50001']);
    expect(new Set(names).size).toBe(50_000);
  });
});

test('a payment in and its return do not hide that a day was imported before, in parts', async () => {
  const day = [pay(4, -100, 'a'), pay(4, 100, 'b')];
  for (const more of [[], [pay(4, 7, 'c')]]) {
    const own = await desk.account();
    await desk.bring(camtFile([statementOf(own.number, days(4, 4), 0, [pay(4, -100, 'a')])]));
    await desk.bring(camtFile([statementOf(own.number, days(4, 4), -100, [pay(4, 100, 'b')])]));
    const [result] = await desk.bring(
      camtFile([statementOf(own.number, days(4, 4), 0, [...day, ...more])]),
    );
    expect(result).toMatchObject({ added: more.length, known: 2 });
  }
});
