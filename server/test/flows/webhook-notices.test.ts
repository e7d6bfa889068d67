/**
 * Guards: owners and developers of a business are notified in the app and by e-mail that a webhook endpoint was
 * disabled, once even if several workers look, and of the first exhausted delivery in a day; nobody else is notified.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendEndpointNotices } from '../../src/acts/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import { listEmails } from '../../src/kit/mail/index.ts';
import {
  answer,
  colleague,
  drivenClock,
  mailTo,
  openReceiver,
  openShop,
  type Shop,
  signUp,
  type Visitor,
} from '../../testkit/index.ts';
import { DEVELOPMENT, driven, register } from '../webhooks/rig.ts';

const HOUR = 3_600_000;
const clock = drivenClock();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ env: DEVELOPMENT, clock });
});
afterAll(() => shop[Symbol.asyncDispose]());

async function news(of: Visitor) {
  const { body } = await of.get<{ data: { kind: string; text: string }[] }>('/notifications');
  return body.data.filter(({ kind }) => kind === 'webhook.disabled');
}

async function letters(to: string, wanted: string) {
  const all = await listEmails(shop.app.database.reads, { to, limit: 10 });
  return all.filter(({ template }) => template === wanted);
}

test('owner and developer are notified once that an endpoint is disabled', async () => {
  await using receiver = await openReceiver();
  await using worker = driven(shop.app);
  const owner = await signUp(shop);
  const developer = await colleague(shop, owner.visitor, 'developer');
  const buyer = await colleague(shop, owner.visitor, 'buyer');
  const partnerId = parseId('prt', owner.partnerId) ?? '';
  const scopes = ['read', 'webhooks'];
  const { text: key } = await shop.key(partnerId, { mode: 'test', scopes });
  const endpoint = await register(shop, key, receiver.url);
  receiver.behaviour = answer(410);
  await shop.call('POST', `/webhook_endpoints/${endpoint.id}/test`, { key });
  await worker.drain();
  await Promise.all([sendEndpointNotices(shop.app), sendEndpointNotices(shop.app)]);
  await sendEndpointNotices(shop.app);

  const text = `Your test webhook endpoint ${endpoint.id} was disabled because it answered 410 Gone.`;
  for (const { visitor, email } of [{ ...owner }, developer]) {
    expect(await news(visitor)).toMatchObject([{ text }]);
    const letter = await mailTo(shop, email, 'webhook.disabled');
    expect(letter?.subject).toBe(text);
    expect(letter?.text).toContain('replay the events that it missed');
    expect(await letters(email, 'webhook.disabled')).toHaveLength(1);
  }
  expect(await news(buyer.visitor)).toEqual([]);
  expect(await mailTo(shop, buyer.email, 'webhook.disabled')).toBeNull();
  expect(await shop.verify()).toEqual([]);
});

test('owner and developer are notified of the first exhausted delivery in a day', async () => {
  await using receiver = await openReceiver();
  await using worker = driven(shop.app);
  const owner = await signUp(shop);
  const scopes = ['read', 'webhooks'];
  const partnerId = parseId('prt', owner.partnerId) ?? '';
  const { text: key } = await shop.key(partnerId, { mode: 'test', scopes });
  const endpoint = await register(shop, key, receiver.url);
  receiver.behaviour = answer(503);
  const send = () => shop.call('POST', `/webhook_endpoints/${endpoint.id}/test`, { key });
  const pass = async (hours: number) => {
    for (let hour = 0; hour < hours; hour += 1) {
      clock.advance(HOUR);
      await worker.drain();
      await sendEndpointNotices(shop.app);
    }
  };
  const heard = () =>
    shop.rows('SELECT sequence, told_at FROM webhooks.notices ORDER BY notice_id');
  await shop.rows('DELETE FROM webhooks.notices');
  for (let count = 0; count < 3; count += 1) await send();
  await pass(23);
  expect(await heard()).toEqual([]);
  // The next ones are exhausted within a day of the first three, and of one another.
  await send();
  await pass(2);
  expect(await heard()).toEqual([{ sequence: 1, told_at: expect.any(Date) }]);
  await pass(21);
  expect(await heard()).toHaveLength(1);
  await send();
  await pass(2);
  expect(await heard()).toHaveLength(1);
  await pass(23);
  expect(await heard()).toMatchObject([{ sequence: 1 }, { sequence: 5 }]);

  const { email } = owner;
  const kind = 'webhook.exhausted';
  const text = `Event 1 did not reach your test webhook endpoint ${endpoint.id} within a day and is not sent again.`;
  expect((await letters(email, kind)).map(({ subject }) => subject)).toContain(text);
  expect(await letters(email, kind)).toHaveLength(2);
  const notifications = await shop.rows('SELECT text FROM identity.notifications WHERE kind = $1', [
    kind,
  ]);
  expect(notifications).toHaveLength(2);
  expect(notifications).toContainEqual({ text });
  expect(await shop.verify()).toEqual([]);
});
