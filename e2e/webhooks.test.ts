/**
 * Guards, in a real browser: a developer registers an endpoint, copies its secret, which no page shows again, sends a test and
 * sees the answer of the real server in place; a failing delivery is seen with its reason and is delivered by a later attempt, while
 * its pages are open; it is sent again by hand.
 * The request log shows which calls a limit refused, and when the next was free.
 */
import { createHmac } from 'node:crypto';
import {
  answer,
  openReceiver,
  parseId,
  sendWebhooks,
  signUp,
  stepUp,
  type Visitor,
  type WebhookReceiver,
} from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

const RETRY_MS = 600_000;
let desk: Desk;
let receiver: WebhookReceiver;
let owner: Visitor;
let partnerId: string;
let person: Person;
beforeAll(async () => {
  desk = await openDesk({ ALLOW_PRIVATE_WEBHOOKS: 'true' });
  receiver = await openReceiver();
  const signed = await signUp(desk.shop);
  owner = signed.visitor;
  partnerId = parseId('prt', signed.partnerId) ?? '';
  await stepUp(desk.clock, owner);
  person = await comeIn(desk, owner);
});
afterAll(async () => {
  await receiver[Symbol.asyncDispose]();
  await desk[Symbol.asyncDispose]();
});

test('an endpoint from its registration to a delivery that is sent again', async () => {
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

  receiver.behaviour = answer(500, { server: 'nginx' }, 'broken');
  // Attempts of one millisecond have no order.
  desk.clock.advance(1_000);
  const endpoint = new URL(page.url()).pathname.split('/').at(-1);
  const { text: key } = await desk.shop.key(partnerId, { mode: 'test', scopes: ['webhooks'] });
  await desk.shop.call('POST', `/webhook_endpoints/${endpoint}/test`, { key });
  await sendWebhooks(desk.shop);
  await page.goto(`${desk.shop.url}/portal/developers/deliveries?mode=test&status=waiting`);
  await page.getByText('500: Your server did not answer with 2xx').waitFor();
  await page.getByText('1 of 14').waitFor();
  // The page follows the next attempt by itself.
  desk.clock.advance(RETRY_MS);
  await sendWebhooks(desk.shop);
  await page.getByText('2 of 14').waitFor();
  await page.getByRole('link', { name: /^Test/ }).click();
  await page.getByText('server: nginx').first().waitFor();
  await act('Copy the request as a curl command, without signatures').waitFor();
  receiver.behaviour = answer(200);
  desk.clock.advance(RETRY_MS);
  await sendWebhooks(desk.shop);
  await page.getByText('Delivered', { exact: true }).waitFor();
  const bodies = receiver.received.slice(1).map((each) => each.event.id);
  expect(bodies).toEqual([bodies[0], bodies[0], bodies[0]]);
  await act('Send again').click();
  await page.getByText('The event is queued.').waitFor();
  await sendWebhooks(desk.shop);
  await page.reload();
  await page.getByRole('list', { name: 'Attempts' }).getByText('200').nth(1).waitFor();
  found.push(...(await lookAt(person, 'portal-webhook-event')));
  expect(found).toEqual([]);
  expect(person.faults).toEqual([]);
});

test('the request log says which calls a limit refused, and when the next was free', async () => {
  const { shop } = desk;
  const { page } = person;
  const { text: key } = await shop.key(partnerId, { mode: 'test', requestsPerMinute: 2 });
  const answers = [];
  for (let turn = 0; turn < 4; turn += 1) {
    answers.push((await shop.call('GET', '/balance', { key })).status);
    desk.clock.advance(1_000);
  }
  expect(answers).toEqual([200, 200, 429, 429]);
  await shop.app.requestLog.flush();
  await page.goto(`${shop.url}/portal/developers/requests?mode=test`);
  await page.getByText('2 ×', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'GET /balance' }).first().click();
  await page.waitForURL(/error_code=rate_limited/);
  await page.getByRole('cell', { name: '429 rate_limited' }).first().waitFor();
  const found = await lookAt(person, 'portal-requests-limited');
  await page.getByRole('table', { name: 'Calls' }).getByRole('link').last().click();
  await page.getByText('The 2 requests that any 60 seconds may have were used up.').waitFor();
  await page.getByText(/The next was free at .*:\d\d:\d\d/).waitFor();
  await page.getByText('1.0 s later').waitFor();
  found.push(...(await lookAt(person, 'portal-request-limited')));
  await page.getByRole('link', { name: 'rate_limited: What it means' }).click();
  await page.waitForURL('**/docs/errors/rate_limited');
  expect(found).toEqual([]);
  expect(person.faults).toEqual([]);
});
