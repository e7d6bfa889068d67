/**
 * Guards: a refusal has what a program needs to continue: the figures of a limit, the scope, the state, the retry time,
 * the accepted size, and the pointer to an unknown id in the body.
 */
import { fileBytesMax, type Order, type Problem } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallOptions, openShop, type Shop, smallFile } from '../../testkit/index.ts';

const scopes = ['read', 'orders', 'codes', 'claims', 'webhooks'] as const;
const ORDER = { region: 'US', denomination: 50, quantity: 1 };
const NOWHERE = 'ord_01m84j5stvek8taznva0d678kp';

let shop: Shop;
let partnerId: string;
let key: string;
let pendingId: string;
let deliveredId: string;
let claimId: string;
beforeAll(async () => {
  shop = await openShop({ env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  await shop.stock({ codes: 20 });
  ({ partnerId } = await shop.buyer({ balance: '900.00', invoiceLimit: 10_000 }));
  key = (await shop.key(partnerId, { scopes: [...scopes] })).text;
  const place = async (payment: string) =>
    (await shop.call<Order>('POST', '/orders', { key, body: { ...ORDER, payment } })).body.id;
  pendingId = await place('invoice');
  deliveredId = await place('balance');
  const codes = await shop.call<{ data: { id: string }[] }>('GET', `/orders/${deliveredId}/codes`, {
    key,
  });
  const body = {
    order_id: deliveredId,
    codes: [codes.body.data[0]?.id],
    reason: 'failed',
    description: 'It is cut short.',
  };
  claimId = (await shop.call<{ id: string }>('POST', '/claims', { key, body })).body.id;
});
afterAll(() => shop[Symbol.asyncDispose]());

async function refusal(method: string, path: string, options: CallOptions = {}) {
  const answer = await shop.call<Problem>(method, path, { key, ...options });
  return { ...answer.body, wait: Number(answer.headers.get('retry-after')) };
}

async function upload(form: FormData | string, type?: string) {
  const headers = { authorization: `Bearer ${key}`, ...(type && { 'content-type': type }) };
  const url = `${shop.url}/api/v1/claims/${claimId}/evidence`;
  const reply = await fetch(url, { method: 'POST', headers, body: form });
  return (await reply.json()) as Problem & { max_bytes?: number };
}

describe('limits', () => {
  test('of open invoices', async () => {
    const body = { ...ORDER, quantity: 2, payment: 'invoice' };
    expect(await refusal('POST', '/orders', { body })).toMatchObject({
      code: 'limit_reached',
      limit: '100.00',
      used: '47.00',
      currency: 'USD',
    });
  });

  test.each([
    [{ dailySpend: 5_000 }, { cap: 'spend', limit: '50.00', used: '47.00', currency: 'USD' }],
    [{ dailyQuantity: 1 }, { cap: 'quantity', limit: 1, used: 1 }],
    [
      { dailySpend: 1_000_000, dailyQuantity: 1 },
      { cap: 'quantity', limit: 1, used: 1 },
    ],
  ])('of a key: %j', async (caps, members) => {
    const { text } = await shop.key(partnerId, caps);
    expect((await shop.call('POST', '/orders', { key: text, body: ORDER })).status).toBe(201);
    const found = await refusal('POST', '/orders', { key: text, body: ORDER });
    const tomorrow = new Date(Math.ceil(shop.clock.now().getTime() / 86_400_000) * 86_400_000);
    expect(found).toMatchObject({
      code: 'key_cap_reached',
      ...members,
      resets_at: tomorrow.toISOString(),
    });
  });

  test('of endpoints', async () => {
    for (let n = 0; n < 10; n += 1) {
      const body = { url: `http://127.0.0.1:9/${n}` };
      expect((await shop.call('POST', '/webhook_endpoints', { key, body })).status).toBe(201);
    }
    const body = { url: 'http://127.0.0.1:9/more' };
    expect(await refusal('POST', '/webhook_endpoints', { body })).toMatchObject({
      code: 'limit_reached',
      limit: 10,
      used: 10,
    });
  });
});

test('a missing scope is named', async () => {
  const { text } = await shop.key(await shop.partner(), { scopes: ['read'] });
  expect(await refusal('POST', '/orders', { key: text, body: ORDER })).toMatchObject({
    code: 'scope_missing',
    scope: 'orders',
  });
});

test('a call with an id in the middle of its path is found there, however that is written, and nowhere else', async () => {
  const statusOf = async (path: string) => (await shop.call('GET', path, { key })).status;
  const written = deliveredId.replace('_', '%5F');
  for (const id of [deliveredId, written]) expect(await statusOf(`/orders/${id}/codes`)).toBe(200);
  for (const path of ['/orders//codes', `/orders/${deliveredId}/codes/`, '/orders/codes/codes']) {
    expect(await statusOf(path)).toBe(404);
  }
});

test('an order that has no codes yet is refused with its state, and with when to try again', async () => {
  const found = await refusal('GET', `/orders/${pendingId}/codes`);
  expect(found).toMatchObject({
    code: 'order_not_delivered',
    status: 409,
    order_status: 'pending',
    retryable: true,
    wait: 5,
  });
});

test('an act that is no longer possible is refused with the state', async () => {
  expect(await refusal('POST', `/orders/${deliveredId}/cancel`)).toMatchObject({
    code: 'invalid_state',
    status: 409,
    current_status: 'delivered',
  });
  const { body } = await shop.call<{ data: { id: string }[] }>('GET', '/webhook_endpoints', {
    key,
  });
  const path = `/webhook_endpoints/${body.data[0]?.id}`;
  await shop.call('PATCH', path, { key, body: { status: 'disabled' } });
  expect(await refusal('POST', `${path}/test`)).toMatchObject({
    code: 'invalid_state',
    current_status: 'disabled',
  });
});

test.each(['paused', 'retired'] as const)(
  'a product that is %s is refused with that reason',
  async (status) => {
    await shop.productStatus('PSN-US-100', status);
    const body = { ...ORDER, denomination: 100 };
    expect(await refusal('POST', '/orders', { body })).toMatchObject({
      code: 'product_paused',
      status: 409,
      product_status: status,
    });
  },
);

describe('an unknown id in a body has its pointer', () => {
  const claim = { codes: ['cod_x'], reason: 'failed', description: 'It is cut short.' };
  test.each([NOWHERE, 'nonsense'])('of an order: %s', async (order_id) => {
    expect(await refusal('POST', '/claims', { body: { ...claim, order_id } })).toMatchObject({
      code: 'not_found',
      errors: [{ pointer: '/order_id', code: 'unknown_id' }],
    });
  });

  test.each(['whe_01m84j5stvek8taznva0d678kp', 'nonsense'])(
    'of an endpoint: %s',
    async (endpoint_id) => {
      const { body } = await shop.call<{ data: { id: string }[] }>('GET', '/events', { key });
      const path = `/events/${body.data[0]?.id}/redeliver`;
      expect(await refusal('POST', path, { body: { endpoint_id } })).toMatchObject({
        code: 'not_found',
        errors: [{ pointer: '/endpoint_id', code: 'unknown_id' }],
      });
    },
  );

  test('of a code it is one field of several', async () => {
    const body = { ...claim, order_id: deliveredId };
    expect(await refusal('POST', '/claims', { body })).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/codes/0', code: 'unknown_id' }],
    });
  });
});

describe('an upload', () => {
  test('that is too large is refused with the accepted size', async () => {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(fileBytesMax + 20_000)], 'big.png'));
    const found = await upload(form);
    expect(found.code).toBe('body_too_large');
    expect(found.detail).toContain('10 MiB');
  });

  test('with other fields names them', async () => {
    const form = new FormData();
    form.set('file', new File([smallFile('small.png')], 'a.png'));
    form.set('note', 'x');
    expect(await upload(form)).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/note', code: 'unknown_member' }],
    });
  });

  test('that is cut off is not reported as malformed JSON', async () => {
    const type = 'multipart/form-data; boundary=x';
    expect((await upload('--x\r\n', type)).code).toBe('malformed_upload');
    expect((await upload('{}', 'application/json')).detail).toContain('multipart/form-data');
  });
});

test('a JSON body that is too large is refused with the accepted size', async () => {
  const found = await refusal('POST', '/orders', { raw: ' '.repeat(65_537) });
  expect(found).toMatchObject({ code: 'body_too_large', max_bytes: 65_536 });
  expect(found.detail).toContain('64 KiB');
});

test.each([
  ['2026-11-01', 'like 2026-11-01T00:00:00Z.'],
  ['2026-11-01T02:00:00+02:00', 'like 2026-11-01T02:00:00%2B02:00.'],
  ['yesterday', 'like 2026-11-23T16:00:00Z.'],
])('an invalid time is shown as it was written: %s', async (time, words) => {
  const { errors } = await refusal('GET', `/orders?created_after=${time}`);
  expect(errors).toMatchObject([{ pointer: '/created_after', code: 'format' }]);
  expect(errors?.[0]?.detail).toContain(words);
  const shown = /like (\S+)\.$/.exec(errors?.[0]?.detail ?? '')?.[1];
  const again = await shop.call('GET', `/orders?created_after=${shown}`, { key });
  expect(again.status).toBe(200);
});
