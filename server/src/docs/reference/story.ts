import { type Operation, type OperationId, operations } from '@psnb2b/contract';
import type { SampleCall } from '../samples/index.ts';

/** One request of the story: a call, with what it sends and what later steps need of its reply. */
export interface Step {
  readonly operation: OperationId;
  /** What this step does, if the call's own summary does not say it. */
  readonly name?: string;
  /** Values of query parameters. */
  readonly query?: Readonly<Record<string, string>>;
  /** The body in place of the first example of the call; it may name variables. */
  readonly body?: unknown;
  /** Variables that later steps use, with the path of their value in the reply. */
  readonly keep?: Readonly<Record<string, readonly (string | number)[]>>;
}

const FIRST = ['data', 0, 'id'] as const;
const CARD = { region: 'US', denomination: 50 } as const;

/**
 * A day of a partner in test mode, in which every call of the API succeeds: samples of the reference and the collection are its steps,
 * and tests run them in this order. A call that is not named here follows at the end with its first example.
 */
const told: readonly Step[] = [
  { operation: 'getMe' },
  { operation: 'getOpenapi' },
  {
    operation: 'listInventory',
    query: { region: 'US', in_stock: 'true' },
    keep: { CURSOR: ['cursor'] },
  },
  { operation: 'getInventoryItem' },
  { operation: 'listInventoryChanges', query: { cursor: '$CURSOR' } },
  { operation: 'setTestBalance' },
  { operation: 'getBalance' },
  { operation: 'listTransactions', query: { limit: '20' } },
  { operation: 'listDeposits', query: { limit: '20' } },
  {
    operation: 'createWebhookEndpoint',
    body: { url: 'https://example.com/hooks/psnb2b', events: ['order.status_changed'] },
    keep: { ENDPOINT: ['id'] },
  },
  { operation: 'createOrder', body: { ...CARD, quantity: 2 }, keep: { ORDER: ['id'] } },
  { operation: 'getOrder' },
  { operation: 'listOrders', query: { status: 'delivered', limit: '20' } },
  { operation: 'listOrderCodes', keep: { CODE: FIRST } },
  { operation: 'listOrderReveals' },
  { operation: 'lookUpCode', body: { code_id: '$CODE' } },
  {
    operation: 'createClaim',
    body: {
      order_id: '$ORDER',
      codes: ['$CODE'],
      reason: 'invalid',
      description: 'The store says that the code is not valid.',
    },
    keep: { CLAIM: ['id'] },
  },
  { operation: 'getClaim' },
  { operation: 'listClaims', query: { status: 'open' } },
  { operation: 'addClaimMessage' },
  { operation: 'listClaimMessages' },
  { operation: 'addClaimEvidence', query: { item: 'error_screenshot' } },
  { operation: 'listClaimEvidence' },
  { operation: 'withdrawClaim' },
  {
    operation: 'createOrder',
    name: 'Reserve codes',
    body: { ...CARD, quantity: 1, payment: 'hold', hold_seconds: 3_600 },
    keep: { ORDER: ['id'] },
  },
  { operation: 'confirmOrder' },
  {
    operation: 'listOrderCodes',
    name: 'List codes without reading them',
    query: { masked: 'true' },
    keep: { CODE: FIRST },
  },
  { operation: 'returnCodes', body: { codes: ['$CODE'] } },
  {
    operation: 'createOrder',
    name: 'Reserve codes that are not bought',
    body: { ...CARD, quantity: 1, payment: 'hold' },
    keep: { ORDER: ['id'] },
  },
  { operation: 'cancelOrder' },
  { operation: 'listWebhookEndpoints' },
  { operation: 'getWebhookEndpoint' },
  { operation: 'updateWebhookEndpoint', body: { events: ['order.status_changed', 'balance.low'] } },
  { operation: 'rotateWebhookSecret' },
  { operation: 'testWebhookEndpoint' },
  { operation: 'listWebhookDeliveries' },
  { operation: 'listEvents', query: { after: '0' }, keep: { EVENT: FIRST } },
  { operation: 'redeliverEvent', body: {} },
  { operation: 'replayWebhookEvents', body: { after: 0 } },
  { operation: 'deleteWebhookEndpoint' },
  { operation: 'listRequests', query: { path: '/orders*', limit: '20' } },
  { operation: 'reportKey' },
];

const ids = Object.keys(operations) as OperationId[];

/** Every call at least once, in an order in which each finds what it needs. */
export const story: readonly Step[] = [
  ...told,
  ...ids
    .filter((id) => !told.some(({ operation }) => operation === id))
    .map((operation) => ({ operation })),
];

/** Names of variables of path parameters: `{order_id}` is `$ORDER`. */
export function variableOf(parameter: string): string {
  return parameter.replace(/_id$/, '').toUpperCase();
}

/** Variables that are the same for everybody. */
export const fixedValues: Readonly<Record<string, string>> = { SKU: 'PSN-US-50' };

/** The request of a step. `place` makes its idempotency key differ from that of another step with the same call. */
export function callOf({ operation: id, query = {}, body }: Step, place = 1): SampleCall {
  const operation: Operation = operations[id];
  const path = operation.path.replaceAll(
    /\{(\w+)\}/g,
    (_all, name: string) => `$${variableOf(name)}`,
  );
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const sent = body ?? exampleBody(operation);
  return {
    method: operation.method,
    url: `$API${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`,
    headers: [
      ...(operation.auth === 'key' ? [['Authorization', 'Bearer $KEY'] as const] : []),
      ...(sent === undefined ? [] : [['Content-Type', 'application/json'] as const]),
      ...(operation.idempotent ? [['Idempotency-Key', idempotencyKey(id, place)] as const] : []),
    ],
    body: sent,
  };
}

/** The body of a call's first example; undefined if it has none, or needs none. */
function exampleBody({ examples, bodyOptional }: Operation): unknown {
  const [first] = Object.values(examples);
  const isEmpty = JSON.stringify(first?.value) === '{}';
  return first === undefined || (bodyOptional === true && isEmpty) ? undefined : first.value;
}

/** `createOrder` → `create-order-1`. */
function idempotencyKey(id: string, place: number): string {
  return `${id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-${place}`;
}
