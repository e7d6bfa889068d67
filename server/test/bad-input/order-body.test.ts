/**
 * Guards: every invalid value we could think of, in every field of an order, is refused with the contract's problem
 * document, with pointer and sentence; nothing is written, and the Idempotency-Key can be used again.
 */
import type { Problem } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openShop, type Shop, storedState } from '../../testkit/index.ts';

let shop: Shop;
let key: string;
let before: Record<string, string>;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 10 });
  ({ key } = await shop.buyer({ balance: '500.00', invoiceLimit: 100_000 }));
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  before = await storedState(shop.owner.reads);
});

const GOOD = '"region":"US","denomination":50,"quantity":1';
const KEY = 'never-used-up';
const OBJECT = '{"a":1}';

/** A valid order in which one member is replaced by this JSON text. */
function withMember(name: string, json: string): string {
  const others = GOOD.split(',').filter((member) => !member.startsWith(`"${name}"`));
  return `{${[...others, `"${name}":${json}`].join(',')}}`;
}

async function refused(raw: string): Promise<Problem> {
  const answer = await shop.call<Problem>('POST', '/orders', { key, raw, idempotencyKey: KEY });
  expect(answer.status).toBe(422);
  expect(await storedState(shop.owner.reads)).toEqual(before);
  for (const { detail } of answer.body.errors ?? []) expect(detail).toMatch(/^[A-Z].*\.$/);
  return answer.body;
}

const long = (length: number) => JSON.stringify('x'.repeat(length));
const pairs = (count: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 'v'])));

/** Member, its value as JSON text, the pointer if it is not the member's own, the code of the field error. */
const CASES: readonly (readonly [string, string, string, string?])[] = [
  ['region', 'null', 'type'],
  ['region', '1', 'type'],
  ['region', 'true', 'type'],
  ['region', '["US"]', 'type'],
  ['region', OBJECT, 'type'],
  ['region', '""', 'pattern'],
  ['region', '"U"', 'pattern'],
  ['region', '"USA"', 'pattern'],
  ['region', '"U1"', 'pattern'],
  ['region', '"US "', 'pattern'],
  ['region', '"US\\n"', 'pattern'],
  ['region', '"U\\u0000"', 'pattern'],
  ['region', '"ＵＳ"', 'pattern'],
  ['region', '"ſs"', 'pattern'],
  ['region', long(1_000), 'pattern'],
  ['denomination', 'null', 'type'],
  ['denomination', 'true', 'type'],
  ['denomination', '[50]', 'type'],
  ['denomination', OBJECT, 'type'],
  ['denomination', '0', 'minimum'],
  ['denomination', '-0', 'minimum'],
  ['denomination', '-50', 'minimum'],
  ['denomination', '1000000000', 'maximum'],
  ['denomination', '1e30', 'maximum'],
  ['denomination', '1e400', 'maximum'],
  ['denomination', '""', 'pattern'],
  ['denomination', '"0"', 'minimum'],
  ['denomination', '"0.000"', 'minimum'],
  ['denomination', '"-50"', 'pattern'],
  ['denomination', '"+50"', 'pattern'],
  ['denomination', '"5e1"', 'pattern'],
  ['denomination', '"50,00"', 'pattern'],
  ['denomination', '" 50"', 'pattern'],
  ['denomination', '"50\\n"', 'pattern'],
  ['denomination', '"0x32"', 'pattern'],
  ['denomination', '"٥٠"', 'pattern'],
  ['denomination', '"50.0000"', 'pattern'],
  ['denomination', '"1000000000"', 'pattern'],
  ['denomination', '50.0001', 'precision'],
  ['denomination', '1e-9', 'precision'],
  ['quantity', 'null', 'type'],
  ['quantity', 'true', 'type'],
  ['quantity', '"1"', 'type'],
  ['quantity', '"10"', 'type'],
  ['quantity', '[1]', 'type'],
  ['quantity', OBJECT, 'type'],
  ['quantity', '1.5', 'type'],
  ['quantity', '0.999999', 'minimum'],
  ['quantity', '0', 'minimum'],
  ['quantity', '-0', 'minimum'],
  ['quantity', '-1', 'minimum'],
  ['quantity', '-9007199254740993', 'minimum'],
  ['quantity', '501', 'maximum'],
  ['quantity', '1000000', 'maximum'],
  ['quantity', '1000001', 'maximum'],
  ['quantity', '2147483648', 'maximum'],
  ['quantity', '9007199254740993', 'maximum'],
  ['quantity', '1e30', 'maximum'],
  ['quantity', '1e400', 'maximum'],
  ['reference', 'null', 'type'],
  ['reference', '1042', 'type'],
  ['reference', 'false', 'type'],
  ['reference', '["PO"]', 'type'],
  ['reference', OBJECT, 'type'],
  ['reference', '""', 'min_length'],
  ['reference', long(65), 'max_length'],
  ['reference', '"a\\u0000b"', 'text'],
  ['reference', '"\\ud800"', 'text'],
  ['reference', '"x\\udc00y"', 'text'],
  ['reference', '"\\udc00\\ud800"', 'text'],
  ['metadata', 'null', 'type'],
  ['metadata', '"a"', 'type'],
  ['metadata', '1', 'type'],
  ['metadata', '[]', 'type'],
  ['metadata', '{"a":1}', 'type', '/metadata/a'],
  ['metadata', '{"a":null}', 'type', '/metadata/a'],
  ['metadata', '{"a":{"b":"c"}}', 'type', '/metadata/a'],
  ['metadata', '{"a":["b"]}', 'type', '/metadata/a'],
  ['metadata', pairs(21), 'max_members'],
  ['metadata', `{${long(41)}:"v"}`, 'max_length', `/metadata/${'x'.repeat(41)}`],
  ['metadata', '{"":"v"}', 'max_length', '/metadata/'],
  ['metadata', `{"a":${long(201)}}`, 'max_length', '/metadata/a'],
  ['metadata', '{"a":"\\u0000"}', 'text', '/metadata/a'],
  ['metadata', '{"a":"\\udfff"}', 'text', '/metadata/a'],
  ['metadata', '{"a\\u0000":"v"}', 'text'],
  ['metadata', '{"\\ud800":"v"}', 'text'],
  ['metadata', '{"a/b~c":1}', 'type', '/metadata/a~1b~0c'],
  ['max_unit_price', 'null', 'type'],
  ['max_unit_price', '47', 'type'],
  ['max_unit_price', '47.00', 'type'],
  ['max_unit_price', 'true', 'type'],
  ['max_unit_price', '["47"]', 'type'],
  ['max_unit_price', OBJECT, 'type'],
  ['max_unit_price', '""', 'pattern'],
  ['max_unit_price', '"-1"', 'pattern'],
  ['max_unit_price', '"47,00"', 'pattern'],
  ['max_unit_price', '"47."', 'pattern'],
  ['max_unit_price', '".5"', 'pattern'],
  ['max_unit_price', '"1e3"', 'pattern'],
  ['max_unit_price', '"$47"', 'pattern'],
  ['max_unit_price', '"47.00 USD"', 'pattern'],
  ['max_unit_price', '"1234567890123"', 'pattern'],
  ['max_unit_price', '"47.001"', 'precision'],
  ['payment', 'null', 'enum'],
  ['payment', '1', 'enum'],
  ['payment', '["balance"]', 'enum'],
  ['payment', '""', 'enum'],
  ['payment', '"Balance"', 'enum'],
  ['payment', '"credit"', 'enum'],
  ['payment', '"balance "', 'enum'],
];

describe.each(['region', 'denomination', 'quantity'])('without %s', (name) => {
  test('the missing member is named as required', async () => {
    const others = GOOD.split(',').filter((member) => !member.startsWith(`"${name}"`));
    const { errors } = await refused(`{${others.join(',')}}`);
    expect(errors).toMatchObject([{ pointer: `/${name}`, code: 'required' }]);
  });
});

test.each(CASES.map(([name, json, code, pointer]) => ({ name, json, code, pointer })))(
  '$name $json',
  async ({ name, json, code, pointer = `/${name}` }) => {
    const { errors } = await refused(withMember(name, json));
    expect(errors).toMatchObject([{ pointer, code }]);
  },
);

test.each([
  ['colour', '/colour'],
  ['Region', '/Region'],
  ['key', '/key'],
  ['currency', '/currency'],
  ['unit_price', '/unit_price'],
  ['tenant_id', '/tenant_id'],
  ['__proto__', '/__proto__'],
  ['constructor', '/constructor'],
  ['a/b', '/a~1b'],
  ['', '/'],
])('an unknown member %j', async (name, pointer) => {
  const { errors } = await refused(`{${GOOD},${JSON.stringify(name)}:"x"}`);
  expect(errors).toMatchObject([{ pointer, code: 'unknown_member' }]);
});

test.each(['null', '1', '"text"', 'true', '[]', `[{${GOOD}}]`])(
  'a body that is %s',
  async (raw) => {
    const { errors } = await refused(raw);
    expect(errors).toMatchObject([{ pointer: '', code: 'type' }]);
  },
);

test('every fault is reported at once, up to twenty', async () => {
  const { errors } = await refused('{"region":1,"quantity":"1","colour":"red"}');
  const found = errors?.map(({ pointer, code }) => [pointer, code]).sort();
  expect(found).toEqual([
    ['/colour', 'unknown_member'],
    ['/denomination', 'required'],
    ['/quantity', 'type'],
    ['/region', 'type'],
  ]);
  const many = Array.from({ length: 50 }, (_, n) => `"x${n}":1`).join(',');
  expect((await refused(`{${GOOD},${many}}`)).errors).toHaveLength(20);
});

test('a value at its limit is accepted', async () => {
  const metadata = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [String(n).padEnd(40, 'k'), '🎮'.repeat(100)]),
  );
  const answer = await shop.call('POST', '/orders', {
    key,
    idempotencyKey: KEY,
    body: {
      region: 'us',
      denomination: '50.000',
      quantity: 1,
      reference: '🎮'.repeat(32),
      metadata,
      max_unit_price: '000000000047.0000',
      payment: 'balance',
    },
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.has('idempotent-replayed')).toBe(false);
  expect(answer.body.metadata).toEqual(metadata);
});

test.each([
  ['region', '"FR"', 404],
  ['region', '"ZZ"', 404],
  ['denomination', '49', 404],
  ['denomination', '0.001', 404],
  ['denomination', '999999999', 404],
  ['denomination', '"50.5"', 404],
])('well formed but not for sale: %s %s', async (name, json, status) => {
  const answer = await shop.call('POST', '/orders', { key, raw: withMember(name, json) });
  expect(answer).toMatchObject({ status, body: { code: 'unknown_product' } });
  expect(await storedState(shop.owner.reads)).toEqual(before);
});
