import { type Order, type OrderCodeList, scopes } from '@psnb2b/contract';
import { registerPartner } from '../acts/index.ts';
import type { App } from '../app.ts';
import { chainAudit } from '../audit/index.ts';
import { creditDeposit } from '../funding/index.ts';
import { issueDocuments } from '../invoicing/index.ts';
import { required } from '../kit/assert.ts';
import { chances } from '../kit/chances.ts';
import { readEmail } from '../kit/email-address.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kit/time.ts';
import { recomputeTiers } from '../orders/index.ts';
import { issueKey, listKeys, revokeKey, tenantOf } from '../partners/index.ts';
import { setEndpoint } from '../webhooks/index.ts';
import { createDeliverer } from '../worker.ts';
import { bringStatement } from './demo-bank.ts';
import type { Past } from './demo-past.ts';
import { openDemoReceiver } from './demo-receiver.ts';
import {
  ACTOR,
  askSomething,
  buyTestCodes,
  claimSomething,
  type DemoBuyer,
  recallBadLot,
  STAFF,
  sellRecalled,
  uuidOf,
} from './demo-scenes.ts';

export const DEMO_DAYS = 30;
/** Each demo has the same month. */
const SEED = 20_260;
/** The program that makes the history is faster than any key may be. */
const UNHURRIED = { scopes, requestsPerMinute: 100_000, ordersPerMinute: 100_000 };
/** Orders of a day, beginning with a Sunday. */
const BUSYNESS = [5, 8, 7, 8, 9, 13, 11];
/** What is bought, and how often: region, face value, weight. */
const WANTED: readonly (readonly [region: string, face: number, weight: number])[] = [
  ...[10, 20, 25, 50, 100].map((face) => ['US', face, 6] as const),
  ...([20, 50] as const).map((face) => ['DE', face, 4] as const),
  ...([20, 50] as const).map((face) => ['GB', face, 3] as const),
  ...([
    ['FR', 50, 2],
    ['PL', 100, 2],
    ['JP', 3_000, 2],
    ['JP', 5_000, 1],
  ] as const),
];
/** The month needs more of these than of the others. */
export const isBestSeller = (region: string, face: number): boolean =>
  WANTED.some((wanted) => wanted[0] === region && wanted[1] === face);

/**
 * A month of trade for a first look at the product: what a few partners bought, paid, claimed and asked, by the product's own API and
 * verbs. It is the same each time, except for codes and ids, and ends now.
 */
export async function tradeForAMonth(
  past: Past,
  now: Date,
  { partnerId, badLot }: { readonly partnerId: string; readonly badLot: string },
): Promise<void> {
  const { app, clock, call } = past;
  const buyers = await openBuyers(app, partnerId);
  const own = required(buyers[0], 'the demo partner buys');
  await using receiver = await openDemoReceiver();
  await using deliverer = createDeliverer(app);
  const target = { url: receiver.url };
  const hook = await call<{ id: string }>(own.key, 'POST', '/webhook_endpoints', target);
  const chance = chances(SEED);
  for (let daysAgo = DEMO_DAYS; daysAgo >= 0; daysAgo -= 1) {
    const end = now.getTime() - daysAgo * DAY_MS;
    clock.set(new Date(end - 10 * HOUR_MS));
    receiver.isDown = daysAgo === 12;
    if (daysAgo === DEMO_DAYS || daysAgo % 7 === 1) await payIn(app, buyers, DEMO_DAYS - daysAgo);
    if (daysAgo === 10) await sellRecalled(past, buyers);
    if (daysAgo === 2) await recallBadLot(past, badLot);
    await askSomething(past, own, daysAgo);
    const read = await tradeForADay(past, buyers, end - 4 * HOUR_MS, chance);
    await claimSomething(past, own, daysAgo, read);
    await deliverer.drain();
    if (daysAgo % 7 === 0) await recomputeTiers(app);
  }
  await buyTestCodes(past, partnerId);
  clock.set(now);
  await bringStatement(app, buyers, now);
  await deliverer.drain();
  const by = { actor: ACTOR, at: now };
  const disabled = { status: 'disabled' } as const;
  const endpointId = uuidOf('whe', hook.id);
  await setEndpoint(app, own.tenant, endpointId, disabled, { ...by, reason: 'owner' });
  for (const buyer of buyers) await revokeKeys(app, buyer, now);
  await issueDocuments(app, ACTOR);
  await chainAudit(app);
}

/** The keys that made the history. */
async function revokeKeys(app: App, { partnerId }: DemoBuyer, at: Date): Promise<void> {
  for (const { keyId } of await listKeys(app.database.reads, partnerId)) {
    await app.database.transaction((tx) =>
      revokeKey(tx, app, keyId, 'It made the history of the demo.', { actor: ACTOR, at }),
    );
  }
}

/** The demo partner and two more, each with money and a key. */
async function openBuyers(app: App, partnerId: string): Promise<DemoBuyer[]> {
  const others = [
    ['Nordlicht Handel GmbH', 'nordlicht', 'DE', 25],
    ['Osaka Game Cards KK', 'osaka', 'JP', 15],
  ] as const;
  const buyers = [await openBuyer(app, partnerId, 60)];
  for (const [name, address, country, share] of others) {
    const at = app.clock.now();
    const email = readEmail(`${address}@demo.example`);
    const partner = { name, email, country, currency: 'USD', approved: true, actor: ACTOR, at };
    const created = await registerPartner(app, partner);
    buyers.push(await openBuyer(app, created.partnerId, share));
  }
  // One that nobody has reviewed yet.
  await registerPartner(app, {
    ...{ name: 'Kiosk Nueve SL', email: readEmail('kiosk@demo.example'), country: 'ES' },
    ...{ currency: 'USD', approved: false, actor: ACTOR, at: app.clock.now() },
  });
  return buyers;
}

async function openBuyer(app: App, partnerId: string, share: number): Promise<DemoBuyer> {
  const by = { actor: ACTOR, at: app.clock.now() };
  const tenant = await tenantOf(app.database.reads, partnerId, 'live');
  const { key, text } = await app.database.transaction((tx) =>
    issueKey(tx, app, partnerId, 'live', UNHURRIED, by),
  );
  return { partnerId, tenant, keyId: key.keyId, key: text, share };
}

/** Each payment has a reference of its own, as on a statement of a bank. */
async function payIn(app: App, buyers: readonly DemoBuyer[], day: number): Promise<void> {
  for (const [index, { tenant, share }] of buyers.entries()) {
    const reference = `demo ${day}-${index + 1}`;
    const amount = share * (day === 0 ? 20_000 : 12_500);
    await creditDeposit(app, tenant, { amount, currency: 'USD', reference, actor: STAFF });
  }
}

/** Places the orders of a day until `end`, and reads most of their codes; returns those that the demo partner read. */
async function tradeForADay(
  { clock, call }: Past,
  buyers: readonly DemoBuyer[],
  end: number,
  chance: () => number,
): Promise<OrderCodeList[]> {
  const begin = clock.now();
  // nothing: a week has seven days
  const count = Math.round((BUSYNESS[begin.getUTCDay()] ?? 0) * (0.8 + chance() * 0.4));
  const step = (end - begin.getTime()) / Math.max(count, 1);
  const read: OrderCodeList[] = [];
  for (let index = 0; index < count; index += 1) {
    const buyer = pick(buyers, ({ share }) => share, chance());
    const [region, denomination] = pick(WANTED, ([, , weight]) => weight, chance());
    const quantity = 1 + Math.floor(chance() * chance() * 8);
    const reference = `PO-${Math.floor(end / DAY_MS)}-${index + 1}`;
    const body = { region, denomination, quantity, ...(chance() < 0.4 && { reference }) };
    const { id } = await call<Order>(buyer.key, 'POST', '/orders', body);
    if (chance() < 0.85) {
      const codes = await call<OrderCodeList>(buyer.key, 'GET', `/orders/${id}/codes`);
      if (buyer === buyers[0]) read.push(codes);
    }
    clock.advance(step - MINUTE_MS);
  }
  return read;
}

function pick<Item>(items: readonly Item[], weight: (item: Item) => number, at: number): Item {
  let left = at * items.reduce((sum, item) => sum + weight(item), 0);
  const found = items.find((item) => {
    left -= weight(item);
    return left < 0;
  });
  return required(found ?? items.at(-1), 'there is something to choose from');
}
