/**
 * Guards, in a real browser: a developer registers an endpoint, copies its secret, which no page shows again, sends a test and
 * sees the answer of the real server in place; a failing delivery is seen with its reason and is sent again by hand.
 */
import { createHmac } from 'node:crypto';
import {
  answer,
  openReceiver,
  sendWebhooks,
  signUp,
  stepUp,
  type WebhookReceiver,
} from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk } from './rig/desk.ts';

let desk: Desk;
let receiver: WebhookReceiver;
beforeAll(async () => {
  desk = await openDesk({ ALLOW_PRIVATE_WEBHOOKS: 'true' });
  receiver = await openReceiver();
});
afterAll(async () => {
  await receiver[Symbol.asyncDispose]();
  await desk[Symbol.asyncDispose]();
});

test('an endpoint from its registration to a delivery that is sent again', async () => {
  const { visitor: owner } = await signUp(desk.shop);
  await stepUp(desk.clock, owner);
  const person = await comeIn(desk, owner);
  const { page } = person;
  const found: string[] = [];
  const act = (name: string) => page.getByRole('button', { name, exact: true });

  await page.goto(`${desk.shop.url}/portal/developers/webhooks?mode=test`);
  await act('Register an endpoint').first().click();
  const form = page.getByRole('dialog', { name: 'Register a test endpoint' });
  await form.getByRole('textbox', { name: 'URL' }).fill('ftp://shop.example');
  await form.getByText('must begin with https://').waitFor();
  found.push(...(await lookAt(person, 'portal-webhook-register')));
  await form.getByRole('textbox', { name: 'URL' }).fill(receiver.url);
  await form.getByRole('textbox', { name: 'What it is for' }).fill('The shop');
  await form.getByRole('button', { name: 'Register an endpoint' }).click();
  const shown = page.getByRole('status', { name: 'Signing secret of your endpoint' });
  const secret = (await shown.textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  await page.getByText('timingSafeEqual').first().waitFor();
  found.push(...(await lookAt(person, 'portal-webhook-shown')));
  await act('I have saved it').click();

  await act('Send test').click();
  await page.getByText(/Your server answered 200 in [0-9,]+ ms; the body was 0 bytes/).waitFor();
  expect(await page.content()).not.toContain(secret);
  const { body = '', headers } = receiver.received[0] ?? {};
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  expect(headers?.['x-psnb2b-signature']).toBe(signature);

  receiver.behaviour = answer(500, {}, 'broken');
  // Attempts of one millisecond have no order.
  desk.clock.advance(1_000);
  const endpoint = new URL(page.url()).pathname.split('/').at(-1);
  const { body: events } = await owner.get<{ data: { event_id: string }[] }>(
    '/webhook-events?mode=test',
  );
  const event = events.data[0]?.event_id;
  await owner.post(`/webhook-events/${event}/redeliver?mode=test`, { endpoint_id: endpoint });
  await sendWebhooks(desk.shop);
  await page.goto(`${desk.shop.url}/portal/developers/deliveries?mode=test&status=waiting`);
  await page.getByText('500: Your server did not answer with 2xx').waitFor();
  await page.getByText('1 of 14').waitFor();
  await page.getByRole('link', { name: /^Test/ }).click();
  await act('Send again').click();
  receiver.behaviour = answer(200);
  await page.getByText('The event is queued.').waitFor();
  await sendWebhooks(desk.shop);
  await page.reload();
  await page.getByText('Delivered', { exact: true }).waitFor();
  found.push(...(await lookAt(person, 'portal-webhook-event')));
  expect(found).toEqual([]);
  expect(person.faults).toEqual([]);
});
