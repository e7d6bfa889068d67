/**
 * Guards: the command line does with endpoints what their owner can do by API, also where only support registers them;
 * every command prints one JSON value or refuses with a problem document.
 */
import { webhookSecretPattern } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatId } from '../../src/kit/ids.ts';
import type { Deliverer } from '../../src/webhooks/index.ts';
import { answer, runHere, type Shop, type WebhookReceiver } from '../../testkit/index.ts';
import { openWebhookDesk, order, type WebhookDesk, webhookBuyer } from './rig.ts';

const SETTINGS = { ALLOW_PRIVATE_WEBHOOKS: 'true', WEBHOOK_REGISTRATION: 'support' };

let desk: WebhookDesk;
let shop: Shop;
let receiver: WebhookReceiver;
let worker: Deliverer;
beforeAll(async () => {
  desk = await openWebhookDesk({ env: SETTINGS, codes: 10 });
  ({ shop, receiver, worker } = desk);
});
afterAll(() => desk[Symbol.asyncDispose]());

async function webhooks(...args: string[]) {
  const { code, value } = await runHere(shop, ['webhooks', ...args, '--json'], SETTINGS);
  return { code, value };
}

test('from registration to removal', async () => {
  const { partnerId, key } = await webhookBuyer(shop);
  const partner = formatId('prt', partnerId);
  const added = await webhooks('add', '--partner', partner, '--url', receiver.url);
  const { id, secret } = added.value;
  expect(added).toMatchObject({ code: 0, value: { id: expect.stringMatching(/^whe_/) } });
  expect(secret).toMatch(new RegExp(webhookSecretPattern));
  const of = ['--endpoint', id] as const;
  const shown = { id, mode: 'live', url: receiver.url, status: 'enabled' };
  expect(await webhooks('list', '--partner', partner)).toMatchObject({ code: 0, value: [shown] });

  receiver.behaviour = answer(500, { 'retry-after': '3600' }, 'no');
  await order(shop, key);
  await worker.drain();
  const failed = await webhooks('deliveries', ...of, '--limit', '2');
  expect(failed.value).toMatchObject([
    { sequence: 3, status: 'waiting', attempts: [{ status: 500, reply: 'no' }] },
    { sequence: 2, status: 'waiting' },
  ]);
  receiver.behaviour = answer(200);
  receiver.received.length = 0;
  const replayed = await webhooks('replay', ...of, '--after', '1', '--through', '3');
  expect(replayed).toEqual({ code: 0, value: { events: 2, through: 3, has_more: false } });
  await worker.drain();
  expect(receiver.received.map(({ event }) => event.sequence).toSorted()).toEqual([2, 3]);
  expect((await webhooks('replay', ...of, '--after', '1')).value).toMatchObject({ events: 0 });
  const all = await webhooks('replay', ...of, '--after', '1', '--all');
  expect(all.value).toMatchObject({ events: 2 });

  const tested = await webhooks('test', ...of);
  expect(tested.value).toMatchObject({ event_id: expect.stringMatching(/^evt_/), sequence: 4 });

  const rotated = await webhooks('rotate', ...of, '--overlap', '1h');
  expect(rotated.value).toMatchObject({ id, rotation_ends_at: expect.any(String) });
  expect(rotated.value.secret).not.toBe(secret);
  const again = await webhooks('rotate', ...of);
  expect(again).toMatchObject({ code: 1, value: { code: 'invalid_state' } });
  expect((await webhooks('rotate', ...of, '--overlap', '0')).value.rotation_ends_at).toBeNull();

  const url = `${receiver.url}/elsewhere`;
  const change = ['--url', url, '--events', 'balance.low,webhook.test', '--concurrency', '8'];
  const moved = await webhooks('set', ...of, ...change);
  const events = ['balance.low', 'webhook.test'];
  expect(moved.value).toMatchObject({ url, events, concurrency: 8 });
  const disabled = await webhooks('set', ...of, '--disable');
  expect(disabled.value).toMatchObject({ status: 'disabled', status_reason: 'operator' });
  expect(await webhooks('test', ...of)).toMatchObject({
    code: 1,
    value: { code: 'invalid_state' },
  });
  const enabled = await webhooks('set', ...of, '--enable', '--events', 'default');
  expect(enabled.value).toMatchObject({ status: 'enabled', status_reason: null });
  expect(enabled.value.events).toContain('order.status_changed');

  expect(await webhooks('remove', ...of)).toEqual({ code: 0, value: { id, deleted: true } });
  expect((await webhooks('list', '--partner', partner)).value).toEqual([]);
  expect(await webhooks('remove', ...of)).toMatchObject({ code: 1, value: { code: 'not_found' } });
  expect(await shop.verify()).toEqual([]);
});

test('an invalid option of a command is refused with a problem document', async () => {
  const partner = formatId('prt', await shop.partner());
  const refusals = [
    [['add', '--partner', partner, '--url', 'ftp://example.com/'], 'validation_failed'],
    [['add', '--partner', partner, '--url', receiver.url, '--events', 'x'], 'validation_failed'],
    [['add', '--partner', 'prt_nobody', '--url', receiver.url], 'not_found'],
    [
      ['add', '--partner', partner, '--url', receiver.url, '--concurrency', '33'],
      'validation_failed',
    ],
    [['set', '--endpoint', 'whe_nothing', '--enable'], 'not_found'],
  ] as const;
  for (const [args, code] of refusals) {
    expect([args, await webhooks(...args)]).toMatchObject([args, { code: 1, value: { code } }]);
  }
});
