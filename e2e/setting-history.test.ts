/**
 * Guards: the history of a setting, opened where the setting is listed, says who changed it from what to what and why; and before a setting is
 * saved, its dialog says what the value that is being typed would have meant.
 */
import { bodyOf, formatId } from '@psnb2b/server/testkit';
import { staff } from '@psnb2b/server/testkit/people';
import { expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { lookAt, openDesk } from './rig/desk.ts';

test('a setting shows who changed it from what to what, and why', {
  timeout: 120_000,
}, async () => {
  await using desk = await openDesk();
  const { visitor: admin } = await staff(desk.shop, 'admin');
  await bodyOf(desk.clock, admin.post('/return-terms', { return_hours: 12, reason: 'Fraud.' }));
  const person = await comeIn(desk, admin);
  const { page } = person;
  await page.goto(`${desk.shop.url}/console/settings?q=returns`);
  await page.getByRole('button', { name: 'History: Returns' }).click();
  const dialog = page.getByRole('dialog', { name: 'History: Returns' });
  for (const text of ['24 h', '12 h', 'Fraud.', 'A admin']) {
    await dialog.getByText(text, { exact: true }).first().waitFor();
  }
  expect(await lookAt(person, 'console-setting-history')).toEqual([]);
  expect(person.faults).toEqual([]);
});

test('a limit says what it would have meant while it is typed, and what the present one meant', {
  timeout: 120_000,
}, async () => {
  await using desk = await openDesk();
  const { shop } = desk;
  await shop.stock({ codes: 20 });
  const { partnerId, key } = await shop.buyer({ balance: '900.00' });
  for (const quantity of [1, 3, 1]) {
    const body = { region: 'US', denomination: 50, quantity };
    await bodyOf(desk.clock, shop.call('POST', '/orders', { key, body }));
  }
  const person = await comeIn(desk, (await staff(shop, 'admin')).visitor);
  const { page } = person;
  await page.goto(`${shop.url}/console/partners/${formatId('prt', partnerId)}`);
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Limits' }) });
  await section.getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('0 of 3 orders of the last 30 days would have needed approval.').waitFor();
  await dialog.getByRole('textbox', { name: 'Approval above' }).fill('100');
  await dialog.getByText('1 of 3 orders of the last 30 days would have needed approval.').waitFor();
  await dialog.getByText('With the present value: 0.').waitFor();
  expect(await lookAt(person, 'console-setting-effect')).toEqual([]);
  expect(person.faults).toEqual([]);
});
