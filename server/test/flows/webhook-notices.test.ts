/**
 * Guards: who owns or develops a business hears, in the app and by e-mail, that its webhook endpoint was
 * disabled, once, also when several workers look; nobody else does.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellOfEndpoints } from '../../src/backoffice/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import { listEmails } from '../../src/kit/mail/index.ts';
import {
  answer,
  colleague,
  mailTo,
  openReceiver,
  openShop,
  type Shop,
  signUp,
  type Visitor,
} from '../../testkit/index.ts';
import { DEVELOPMENT, driven, register } from '../webhooks/rig.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ env: DEVELOPMENT });
});
afterAll(() => shop[Symbol.asyncDispose]());

async function news(of: Visitor) {
  const { body } = await of.get<{ data: { kind: string; text: string }[] }>('/notifications');
  return body.data.filter(({ kind }) => kind === 'webhook.disabled');
}

test('owner and developer are told once that an endpoint is disabled', async () => {
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
  await Promise.all([tellOfEndpoints(shop.app), tellOfEndpoints(shop.app)]);
  await tellOfEndpoints(shop.app);

  const text = `Your test webhook endpoint ${endpoint.id} is disabled: it answered 410 Gone.`;
  for (const { visitor, email } of [{ ...owner }, developer]) {
    expect(await news(visitor)).toMatchObject([{ text }]);
    const letter = await mailTo(shop, email);
    expect(letter).toMatchObject({ template: 'webhook.disabled', subject: text });
    expect(letter?.text).toContain('replay what it missed');
    const all = await listEmails(shop.app.database.reads, { to: email, limit: 10 });
    expect(all.filter(({ template }) => template === 'webhook.disabled')).toHaveLength(1);
  }
  expect(await news(buyer.visitor)).toEqual([]);
  expect((await mailTo(shop, buyer.email))?.template).not.toBe('webhook.disabled');
  expect(await shop.verify()).toEqual([]);
});
