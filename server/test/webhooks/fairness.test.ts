/**
 * Guards: hanging endpoints delay nobody else. While fifty of them with a high concurrency have as many running attempts as they may have,
 * another partner's event is sent at once: before any of theirs has ended.
 */
import { expect, test } from 'vitest';
import { createEndpoint } from '../../src/webhooks/index.ts';
import { hostile, openReceiver, openShop, type Shop } from '../../testkit/index.ts';
import { DEVELOPMENT, emit, running } from './rig.ts';

const HANGING = 50;
const IN_FLIGHT = 4;
/** All together: more than the extra places. */
const CONCURRENCY = 10;
const EXTRA = 256;
/** More than one endpoint may have running. */
const EVENTS = 12;

async function endpoint(shop: Shop, url: string, concurrency?: number): Promise<number> {
  const partnerId = await shop.partner();
  const [row] = await shop.rows<{ tenantId: number }>(
    `SELECT tenant_id AS "tenantId" FROM partners.tenants WHERE partner_id = $1 AND mode = 'live'`,
    [partnerId],
  );
  const tenant = { tenantId: row?.tenantId ?? 0, mode: 'live' } as const;
  await createEndpoint(
    shop.app,
    tenant,
    { url, events: null, ...(concurrency && { concurrency }) },
    null,
    {
      at: shop.app.clock.now(),
      actor: 'operator:test',
    },
  );
  return tenant.tenantId;
}

test('fifty endpoints hang, one works', async () => {
  await using shop = await openShop({ env: DEVELOPMENT });
  const hanging = await openReceiver();
  await using well = await openReceiver();
  hanging.behaviour = hostile.hang;
  const stuck: number[] = [];
  for (let made = 0; made < HANGING; made += 1) {
    stuck.push(await endpoint(shop, hanging.url, CONCURRENCY));
  }
  const healthy = await endpoint(shop, well.url);
  for (const tenantId of stuck) await emit(shop, tenantId, EVENTS);
  const worker = running(shop.app);
  try {
    const most = HANGING * IN_FLIGHT + EXTRA;
    await hanging.waitFor(most);
    // No endpoint has more: each waits for its own first attempts to end.
    expect(hanging.received).toHaveLength(most);
    await emit(shop, healthy, EVENTS);
    await well.waitFor(EVENTS);
    expect(hanging.received).toHaveLength(most);
    expect(new Set(well.received.map(({ event }) => event.sequence)).size).toBe(EVENTS);
  } finally {
    // The test does not wait for them.
    hanging.behaviour = hostile.reset;
    await hanging[Symbol.asyncDispose]();
    await worker[Symbol.asyncDispose]();
  }
});
