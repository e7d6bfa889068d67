/**
 * Guards: the limit of what one person may approve applies to sums. If a large sum is cut into pieces below the limit
 * (over the claims of an order or a partner, or over one person's decisions, at once or one after another, by single
 * decisions or a recall), it needs a second person as soon as the sum exceeds the limit; and nobody decides a claim
 * alone that they opened.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decideAll, decideClaim } from '../../src/claims/index.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { tenantOf } from '../../src/partners/index.ts';
import { recallFromBuyers, resolveRecall } from '../../src/recalls/index.ts';
import { buy, decide, file, openShop, type Shop } from '../../testkit/index.ts';

const HOUR_MS = 3_600_000;

let clock: DrivenClock;
let shop: Shop;
beforeEach(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  await shop.stock({ codes: 200 });
});
afterEach(async () => {
  expect(await shop.verify()).toEqual([]);
  await shop[Symbol.asyncDispose]();
});

interface Bought {
  readonly key: string;
  readonly order: string;
  readonly codes: readonly string[];
}

async function bought(quantity: number, key?: string): Promise<Bought> {
  const own = key ?? (await shop.buyer({ balance: '5000.00' })).key;
  const { order, codes } = await buy(shop, own, quantity);
  return { key: own, order: order.id, codes: codes.map(({ id }) => id) };
}

/** Files a claim on some codes at 47.00 each: ten are below the limit of 500.00 and eleven exceed it. */
async function claim({ key, order, codes }: Bought, from: number, to: number): Promise<string> {
  return (await file(shop, key, order, codes.slice(from, to))).body.id;
}

const outcomeOf = async (id: string, actor: string) =>
  (await decide(shop, id, 'refunded', actor)).outcome;

test('four claims on ten codes of one order count as one claim on forty', async () => {
  const order = await bought(40);
  const outcomes = [];
  for (const from of [0, 10, 20, 30]) {
    outcomes.push(await outcomeOf(await claim(order, from, from + 10), 'staff:ann'));
  }
  expect(outcomes).toEqual(['taken', 'proposed', 'proposed', 'proposed']);
});

test('the sum of one order counts every decision, whoever made it and whenever', async () => {
  const order = await bought(20);
  const first = await claim(order, 0, 10);
  const second = await claim(order, 10, 20);
  expect(await outcomeOf(first, 'staff:ann')).toBe('taken');
  clock.advance(100 * HOUR_MS);
  expect(await outcomeOf(second, 'staff:bob')).toBe('proposed');
});

test('the sum of one partner counts all of its orders and deciders, within the window', async () => {
  const one = await bought(10);
  const two = await bought(10, one.key);
  const three = await bought(10, one.key);
  expect(await outcomeOf(await claim(one, 0, 10), 'staff:ann')).toBe('taken');
  clock.advance(23 * HOUR_MS);
  expect(await outcomeOf(await claim(two, 0, 10), 'staff:bob')).toBe('proposed');
  clock.advance(2 * HOUR_MS);
  expect(await outcomeOf(await claim(three, 0, 10), 'staff:bob')).toBe('taken');
});

test('the sum of one decider counts all partners, within the window', async () => {
  const [one, two, three] = [await bought(10), await bought(10), await bought(10)];
  expect(await outcomeOf(await claim(one, 0, 10), 'staff:ann')).toBe('taken');
  expect(await outcomeOf(await claim(two, 0, 10), 'staff:ann')).toBe('proposed');
  clock.advance(25 * HOUR_MS);
  expect(await outcomeOf(await claim(three, 0, 10), 'staff:ann')).toBe('taken');
});

test('a replacement counts like a refund, a rejection does not count', async () => {
  const [one, two, three] = [await bought(10), await bought(10), await bought(10)];
  await decide(shop, await claim(one, 0, 10), 'replaced', 'staff:ann');
  const rejected = await decide(shop, await claim(two, 0, 10), 'rejected', 'staff:ann');
  expect(rejected.outcome).toBe('taken');
  expect(await outcomeOf(await claim(three, 0, 10), 'staff:ann')).toBe('proposed');
});

test('what two people approved counts for neither', async () => {
  const [large, one, two] = [await bought(20), await bought(10), await bought(10)];
  const id = await claim(large, 0, 20);
  expect(await outcomeOf(id, 'staff:ann')).toBe('proposed');
  expect(await outcomeOf(id, 'staff:bob')).toBe('taken');
  expect(await outcomeOf(await claim(one, 0, 10), 'staff:ann')).toBe('taken');
  expect(await outcomeOf(await claim(two, 0, 10), 'staff:bob')).toBe('taken');
});

test('a decision that confirms a proposal counts for two, even if the second person could have made it alone', async () => {
  const [one, two, three] = [await bought(10), await bought(10), await bought(10)];
  await outcomeOf(await claim(one, 0, 10), 'staff:ann');
  const id = await claim(two, 0, 10);
  expect(await outcomeOf(id, 'staff:ann')).toBe('proposed');
  expect(await outcomeOf(id, 'staff:bob')).toBe('taken');
  const [row] = await shop.rows(
    `SELECT proposed_by, taken_by, needs_two FROM claims.decisions
      WHERE state = 'taken' AND claim_id = $1`,
    [parseId('clm', id)],
  );
  expect(row).toEqual({ proposed_by: 'staff:ann', taken_by: 'staff:bob', needs_two: true });
  expect(await outcomeOf(await claim(three, 0, 10), 'staff:bob')).toBe('taken');
});

describe('at the same moment', () => {
  test('one person who decides for two partners exceeds their limit once', async () => {
    const [one, two] = [await bought(10), await bought(10)];
    const ids = [await claim(one, 0, 10), await claim(two, 0, 10)];
    const outcomes = await Promise.all(ids.map((id) => outcomeOf(id, 'staff:ann')));
    expect(outcomes.sort()).toEqual(['proposed', 'taken']);
  });

  test('two people who decide for one partner exceed its limit once', async () => {
    const one = await bought(10);
    const two = await bought(10, one.key);
    const ids = [await claim(one, 0, 10), await claim(two, 0, 10)];
    const outcomes = await Promise.all(ids.map((id, index) => outcomeOf(id, `staff:${index}`)));
    expect(outcomes.sort()).toEqual(['proposed', 'taken']);
  });
});

test('the window is a setting, and past decisions count by the new window', async () => {
  const [one, two] = [await bought(10), await bought(10)];
  await outcomeOf(await claim(one, 0, 10), 'staff:ann');
  clock.advance(30 * HOUR_MS);
  const id = await claim(two, 0, 10);
  const decideWithin = async (hours: number) => {
    const [row] = await shop.rows<{ partner: string }>(
      `SELECT t.partner_id AS partner FROM claims.claims c JOIN partners.tenants t USING (tenant_id)
        WHERE c.claim_id = $1`,
      [parseId('clm', id)],
    );
    const tenant = await tenantOf(shop.app.database.reads, row?.partner ?? '', 'live');
    const parts = { ...shop.app, config: { approvalWindowMs: hours * HOUR_MS } };
    const by = { actor: 'staff:ann', at: clock.now() };
    const decision = (found: Parameters<typeof decideAll>[0]) => ({
      codes: decideAll(found, 'refunded'),
    });
    return (await decideClaim(parts, tenant, parseId('clm', id) ?? '', decision, by)).outcome;
  };
  expect(await decideWithin(48)).toBe('proposed');
  await expect(decideWithin(48)).rejects.toMatchObject({ code: 'invalid_state' });
  // With a shorter window the person is below the limit again and decides alone.
  expect(await decideWithin(24)).toBe('taken');
});

describe('a person who opened a claim', () => {
  test.each(['refunded', 'rejected'] as const)('never decides it alone: %s', async (resolution) => {
    const { key, order, codes } = await bought(1);
    const id = (await file(shop, key, order, codes)).body.id;
    await shop.owner.transaction((tx) =>
      tx.query(
        `UPDATE claims.claims SET origin = 'staff', filed_by = 'staff:ann' WHERE claim_id = $1`,
        [parseId('clm', id)],
      ),
    );
    expect((await decide(shop, id, resolution, 'staff:ann')).outcome).toBe('proposed');
    await expect(decide(shop, id, resolution, 'staff:ann')).rejects.toMatchObject({
      code: 'invalid_state',
    });
    expect((await decide(shop, id, resolution, 'staff:bob')).outcome).toBe('taken');
  });

  test('by a recall never replaces or refunds its codes alone', async () => {
    const lot = await shop.stock({ region: 'GB', codes: 1 });
    const { key } = await shop.buyer({ balance: '100.00' });
    const body = { region: 'GB', denomination: 50, quantity: 1 };
    await shop.call('POST', '/orders', { key, body });
    await recallFromBuyers(shop.app, { lotId: lot.lotId }, { actor: 'staff:ann' });
    const by = (actor: string) => resolveRecall(shop.app, lot.lotId, 'refunded', actor);
    expect(await by('staff:ann')).toMatchObject({ taken: 0, proposed: 1 });
    expect(await by('staff:bob')).toMatchObject({ taken: 1, proposed: 0 });
  });
});

describe('a recall', () => {
  /** Buyers of one lot of GB codes at 60.00, each with the same number of codes. */
  async function recalled(buyers: number, each: number): Promise<string> {
    const lot = await shop.stock({ region: 'GB', codes: buyers * each });
    for (let n = 0; n < buyers; n += 1) {
      const { key } = await shop.buyer({ balance: '5000.00' });
      const body = { region: 'GB', denomination: 50, quantity: each };
      await shop.call('POST', '/orders', { key, body });
    }
    await recallFromBuyers(shop.app, { lotId: lot.lotId }, { actor: 'staff:rob' });
    return lot.lotId;
  }
  const resolve = (lotId: string, actor: string) =>
    resolveRecall(shop.app, lotId, 'refunded', actor);

  test('counts the earlier decisions of its person', async () => {
    await outcomeOf(await claim(await bought(5), 0, 5), 'staff:ann');
    const lotId = await recalled(2, 3);
    expect(await resolve(lotId, 'staff:ann')).toMatchObject({ taken: 0, proposed: 2 });
  });

  test('counts for decisions that follow it', async () => {
    expect(await resolve(await recalled(2, 2), 'staff:ann')).toMatchObject({ taken: 2 });
    expect(await resolve(await recalled(2, 3), 'staff:ann')).toMatchObject({ proposed: 2 });
  });

  test('takes effect for all claims or is proposed for all', async () => {
    expect(await resolve(await recalled(2, 4), 'staff:ann')).toMatchObject({ taken: 2 });
    expect(await resolve(await recalled(3, 3), 'staff:bob')).toMatchObject({
      taken: 0,
      proposed: 3,
    });
  });
});
