/**
 * Guards: after a restore an endpoint gets what it has not had from before the backup, then the event that names the hole, then what
 * follows, however far apart their numbers are.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginRestoredEpoch } from '../../src/acts/index.ts';
import { openReceiver, openShop, type Shop, type WebhookReceiver } from '../../testkit/index.ts';
import { DEVELOPMENT, driven, order, register, webhookBuyer } from './rig.ts';

let shop: Shop;
let receiver: WebhookReceiver;
beforeAll(async () => {
  shop = await openShop({ env: DEVELOPMENT });
  receiver = await openReceiver();
  await shop.stock({ codes: 10 });
});
afterAll(async () => {
  await receiver[Symbol.asyncDispose]();
  await shop[Symbol.asyncDispose]();
});

async function drain(): Promise<void> {
  await using deliverer = driven(shop.app);
  await deliverer.drain();
}

const typesAt = (path: string) =>
  receiver.received.filter((each) => each.path === `/hook${path}`).map(({ event }) => event.type);

test('an endpoint that was behind, and one that was not', async () => {
  const { key } = await webhookBuyer(shop);
  await register(shop, key, `${receiver.url}/up-to-date`);
  await order(shop, key);
  await drain();
  expect(typesAt('/up-to-date')).toHaveLength(3);
  await register(shop, key, `${receiver.url}/behind`);
  await shop.owner.transaction((tx) =>
    tx.query(
      `UPDATE webhooks.cursors SET position = 0, wanted_after = 0 WHERE endpoint_id =
         (SELECT endpoint_id FROM webhooks.endpoints WHERE url LIKE '%/behind')`,
    ),
  );
  const at = shop.clock.now();
  await shop.app.database.transaction((tx) =>
    beginRestoredEpoch(tx, shop.app, { name: 'psnb2b-1', at }, { at, actor: 'operator:test' }),
  );
  await drain();
  expect(typesAt('/up-to-date')).toEqual([...three, 'stream.restored']);
  expect(typesAt('/behind')).toEqual([...three, 'stream.restored']);
  expect(await shop.verify()).toEqual([]);
});

const three = Array.from({ length: 3 }, () => 'order.status_changed');
