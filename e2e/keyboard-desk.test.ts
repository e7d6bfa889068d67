/**
 * Guards, in a real browser, that people do with the keyboard alone what follows a purchase: they return a code that nobody has read, claim
 * two codes with a screenshot, and register, test and replay a webhook; wherever Tab stops, it is seen that it stops there.
 */
import type { Order } from '@psnb2b/contract';
import {
  answer,
  buy,
  decide,
  openReceiver,
  parseId,
  sendWebhooks,
  signUp,
  smallFile,
  stepUp,
  type WebhookReceiver,
} from '@psnb2b/server/testkit';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { hasFocus, isFocused, tabTo } from './rig/by-keyboard.ts';
import { comeIn } from './rig/come-in.ts';
import { type Desk, openDesk, type Person } from './rig/desk.ts';

let desk: Desk;
let person: Person;
let receiver: WebhookReceiver;
let key: string;
/** What was wrong with the places where the focus was. */
const faults: string[] = [];
beforeAll(async () => {
  desk = await openDesk({ ALLOW_PRIVATE_WEBHOOKS: 'true' });
  receiver = await openReceiver();
  const { shop, clock } = desk;
  await shop.stock({ codes: 4 });
  const { visitor, partnerId } = await signUp(shop, 'Nordlicht Handel');
  const id = parseId('prt', partnerId) ?? '';
  await shop.change(id, { approved: true });
  await shop.deposit(id, '900.00');
  key = (await shop.key(id)).text;
  await stepUp(clock, visitor);
  person = await comeIn(desk, visitor);
});
afterAll(async () => {
  await receiver[Symbol.asyncDispose]();
  await desk[Symbol.asyncDispose]();
});
afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
  expect(person.faults).toEqual([]);
});

const button = (name: string | RegExp) => person.page.getByRole('button', { name, exact: true });

const tick = (number: number) =>
  person.page.getByRole('checkbox', { name: `Choose code ${number}`, exact: true });

/** Tabs to a target and presses a key there. */
async function press(target: Locator, pressed = 'Enter', way?: 'Shift+Tab'): Promise<void> {
  await target.waitFor();
  faults.push(...(await tabTo(person.page, target, way)));
  await person.page.keyboard.press(pressed);
}

async function write(target: Locator, words: string): Promise<void> {
  await target.waitFor();
  faults.push(...(await tabTo(person.page, target)));
  await person.page.keyboard.press('Control+A');
  await person.page.keyboard.type(words);
}

test('a code that nobody has read is returned', async () => {
  const { page } = person;
  const body = { region: 'US', denomination: 50, quantity: 2 };
  const { body: order } = await desk.shop.call<Order>('POST', '/orders', { key, body });
  await page.goto(`${desk.shop.url}/portal/orders/${order.id}`);
  await press(tick(1), 'Space');
  await press(button('Return 1 code'));
  await press(page.getByRole('dialog').getByRole('button', { name: 'Return 1 code' }));
  await page.getByText('Returned', { exact: true }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await hasFocus(page)).toBe(true);
});

test('two codes are claimed with a screenshot, and the replacement is there without a reload', async () => {
  const { page } = person;
  const { order } = await buy(desk.shop, key, 2);
  await page.goto(`${desk.shop.url}/portal/orders/${order.id}`);
  await press(tick(1), 'Space');
  await press(tick(2), 'Space');
  await press(button('Claim 2 codes'), 'Enter', 'Shift+Tab');
  await page.getByText('2 codes chosen').waitFor();
  await press(page.getByLabel('Invalid'), 'Space');
  await write(page.getByLabel('What happened'), 'The store refuses them.');
  await press(button('File the claim'));
  await page.getByRole('heading', { level: 1, name: 'Invalid · 2 codes' }).waitFor();
  const choosing = page.waitForEvent('filechooser');
  await press(page.getByLabel('Add evidence'));
  const buffer = Buffer.from(smallFile('small.png'));
  await (await choosing).setFiles({ name: 'store.png', mimeType: 'image/png', buffer });
  await page.getByText('Provided', { exact: true }).waitFor();
  await desk.shop.stock({ codes: 2 });
  await decide(desk.shop, new URL(page.url()).pathname.split('/').at(-1) ?? '', 'replaced');
  const copy = button('Copy the replacement').first();
  await copy.waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(copy);
  await expect.poll(() => page.evaluate<string>('navigator.clipboard.readText()')).not.toBe('');
});

test('an endpoint is registered, tested, and sent its failed event again', async () => {
  const { page } = person;
  await page.goto(`${desk.shop.url}/portal/developers/webhooks?mode=test`);
  await press(button('Register an endpoint').first());
  const form = page.getByRole('dialog', { name: 'Register a test endpoint' });
  await form.waitFor();
  await page.keyboard.type(receiver.url);
  await press(form.getByRole('button', { name: 'Register an endpoint' }));
  await press(button('I have saved it'));
  await page.getByRole('heading', { level: 1 }).waitFor();
  receiver.behaviour = answer(500);
  await press(button('Send test'));
  await page.getByText(/Your server answered 500/).waitFor();
  receiver.behaviour = answer(200);
  expect(await isFocused(page, button('Send test'))).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByText(/Your server answered 200/).waitFor();
  await page.goto(`${desk.shop.url}/portal/developers/deliveries?mode=test`);
  const event = page.getByRole('main').getByRole('link', { name: /^Test/ }).first();
  await event.waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const before = receiver.received.length;
  await press(button('Send again'));
  await page.getByText('The event is queued.').waitFor();
  await sendWebhooks(desk.shop);
  expect(receiver.received.length).toBe(before + 1);
});
