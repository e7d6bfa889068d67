/**
 * Guards: the SDK has a method for every call of the partner API, which sends exactly that call, and nothing besides; each POST
 * carries an idempotency key.
 */
import { operations } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import type { Calls } from '../src/generated/calls.ts';
import { Psnb2b } from '../src/index.ts';

const ORDER = 'ord_01m84j5stvek8taznva0d678kp';
const CLAIM = 'clm_01m86d72r0faavxbkxmvvmazfc';
const ENDPOINT = 'whe_01m84ht3bvek8taznva0d678kp';
const KEY = 'psnb2b_test_0000000000000000000000000000000000000000000000000';
const NEW = { region: 'US', denomination: 50, quantity: 1 };

/** A new call of the contract needs a method of the SDK, and a line here. */
const USES: { readonly [Id in keyof Calls]: (client: Psnb2b) => PromiseLike<unknown> } = {
  listInventory: (client) => client.inventory.list({ region: ['US', 'GB'] }),
  getInventoryItem: (client) => client.inventory.get('PSN-US-50'),
  listInventoryChanges: (client) => client.inventory.changes('1'),
  getBalance: (client) => client.balance.get(),
  listTransactions: (client) => client.transactions.list(),
  listDeposits: (client) => client.deposits.list(),
  createOrder: (client) => client.orders.create(NEW),
  listOrders: (client) => client.orders.list({ status: ['delivered'] }),
  getOrder: (client) => client.orders.get(ORDER),
  confirmOrder: (client) => client.holds.confirm(ORDER),
  cancelOrder: (client) => client.orders.cancel(ORDER),
  returnCodes: (client) => client.orders.returnCodes(ORDER, ['cod_1']),
  listOrderCodes: (client) => client.codes.list(ORDER),
  listOrderReveals: (client) => client.codes.reveals(ORDER),
  lookUpCode: (client) => client.codes.lookUp({ code_id: 'cod_1' }),
  createClaim: (client) =>
    client.claims.create({
      order_id: ORDER,
      codes: ['cod_1'],
      reason: 'invalid',
      description: 'x',
    }),
  listClaims: (client) => client.claims.list(),
  getClaim: (client) => client.claims.get(CLAIM),
  withdrawClaim: (client) => client.claims.withdraw(CLAIM),
  addClaimMessage: (client) => client.claims.addMessage(CLAIM, 'Hello'),
  listClaimMessages: (client) => client.claims.messages(CLAIM),
  addClaimEvidence: (client) =>
    client.claims.addEvidence(CLAIM, { name: 'a.png', content: new Uint8Array([1]) }),
  listClaimEvidence: (client) => client.claims.evidence(CLAIM),
  createWebhookEndpoint: (client) => client.webhookEndpoints.create({ url: 'https://a.example' }),
  listWebhookEndpoints: (client) => client.webhookEndpoints.list(),
  getWebhookEndpoint: (client) => client.webhookEndpoints.get(ENDPOINT),
  updateWebhookEndpoint: (client) =>
    client.webhookEndpoints.update(ENDPOINT, { status: 'enabled' }),
  deleteWebhookEndpoint: (client) => client.webhookEndpoints.delete(ENDPOINT),
  rotateWebhookSecret: (client) => client.webhookEndpoints.rotate(ENDPOINT),
  testWebhookEndpoint: (client) => client.webhookEndpoints.test(ENDPOINT),
  listWebhookDeliveries: (client) => client.webhookEndpoints.deliveries(ENDPOINT),
  replayWebhookEvents: (client) => client.webhookEndpoints.replay(ENDPOINT, { after: 1 }),
  listEvents: (client) => client.events.list(),
  redeliverEvent: (client) => client.events.redeliver('evt_1'),
  setTestBalance: (client) => client.test.setBalance('1.00'),
  getTestClock: (client) => client.test.clock(),
  advanceTestClock: (client) => client.test.advanceClock(60),
  listTestEventTypes: (client) => client.test.eventTypes(),
  triggerTestEvent: (client) => client.test.emit({ type: 'balance.low' }),
  reportCertification: (client) =>
    client.test.reportCertification({
      checks: [{ check: 'claim', state: 'passed' }],
      program_version: '0.1.0',
      took_seconds: 60,
    }),
  listRequests: (client) => client.requests.list({ status_class: '4xx' }),
  getMe: (client) => client.me(),
  reportKey: (client) => client.reportKey(KEY),
  getOpenapi: (client) => client.openapi(),
};

test('no call of the contract is missing', () => {
  expect(Object.keys(USES).sort()).toEqual(Object.keys(operations).sort());
});

test.each(Object.values(operations))('$id', async ({ id, method, path, auth }) => {
  const sent: { url: string; method?: string; headers: Headers }[] = [];
  const client = new Psnb2b({
    apiKey: KEY,
    baseUrl: 'https://shop.example',
    fetch: async (url, init) => {
      sent.push({ url, method: init.method ?? '', headers: new Headers(init.headers) });
      return Response.json({ data: [], has_more: false, next_cursor: null });
    },
  });
  await USES[id](client);
  expect(sent).toHaveLength(1);
  const [{ url, headers, ...request } = { url: '', headers: new Headers() }] = sent;
  expect(request.method).toBe(method);
  const pattern = path.replaceAll(/\{\w+\}/g, '[\\w-]+');
  expect(new URL(url).pathname).toMatch(new RegExp(`^/api/v1${pattern}$`));
  expect(headers.has('idempotency-key')).toBe(method === 'POST');
  expect(headers.has('authorization')).toBe(auth === 'key');
});
