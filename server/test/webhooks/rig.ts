import type { EventType, WebhookDelivery, WebhookEndpointSecret } from '@psnb2b/contract';
import type { App } from '../../src/app.ts';
import { emitEvent } from '../../src/events/index.ts';
import { newUuid } from '../../src/kit/ids.ts';
import { Deliverer } from '../../src/webhooks/index.ts';
import { createDeliverer } from '../../src/worker.ts';
import {
  type Answer,
  openReceiver,
  openShop,
  type Shop,
  type ShopOptions,
  type WebhookReceiver,
} from '../../testkit/index.ts';

/** Allows receivers on this machine, where those of tests are. */
export const DEVELOPMENT = { ALLOW_PRIVATE_WEBHOOKS: 'true' };

/** A shop with codes, a receiver on this machine, and a deliverer that sends when a test calls it. */
export interface WebhookDesk extends AsyncDisposable {
  readonly shop: Shop;
  readonly receiver: WebhookReceiver;
  readonly worker: Deliverer;
}

export async function openWebhookDesk({
  codes,
  env = DEVELOPMENT,
  ...options
}: ShopOptions & { readonly codes: number }): Promise<WebhookDesk> {
  await using stack = new AsyncDisposableStack();
  const shop = stack.use(await openShop({ env, ...options }));
  await shop.stock({ codes });
  const receiver = stack.use(await openReceiver());
  const worker = stack.use(driven(shop.app));
  const owned = stack.move();
  return { shop, receiver, worker, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** Registers an endpoint by API; returns it with its secret. */
export async function register(
  shop: Shop,
  key: string,
  url: string,
  events?: readonly EventType[],
): Promise<WebhookEndpointSecret & { readonly secret: string }> {
  const body = { url, ...(events && { events }) };
  const made = await shop.call<WebhookEndpointSecret>('POST', '/webhook_endpoints', { key, body });
  if (made.status !== 201) throw new Error(made.text);
  return made.body as WebhookEndpointSecret & { readonly secret: string };
}

/** Creates a partner with money and a key with every scope. */
export async function webhookBuyer(
  shop: Shop,
  mode: 'live' | 'test' = 'live',
): Promise<{ partnerId: string; key: string }> {
  const { partnerId } = await shop.buyer({ balance: '100000.00', mode });
  const scopes = ['read', 'orders', 'codes', 'webhooks'];
  return { partnerId, key: (await shop.key(partnerId, { mode, scopes })).text };
}

export function order(shop: Shop, key: string, more: object = {}): Promise<Answer<{ id: string }>> {
  const body = { region: 'US', denomination: 50, quantity: 1, ...more };
  return shop.call<{ id: string }>('POST', '/orders', { key, body });
}

/** Writes events about as many subjects: none waits for another. */
export async function emit(shop: Shop, tenantId: number, count: number): Promise<void> {
  const at = shop.clock.now();
  await shop.app.database.transaction(async (tx) => {
    for (let made = 0; made < count; made += 1) {
      const fact = { at, tenantId, type: 'webhook.test', subject: newUuid(), data: {} } as const;
      await emitEvent(tx, fact);
    }
  });
}

/** Starts a worker's deliverer that runs by itself until it is closed. */
export function running(app: App): Deliverer {
  const deliverer = createDeliverer(app);
  deliverer.start();
  return deliverer;
}

/** Opens a deliverer that sends what is due only when a test calls it. */
export function driven(app: App): Deliverer {
  return new Deliverer(app);
}

export async function deliveriesOf(
  shop: Shop,
  key: string,
  endpointId: string,
  query = '?limit=100',
): Promise<WebhookDelivery[]> {
  const path = `/webhook_endpoints/${endpointId}/deliveries${query}`;
  return (await shop.call<{ data: WebhookDelivery[] }>('GET', path, { key })).body.data;
}
