/** Guards: the trial balance of every day, made of the movements of days, is that of every posting of the ledger, whatever is counted already. */
import { randomInt } from 'node:crypto';
import type { Order } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { changeShop } from '../../src/acts/index.ts';
import { reverseDeposit } from '../../src/funding/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { sumPostings } from '../../src/ledger/index.ts';
import { addDays, countSales, startOfDay, trialBalance } from '../../src/sales/index.ts';
import { asSent, readShop } from '../../src/shop/index.ts';
import { openShop } from '../../testkit/index.ts';

const HOUR = 3_600_000;
const STEPS = 40;

test('of every day and of now, after any movements, in any zone, counted or not', async () => {
  const clock = drivenClock(new Date('2026-10-20T10:00:00Z'));
  await using shop = await openShop({ clock });
  const { reads } = shop.app.database;
  const { key, partnerId } = await shop.buyer({ balance: '100000.00' });
  await shop.stock({ codes: 200 });
  const by = () => ({ actor: 'operator:test', at: clock.now() });
  const order = (payment: string) =>
    shop.call<Order>('POST', '/orders', {
      key,
      body: { region: 'US', denomination: 50, quantity: 1, payment },
    });
  const end = async (how: string) => {
    const { body } = await order('hold');
    await shop.call('POST', `/orders/${body.id}/${how}`, { key });
  };
  const takeBack = async () => {
    await shop.deposit(partnerId, '12.34');
    const [row] = await shop.rows<{ id: string }>(
      'SELECT deposit_id AS id FROM funding.deposits ORDER BY created_at DESC, deposit_id DESC LIMIT 1',
    );
    await reverseDeposit(shop.app, row?.id ?? '', 'The bank recalled it.', by());
  };
  const setZone = (time_zone: string) =>
    shop.app.database.transaction(async (tx) =>
      changeShop(tx, { ...asSent(await readShop(tx)), time_zone }, by()),
    );
  const acts = [
    () => order('balance'),
    () => order('hold'),
    () => end('confirm'),
    () => end('cancel'),
    takeBack,
    () => countSales(shop.app),
  ];
  const expectSame = async () => {
    const days = await shop.rows<{ day: string }>(
      "SELECT DISTINCT to_char(day, 'YYYY-MM-DD') AS day FROM sales.money_days",
    );
    for (const { day } of days) {
      const ends = await startOfDay(reads, addDays(day, 1));
      expect(await trialBalance(reads, day), day).toEqual(await sumPostings(reads, 'live', ends));
    }
    const now = await trialBalance(reads, null);
    expect(now).toEqual(await sumPostings(reads, 'live', null));
    expect(now.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
    return days.length;
  };
  for (let step = 0; step < STEPS; step += 1) {
    await acts[step < acts.length ? step : randomInt(acts.length)]?.();
    clock.advance(randomInt(9) * HOUR);
    if (step % 5 === 4) await expectSame();
  }
  for (const zone of ['Asia/Kolkata', 'America/Los_Angeles']) {
    await setZone(zone);
    await shop.settle();
    await expectSame();
    await countSales(shop.app);
    expect(await expectSame()).toBeGreaterThan(3);
  }
  expect(await shop.verify()).toEqual([]);
}, 120_000);
