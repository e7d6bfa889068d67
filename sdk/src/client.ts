import { type RevealReceipt, verifyReceipt } from './crypto/receipts.ts';
import { verifyWebhook, type WebhookDeliveryGiven } from './crypto/webhook-signature.ts';
import type { Event } from './generated/events.ts';
import type { KeyReport, OwnKey } from './generated/shapes.ts';
import { publishedKeys } from './published-keys.ts';
import { claims } from './resources/claims.ts';
import { codes } from './resources/codes.ts';
import { events } from './resources/events.ts';
import { inventory } from './resources/inventory.ts';
import { balance, deposits, transactions } from './resources/money.ts';
import { holds, orders } from './resources/orders.ts';
import { requests } from './resources/requests.ts';
import { testMode } from './resources/test-mode.ts';
import { webhookEndpoints } from './resources/webhook-endpoints.ts';
import { type ClientOptions, readSettings } from './settings.ts';
import { type CallOptions, createTransport, type Send } from './transport/send.ts';

/**
 * The partner API of one shop. Each call is sent again after a fault, with one idempotency key for all of its tries, so that it
 * never has its effect twice.
 */
export class Psnb2b {
  readonly inventory: ReturnType<typeof inventory>;
  readonly balance: ReturnType<typeof balance>;
  readonly transactions: ReturnType<typeof transactions>;
  readonly deposits: ReturnType<typeof deposits>;
  readonly orders: ReturnType<typeof orders>;
  readonly holds: ReturnType<typeof holds>;
  readonly codes: ReturnType<typeof codes>;
  readonly claims: ReturnType<typeof claims>;
  readonly webhookEndpoints: ReturnType<typeof webhookEndpoints>;
  readonly events: ReturnType<typeof events>;
  readonly requests: ReturnType<typeof requests>;
  readonly test: ReturnType<typeof testMode>;
  /** Calls any operation of the API by its id. */
  readonly call: Send;
  readonly #now: () => number;
  readonly #keys: ReturnType<typeof publishedKeys>;

  constructor(options: ClientOptions) {
    const settings = readSettings(options);
    const { send, now } = createTransport(settings);
    this.call = send;
    this.#now = now;
    this.#keys = publishedKeys(settings);
    this.inventory = inventory(send);
    this.balance = balance(send);
    this.transactions = transactions(send);
    this.deposits = deposits(send);
    this.orders = orders(send);
    this.holds = holds(send);
    this.codes = codes(send);
    this.claims = claims(send);
    this.webhookEndpoints = webhookEndpoints(send);
    this.events = events(send);
    this.requests = requests(send);
    this.test = testMode(send);
  }

  /** Your key, what it may do, and what is left of its limits. */
  me(options?: CallOptions): Promise<OwnKey> {
    return this.call('getMe', {}, options);
  }

  /** Reports a key that was found in public, whoever it belongs to. It is revoked at once. */
  reportKey(key: string, options?: CallOptions): Promise<KeyReport> {
    return this.call('reportKey', { body: { key } }, options);
  }

  /** The OpenAPI document of the shop. */
  openapi(options?: CallOptions): Promise<Record<string, unknown>> {
    return this.call('getOpenapi', {}, options);
  }

  /** The server's time in Unix milliseconds, from its latest reply: right even if the clock of this machine is wrong. */
  now(): number {
    return this.#now();
  }

  /** Verifies a delivery by the server's time, and returns its event. */
  verifyWebhook(delivery: WebhookDeliveryGiven): Promise<Event> {
    return verifyWebhook({ nowMs: this.now(), ...delivery });
  }

  /** Verifies the receipt of a reveal with the keys that the shop publishes, and returns what it says. */
  async verifyReceipt(receipt: string): Promise<RevealReceipt> {
    return verifyReceipt(receipt, await this.#keys.forSignature(receipt));
  }
}
