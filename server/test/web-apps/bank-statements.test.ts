/**
 * Guards: staff bring a statement of their bank and its lines become money of partners, with the same limits and the same audit as
 * elsewhere; a hostile, broken or foreign file is refused with a sentence; and two people at once see what the other did.
 */
import { brotliCompressSync } from 'node:zlib';
import {
  type AuditList,
  type Balance,
  type BankAccount,
  type BankLine,
  type BankLineFigures,
  type BankLineList,
  type BankLinesAccepted,
  type BankStatementList,
  bankLineCsvColumns,
  type DepositList,
  type DepositMethod,
  type Problem,
  type StatementImport,
  type WayToPay,
} from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import {
  bodyOf,
  camtFile,
  type DemoEntry,
  openShop,
  parseId,
  runHere,
  type Shop,
  signUp,
  staff,
  statementOf,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
const IBAN = 'GB82WEST12345698765432';
let shop: Shop;
let ann: Visitor;
let bo: Visitor;
let owner: Visitor;
let partner: string;
let other: string;
let reference: string;
let account: BankAccount;
let opening = 0;

const get = <Body>(who: Visitor, path: string) => bodyOf<Body>(clock, who.get<Body>(path));
const post = <Body>(who: Visitor, path: string, body?: unknown) =>
  bodyOf<Body>(clock, who.post<Body>(path, body));
const send = <Body = Problem>(who: Visitor, bytes: Uint8Array, query = '') =>
  who.call<Body>('POST', `/bank-statements${query}`, {
    file: { name: 'statement.xml', bytes: new Uint8Array(bytes) },
  });
/** A statement of one day that begins where the last one ended. */
const fileOf = (day: string, entries: readonly Omit<DemoEntry, 'day'>[]) => {
  const own = statementOf(
    IBAN,
    [day, day],
    opening,
    entries.map((each) => ({ ...each, day })),
  );
  opening += entries.reduce((sum, { amount }) => sum + amount, 0);
  return camtFile([own]);
};
const lines = async (query: string) =>
  (await get<BankLineList>(ann, `/bank-lines?limit=100&${query}`)).data;
const figures = () => get<BankLineFigures>(ann, '/bank-lines/figures');

beforeAll(async () => {
  shop = await openShop({ clock });
  ann = (await staff(shop, 'finance')).visitor;
  bo = (await staff(shop, 'admin')).visitor;
  ({ visitor: owner, partnerId: partner } = await signUp(shop, 'Nordlicht Handel'));
  other = (await signUp(shop, 'Another business')).partnerId;
  for (const each of [partner, other]) {
    await shop.change(parseId('prt', each) ?? '', { approved: true });
  }
  for (const each of [ann, bo]) await stepUp(clock, each);
  const method = await post<DepositMethod>(ann, '/deposit-methods/bank-transfers', {
    ...{ holder: 'Codes Ltd', iban: IBAN, bic: 'WESTGB2L', bank: 'West Bank', currency: 'USD' },
    usual_time: '1 working day',
  });
  await post(bo, `/deposit-methods/${method.id}/confirm`, { addresses: 0 });
  const [way] = (await get<{ data: WayToPay[] }>(owner, '/deposit-methods')).data;
  reference = way?.reference ?? '';
  account = await post<BankAccount>(ann, '/bank-accounts', {
    name: 'Main',
    number: IBAN,
    currency: 'USD',
  });
  expect(account).toMatchObject({ method_id: method.id, last_day: null, closing: null });
});
afterAll(() => shop[Symbol.asyncDispose]());

test('a statement is imported, its ready lines are accepted at once, and the rest is decided one by one', async () => {
  const file = fileOf('2026-11-02', [
    { amount: 20_000, payer: 'NORDLICHT', text: `Invoice ${reference}`, bankReference: 'A1' },
    { amount: 5_000, payer: 'Nordlicht', text: 'no reference', bankReference: 'A2' },
    { amount: 700, payer: 'Bank', text: 'Interest', bankReference: 'A3' },
    { amount: -250, payer: 'Bank', text: 'Fee', bankReference: 'A4' },
    { amount: 9_000, payer: 'Both', text: 'for two', bankReference: 'A5' },
  ]);
  const { statements } = await bodyOf<StatementImport>(clock, send(ann, file));
  expect(statements).toMatchObject([
    {
      added: 5,
      known: 0,
      repeated: false,
      statement: { chain: 'first', opening: '0.00', closing: '344.50', open_lines: 4 },
    },
  ]);
  expect(await bodyOf<StatementImport>(clock, send(ann, file))).toMatchObject({
    statements: [{ repeated: true, added: 0 }],
  });
  const before = await figures();
  expect(before.tabs).toEqual([
    { tab: 'open', lines: 4 },
    { tab: 'ready', lines: 1 },
    { tab: 'look', lines: 3 },
    { tab: 'not_ours', lines: 1 },
    { tab: 'done', lines: 0 },
  ]);
  const accepted = await post<BankLinesAccepted>(ann, '/bank-lines/accept', {
    lines: before.ready.map(({ line_id, version }) => ({ line_id, version })),
  });
  expect(accepted.results).toMatchObject([
    { outcome: 'credited', partner_id: partner, detail: null },
  ]);
  expect(await get<Balance>(owner, '/balance')).toMatchObject({ available: '200.00' });
  const [own] = (await get<DepositList>(owner, '/deposits')).data;
  expect(own).toMatchObject({ reference: 'A1', status: 'credited', method: 'bank_transfer' });
  const find = async (id: string) => {
    const [line] = await lines(`q=${id}`);
    if (!line) throw new Error(`no line ${id}`);
    return line;
  };
  const named = await find('A2');
  expect(named.candidates[0]).toMatchObject({ partner: { id: partner }, certain: false });
  const match = (line: BankLine, parts: unknown, who = ann) =>
    who.post<BankLine & Problem>(`/bank-lines/${line.id}/match`, { version: line.version, parts });
  const matched = await bodyOf(clock, match(named, [{ partner_id: partner, amount: '50.00' }]));
  expect(matched).toMatchObject({
    state: 'matched',
    left: '0.00',
    deposits: [{ partner: { id: partner }, amount: '50.00', status: 'credited' }],
  });
  const late = await match(named, [{ partner_id: other, amount: '50.00' }], bo);
  expect([late.status, late.body.detail]).toEqual([
    409,
    expect.stringMatching(/matched it at .* UTC, while you were looking at it/),
  ]);
  const interest = await find('A3');
  const dismissed = await post<BankLine>(ann, `/bank-lines/${interest.id}/dismiss`, {
    version: interest.version,
    reason: 'Interest of the bank.',
  });
  const restored = await post<BankLine>(bo, `/bank-lines/${interest.id}/restore`, {
    version: dismissed.version,
  });
  await post(ann, `/bank-lines/${interest.id}/dismiss`, {
    version: restored.version,
    reason: 'Interest of the bank.',
  });
  const two = await find('A5');
  const split = await bodyOf(
    clock,
    match(two, [
      { partner_id: partner, amount: '40.00' },
      { partner_id: other, amount: '50' },
    ]),
  );
  expect(split.deposits).toHaveLength(2);
  const back = await post<BankLine>(bo, `/bank-lines/${two.id}/unmatch`, {
    version: split.version,
    reason: 'It was for one.',
  });
  expect(back).toMatchObject({ state: 'open', left: '90.00', deposits: [] });
  expect(await get<Balance>(owner, '/balance')).toMatchObject({ available: '250.00' });
  const audit = await get<AuditList>(bo, '/audit?limit=100');
  const actions = new Set(audit.data.map(({ action }) => action));
  for (const each of [
    'bank_account.added',
    'bank_statement.imported',
    'bank_line.matched',
    'bank_line.unmatched',
    'bank_line.dismissed',
    'bank_line.restored',
  ]) {
    expect(actions).toContain(each);
  }
  expect(await shop.verify()).toEqual([]);
});

test('more than one person may give waits for a colleague, also when it is accepted with others', async () => {
  await bodyOf(
    clock,
    send(ann, fileOf('2026-11-03', [{ amount: 5_000_000, text: reference, bankReference: 'C1' }])),
  );
  const { ready } = await figures();
  const accepted = await post<BankLinesAccepted>(ann, '/bank-lines/accept', {
    lines: ready.map(({ line_id, version }) => ({ line_id, version })),
  });
  expect(accepted.results).toMatchObject([{ outcome: 'waiting' }]);
  const [line] = await lines('q=C1');
  const id = line?.deposits[0]?.deposit_id;
  expect(await ann.post<Problem>(`/deposits/${id}/credit`, {})).toMatchObject({ status: 409 });
  await post(bo, `/deposits/${id}/credit`, {});
  expect((await lines('q=C1'))[0]).toMatchObject({ deposits: [{ status: 'credited' }] });
});

test('statements chain, in whatever order they arrive', async () => {
  const gone = fileOf('2026-11-04', [{ amount: 100, bankReference: 'D1' }]);
  const { statements } = await bodyOf<StatementImport>(
    clock,
    send(ann, fileOf('2026-11-05', [{ amount: 100, bankReference: 'D2' }])),
  );
  expect(statements).toMatchObject([
    { statement: { chain: 'gap', missing: '1.00', before_to: '2026-11-03' } },
  ]);
  expect((await figures()).gaps).toBe(1);
  await bodyOf(clock, send(ann, gone));
  const list = await get<BankStatementList>(ann, `/bank-statements?account_id=${account.id}`);
  expect(list.data.map(({ chain, to }) => [to, chain])).toEqual([
    ['2026-11-05', 'fits'],
    ['2026-11-04', 'fits'],
    ['2026-11-03', 'fits'],
    ['2026-11-02', 'first'],
  ]);
});

test('a file that is broken, hostile, too large or of another account is refused with what to change, and adds nothing', async () => {
  const count = async () => (await get<BankLineList>(ann, '/bank-lines')).total;
  const before = await count();
  const good = camtFile([
    statementOf(IBAN, ['2026-11-06', '2026-11-06'], 0, [{ day: '2026-11-06', amount: 5 }]),
  ]).toString();
  const bomb = good.replace(
    /<\?xml.*\?>/,
    '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
  );
  const second = await post<BankAccount>(ann, '/bank-accounts', {
    name: 'Second',
    currency: 'USD',
  });
  const refused = async (text: string | Uint8Array, query = '') => {
    const answer = await send(ann, typeof text === 'string' ? Buffer.from(text) : text, query);
    return [answer.status, answer.body.detail];
  };
  expect(await refused(bomb)).toEqual([422, expect.stringMatching(/document type/)]);
  expect(await refused(good.slice(0, -40))).toEqual([
    422,
    expect.stringMatching(/well-formed XML.*in line/),
  ]);
  expect(await refused(good, `?account_id=${second.id}`)).toEqual([
    422,
    expect.stringMatching(/statement of Main, not of Second/),
  ]);
  expect(await refused('Day;Amount\n', `?account_id=${second.id}`)).toEqual([
    422,
    expect.stringMatching(/columns/),
  ]);
  expect(await refused(brotliCompressSync(good))).toEqual([
    422,
    expect.stringMatching(/choose the account/),
  ]);
  const large = await send(ann, Buffer.alloc(50 * 1024 * 1024, ' '));
  expect([large.status, large.body.code]).toEqual([413, 'body_too_large']);
  expect(await count()).toBe(before);
  const reader = (await staff(shop, 'read_only')).visitor;
  expect((await send(reader, Buffer.from(good))).body.code).toBe('role_missing');
  expect((await reader.get('/bank-lines')).status).toBe(200);
});

test('columns are saved for an account, and its CSV file is imported', async () => {
  const own = await post<BankAccount>(ann, '/bank-accounts', { name: 'Exchange', currency: 'USD' });
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
  const csv_map = {
    ...empty,
    date: 'Day',
    date_form: 'dmy',
    decimal: ',',
    amount: 'Sum',
    text: ['Text'],
    balance: 'Balance',
  };
  const set = (body: unknown) => ann.call<Problem>('PATCH', `/bank-accounts/${own.id}`, { body });
  expect((await set({ csv_map: { ...csv_map, amount: '' } })).body.errors).toMatchObject([
    { pointer: '/csv_map/amount' },
  ]);
  expect(await bodyOf(clock, set({ csv_map }))).toMatchObject({ csv_map });
  const csv = `Day;Sum;Text;Balance\n07.11.2026;1.000,00;"=cmd()";1.000,00\n`;
  const sent = await bodyOf<StatementImport>(
    clock,
    send(ann, Buffer.from(csv), `?account_id=${own.id}`),
  );
  expect(sent.statements).toMatchObject([
    { added: 1, statement: { format: 'csv', closing: '1000.00' } },
  ]);
  const text = (await ann.get(`/bank-lines/export?account_id=${own.id}`)).text.trim().split('\r\n');
  expect(text[0]).toBe(bankLineCsvColumns.join(','));
  expect(text[1]).toMatch(/,Exchange,2026-11-07,,1000\.00,USD,,,'=cmd\(\),/);
  expect(text).toHaveLength(2);
  const states = [
    { value: 'done', means: 'booked' },
    { value: 'no', means: 'rejected' },
    { value: 'soon', means: 'pending' },
  ];
  const withState = { ...csv_map, balance: '', state: 'State', states };
  const none = await set({ csv_map: { ...withState, states: states.slice(1) } });
  expect(none.body.errors).toMatchObject([{ pointer: '/csv_map/states' }]);
  expect(await bodyOf(clock, set({ csv_map: withState }))).toMatchObject({ csv_map: withState });
  const rows =
    'Day;Sum;Text;State\n08.11.2026;1,00;a;done\n08.11.2026;9,00;b;no\n09.11.2026;8,00;c;soon\n';
  const mixed = await bodyOf<StatementImport>(
    clock,
    send(ann, Buffer.from(rows), `?account_id=${own.id}`),
  );
  expect(mixed.statements).toMatchObject([
    {
      added: 1,
      statement: { pending: 1, rejected: 1, lines: 1, money_in: '1.00' },
      left_out: [
        { line: 3, means: 'rejected', value: 'no', amount: '9,00' },
        { line: 4, means: 'pending', value: 'soon', day: '09.11.2026' },
      ],
    },
  ]);
});

test('the command line imports, and lists statements with their chain', async () => {
  const { writeFile, mkdtemp } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const path = join(await mkdtemp(join(tmpdir(), 'bank-')), 'nov.xml');
  await writeFile(path, fileOf('2026-11-08', [{ amount: 300, bankReference: 'E1' }]));
  const run = (...args: string[]) => runHere(shop, ['bank-statements', ...args]);
  expect(
    (await run('import', '--file', path, '--account', 'Nowhere', '--json')).value.errors,
  ).toMatchObject([
    { pointer: '/account', detail: expect.stringMatching(/There are: Exchange, Main/) },
  ]);
  expect((await run('import', '--file', path, '--account', 'main', '--json')).value).toMatchObject([
    { account: 'Main', added: 1, chain: 'fits' },
  ]);
  expect((await run('list', '--account', account.id, '--json')).value[0]).toMatchObject({
    to: '2026-11-08',
    chain: 'fits',
  });
  expect((await run('lines', '--tab', 'look', '--json')).value).toContainEqual(
    expect.objectContaining({ outside_id: 'E1', ready: false }),
  );
});

test('a credited payment that the bank returned is flagged until its match is taken back', async () => {
  const payerAccount = 'FR1420041010050500013M02606';
  const entry = { amount: 4_321, text: 'no reference', bankReference: 'PAID-1', payerAccount };
  await bodyOf(clock, send(ann, fileOf('2026-11-20', [entry])));
  const find = async (q: string) => (await lines(`q=${q}`))[0];
  const open = await find('PAID-1');
  const parts = [{ partner_id: partner, amount: '43.21' }];
  await post(ann, `/bank-lines/${open?.id}/match`, { version: open?.version, parts });
  expect(await find('PAID-1')).toMatchObject({ returned_by: null, returned_on: null });
  const back = { ...entry, amount: -4_321, bankReference: 'BACK-1' };
  await bodyOf(clock, send(ann, fileOf('2026-11-20', [back])));
  const matched = await find('PAID-1');
  expect(matched).toMatchObject({
    returned_by: (await find('BACK-1'))?.id,
    returned_on: '2026-11-20',
  });
  expect((await figures()).returned).toEqual([
    {
      ...{ line_id: open?.id, outside_id: 'PAID-1', amount: '43.21', currency: 'USD' },
      returned_on: '2026-11-20',
    },
  ]);
  const undo = { version: matched?.version, reason: 'The bank returned it.' };
  await post(ann, `/bank-lines/${open?.id}/unmatch`, undo);
  expect((await figures()).returned).toEqual([]);
});
