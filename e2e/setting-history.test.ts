/** Guards: the history of a setting, opened where the setting is listed, says who changed it from what to what and why. */
import { bodyOf } from '@psnb2b/server/testkit';
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
