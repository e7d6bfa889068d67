/** Guards: a form says in plain words what to change, at the field, before anything is sent. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, lookAt, openDesk } from './rig/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('an empty sign-up is refused by the page, field by field', {
  timeout: 300_000,
}, async () => {
  const person = await desk.person();
  const { page } = person;
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url());
  });
  await page.goto(`${desk.shop.url}/portal/sign-up`);
  const submit = page.locator('button[type=submit]');
  await submit.click();
  for (const words of [
    'Enter the business name.',
    'Enter the e-mail address.',
    'Enter the name.',
  ]) {
    await page.getByText(words, { exact: true }).waitFor();
  }
  await page.getByRole('textbox', { name: 'E-mail' }).fill('somebody');
  await page.getByRole('textbox', { name: 'Password' }).fill('short');
  await submit.click();
  await page
    .getByText('The e-mail address must be like name@example.com', { exact: false })
    .waitFor();
  await page.getByText('The password must have at least 10 characters.').waitFor();
  expect(await lookAt(person, 'portal-sign-up-faults')).toEqual([]);
  expect({ sent, faults: person.faults }).toEqual({ sent: [], faults: [] });
});
