/**
 * Guards: every invalid value we could think of, in every field of a claim, is refused with the contract's problem
 * document, with pointer and sentence; nothing is written, the reply has no code, and the Idempotency-Key can be used
 * again.
 */
import type { Problem } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buy, file, formOf, openShop, type Shop, storedState } from '../../testkit/index.ts';

let shop: Shop;
let key: string;
let order: string;
let code: string;
let claim: string;
let before: Record<string, string>;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 10 });
  ({ key } = await shop.buyer({ balance: '500.00' }));
  const bought = await buy(shop, key, 2);
  order = bought.order.id;
  code = bought.codes[0]?.code ?? '';
  claim = (await file(shop, key, order, [bought.codes[1]?.id])).body.id;
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  before = await storedState(shop.owner.reads);
});

function withMember(name: string, json: string): string {
  const good = {
    order_id: JSON.stringify(order),
    codes: JSON.stringify([code]),
    reason: '"invalid"',
    description: '"It does not work."',
  };
  const members = Object.entries({ ...good, [name]: json });
  return `{${members.map(([each, value]) => `"${each}":${value}`).join(',')}}`;
}

async function refused(method: string, path: string, raw?: string): Promise<Problem> {
  const options = { key, idempotencyKey: 'never-used-up', ...(raw !== undefined && { raw }) };
  const answer = await shop.call<Problem>(method, path, options);
  expect(await storedState(shop.owner.reads)).toEqual(before);
  expect(answer.text).not.toContain(code);
  for (const { detail } of answer.body.errors ?? []) expect(detail).toMatch(/^[A-Z].*\.$/);
  return answer.body;
}

const long = (length: number) => JSON.stringify('x'.repeat(length));
const many = (count: number) => JSON.stringify(Array.from({ length: count }, (_, n) => `cod_${n}`));

describe('a claim', () => {
  test.each<[string, string, string, string?]>([
    ['order_id', 'null', 'type'],
    ['order_id', '1', 'type'],
    ['order_id', '["ord_x"]', 'type'],
    ['order_id', long(65), 'max_length'],
    ['order_id', '"ord_\\u0000"', 'text'],
    ['codes', 'null', 'type'],
    ['codes', '"cod_x"', 'type'],
    ['codes', '{}', 'type'],
    ['codes', '[]', 'min_items'],
    ['codes', many(501), 'max_items'],
    ['codes', '[null]', 'type', '/codes/0'],
    ['codes', '[1]', 'type', '/codes/0'],
    ['codes', '[{"id":"cod_x"}]', 'type', '/codes/0'],
    ['codes', '["",""]', 'min_length', '/codes/0'],
    ['codes', `[${long(65)}]`, 'max_length', '/codes/0'],
    ['codes', '["A\\u0000B"]', 'text', '/codes/0'],
    ['codes', '["\\ud800"]', 'text', '/codes/0'],
    ['codes', '["cod_x"]', 'unknown_id', '/codes/0'],
    ['codes', '["--- ---"]', 'unknown_id', '/codes/0'],
    ['codes', '["ＡＢＣＤ"]', 'unknown_id', '/codes/0'],
    ['codes', '["%00","../../etc/passwd"]', 'unknown_id', '/codes/0'],
    ['codes', `["' OR 1=1--"]`, 'unknown_id', '/codes/0'],
    ['reason', 'null', 'enum'],
    ['reason', '""', 'enum'],
    ['reason', '"Invalid"', 'enum'],
    ['reason', '"stolen"', 'enum'],
    ['reason', '["invalid"]', 'enum'],
    ['description', 'null', 'type'],
    ['description', '""', 'min_length'],
    ['description', long(4_001), 'max_length'],
    ['description', '"a\\u0000"', 'text'],
    ['description', '"\\udc00"', 'text'],
    ['priority', '"high"', 'unknown_member'],
    ['late', 'true', 'unknown_member'],
    ['origin', '"staff"', 'unknown_member'],
    ['status', '"approved"', 'unknown_member'],
    ['tenant_id', '1', 'unknown_member'],
  ])('with %s %s', async (name, json, fault, pointer = `/${name}`) => {
    const problem = await refused('POST', '/claims', withMember(name, json));
    expect(problem).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(problem.errors?.[0]).toMatchObject({ pointer, code: fault });
  });

  test.each(['order_id', 'codes', 'reason', 'description'])('without %s', async (name) => {
    const body: Record<string, unknown> = JSON.parse(withMember('reason', '"invalid"'));
    delete body[name];
    const problem = await refused('POST', '/claims', JSON.stringify(body));
    expect(problem.errors).toMatchObject([{ pointer: `/${name}`, code: 'required' }]);
  });

  test('with text of any script and length is stored unchanged', async () => {
    const description = 'Ünïcode “quoted” \\ ✓ 日本語 \u{1F600}\n<script>';
    const answer = await file(shop, key, order, [code], { description });
    expect(answer.body.description).toBe(description);
    await shop.call('POST', `/claims/${answer.body.id}/withdraw`, { key });
    const longest = await file(shop, key, order, [code], { description: 'a '.repeat(2_000) });
    expect(longest.status).toBe(201);
    await shop.call('POST', `/claims/${longest.body.id}/withdraw`, { key });
  });
});

test.each([
  ['{}', '/text', 'required'],
  ['{"text":null}', '/text', 'type'],
  ['{"text":""}', '/text', 'min_length'],
  [`{"text":${long(4_001)}}`, '/text', 'max_length'],
  ['{"text":"a\\u0000"}', '/text', 'text'],
  ['{"text":"a","side":"staff"}', '/side', 'unknown_member'],
  ['{"text":"a","ask":true}', '/ask', 'unknown_member'],
  ['[]', '', 'type'],
])('a message %s', async (raw, pointer, fault) => {
  const problem = await refused('POST', `/claims/${claim}/messages`, raw);
  expect(problem).toMatchObject({ status: 422, errors: [{ pointer, code: fault }] });
});

test.each([
  ['limit=0', '/limit', 'minimum'],
  ['limit=101', '/limit', 'maximum'],
  ['status=decided', '/status/0', 'enum'],
  ['status=open&status=decided', '/status/1', 'enum'],
  ['reason=other', '/reason/0', 'enum'],
  ['created_after=yesterday', '/created_after', 'format'],
  ['created_before=2026-02-30T00:00:00Z', '/created_before', 'format'],
  ['cursor=x', '/cursor', 'cursor'],
  ['partner=prt_x', '/partner', 'unknown_member'],
  ['order_id=a%00', '/order_id', 'text'],
])('a list with %s', async (query, pointer, fault) => {
  const problem = await refused('GET', `/claims?${query}`);
  expect(problem).toMatchObject({ status: 422, errors: [{ pointer, code: fault }] });
});

test('a list for an unknown order is empty', async () => {
  const { body } = await shop.call('GET', '/claims?order_id=nonsense', { key });
  expect(body.data).toEqual([]);
});

describe('evidence', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, string, number]>([
    ['JSON', '{"file":"x"}', 'application/json', 415],
    ['no form', 'file=x', 'application/x-www-form-urlencoded', 415],
    ['a form without a boundary', 'x', 'multipart/form-data', 400],
    ['a form cut off', '--x\r\nContent-Disp', 'multipart/form-data; boundary=x', 400],
  ])('as %s', async (_name, raw, type, status) => {
    const headers = { 'content-type': type };
    const answer = await shop.call('POST', `/claims/${claim}/evidence`, { key, raw, headers });
    expect([answer.status, status]).toEqual([status, status]);
    expect(await storedState(shop.owner.reads)).toEqual(before);
  });

  test('under another name of the part', async () => {
    const form = await formOf(new Uint8Array([1, 2, 3]), 'a.png', 'picture');
    const answer = await shop.call('POST', `/claims/${claim}/evidence`, { key, ...form });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await storedState(shop.owner.reads)).toEqual(before);
  });
});

test('every invariant still holds afterwards', async () => {
  expect(await shop.verify()).toEqual([]);
});
