/**
 * Guards what a partner's engineer does on the pages of the documentation in a real browser: searches by keyboard, chooses a
 * language once for all samples, fills in a test key that stays in the tab, and turns the page dark.
 */
import { signUp } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';

let desk: Desk;
let person: Person;
beforeAll(async () => {
  desk = await openDesk();
  person = await desk.person();
});
afterAll(() => desk[Symbol.asyncDispose]());

const KEY = `psnb2b_test_${'0'.repeat(49)}`;
const open = (path: string, { page }: Person = person) => page.goto(desk.shop.url + path);

test.each([
  '/docs',
  '/docs/quick-start',
  '/docs/webhooks',
  '/docs/changelog',
  '/docs/errors',
  '/docs/errors/out_of_stock',
  '/docs/events/order.status_changed',
  '/docs/reference',
  '/docs/reference/createOrder',
  '/docs/reference/addClaimEvidence',
])('%s', async (path) => {
  await open(path);
  await person.page.getByRole('heading', { level: 1 }).waitFor();
  expect(await lookAt(person, path.replaceAll('/', '-').slice(1))).toEqual([]);
  expect(person.faults).toEqual([]);
});

test('the search is opened, used and left by keyboard', async () => {
  const { page, faults } = person;
  await open('/docs');
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search the documentation' });
  await field.fill('hold expired');
  await page.getByRole('option').first().waitFor();
  expect(await lookAt(person, 'docs-search')).toEqual([]);
  await field.fill('no such words anywhere');
  await page.getByText('Nothing contains all of').waitFor();
  await field.fill('out_of_stock');
  await page.getByRole('option', { name: 'out_of_stock', exact: false }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/docs/errors/out_of_stock');
  await page.keyboard.press('Control+k');
  await field.waitFor();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'hidden' });
  expect(faults).toEqual([]);
});

test('a language that was chosen once is shown in every sample of every page', async () => {
  const { page } = person;
  await open('/docs/quick-start');
  const shown = () =>
    page
      .locator('.samples [data-language]:visible')
      .evaluateAll((all) => [
        ...new Set(
          all.map(
            (each) => (each as unknown as { dataset: { language: string } }).dataset.language,
          ),
        ),
      ]);
  expect(await shown()).toEqual(['curl']);
  await page.getByRole('radio', { name: 'Python' }).nth(1).check();
  expect(await shown()).toEqual(['python']);
  expect(await lookAt(person, 'docs-quick-start-python')).toEqual([]);
  await open('/docs/fill');
  expect(await shown()).toEqual(['python']);
  await page.getByRole('radio', { name: 'curl' }).first().check();
});

test('a test key is filled into the samples of this tab alone; a live key is refused', async () => {
  const { page } = person;
  await open('/docs/quick-start');
  await page.getByRole('button', { name: 'Test key', exact: true }).click();
  const field = page.getByLabel('Test key', { exact: true });
  await field.fill(KEY.replace('test', 'live'));
  await page.getByRole('button', { name: 'Use this key' }).click();
  await page.getByText('This is a live key').waitFor();
  expect(await lookAt(person, 'docs-key')).toEqual([]);
  await field.fill(KEY);
  await page.getByRole('button', { name: 'Use this key' }).click();
  const text = () => page.locator('main').innerText();
  await expect.poll(text).toContain(`export KEY=${KEY}`);
  expect(await text()).toContain(`${desk.shop.url}/api/v1/balance`);
  await open('/docs/holds');
  await expect.poll(text).toContain(`Bearer ${KEY}`);
  const other = await person.context.newPage();
  await other.goto(`${desk.shop.url}/docs/holds`);
  expect(await other.locator('main').innerText()).toContain('Bearer $KEY');
  await other.close();
  await page.getByRole('button', { name: /^Test key/ }).click();
  await page.getByRole('button', { name: 'Forget the key' }).click();
  await expect.poll(text).toContain('Bearer $KEY');
});

test('a test key that was just issued opens the documentation with itself filled in, in that tab alone', async () => {
  const { visitor } = await signUp(desk.shop);
  const owner = await comeIn(desk, visitor);
  const { page, context } = owner;
  await page.goto(`${desk.shop.url}/portal/developers/keys`);
  await page.getByRole('button', { name: 'Issue a test key' }).first().click();
  await page.keyboard.press('Enter');
  const opened = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Use it in the documentation' }).click();
  const docs = await opened;
  await expect
    .poll(() => docs.locator('main').innerText())
    .toMatch(/export KEY=psnb2b_test_\w{49}\b/);
  expect(await page.evaluate("sessionStorage.getItem('psnb2b-docs-key')")).toBeNull();
  expect(owner.faults).toEqual([]);
  await context.close();
});

test('a call is tried with a test key: the order of one page is read on another, and a refusal leads to its page', async () => {
  const { key } = await desk.shop.buyer({ mode: 'test', balance: '1000.00' });
  const mine = await desk.person();
  const { page } = mine;
  await open('/docs/reference/createOrder', mine);
  const send = () => page.getByRole('button', { name: 'Send', exact: true }).click();
  await send();
  // Without a key, the page asks for one.
  await page.getByLabel('Test key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Use this key' }).click();
  await send();
  await page.getByText('201 Created').waitFor();
  expect(await page.getByRole('region', { name: 'Reply' }).innerText()).toContain('"delivered"');
  expect(await lookAt(mine, 'docs-try')).toEqual([]);
  await open('/docs/reference/listOrderCodes', mine);
  expect(await page.getByLabel('order_id').inputValue()).toMatch(/^ord_/);
  await send();
  await expect
    .poll(() => page.getByRole('region', { name: 'Reply' }).innerText())
    .toContain('TEST-');
  await page.getByLabel('order_id').fill('ord_nothing');
  await send();
  await page.getByRole('link', { name: /^What \w+ means$/ }).click();
  await page.waitForURL('**/docs/errors/*');
  expect(mine.faults).toEqual([]);
  await mine.context.close();
});

test('the colours are turned, and stay turned', async () => {
  const { page, context } = await desk.person();
  await page.goto(`${desk.shop.url}/docs`);
  await page.getByRole('button', { name: 'Use dark colours' }).click();
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.goto(`${desk.shop.url}/docs/errors`);
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.getByRole('button', { name: 'Use light colours' }).waitFor();
  await context.close();
});
