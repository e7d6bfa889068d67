/**
 * Guards what people see: every page of both apps opens in a real browser, at 1440 and at 360 px, in light or dark,
 * axe finds nothing on it, nothing overflows, no button is cut off, no page sends a request to another host, and the page
 * policy blocks nothing. The pages are those of the apps' own route tables: a new one is opened without a change here,
 * and fails until `furnish` has something to open it with. SCREENSHOTS=folder keeps a picture of each.
 */
import { partnerRoles, todayLists } from '@psnb2b/contract';
import { linkPages } from '@psnb2b/contract/states';
import { bodyOf, staff, stepUp, type Visitor } from '@psnb2b/server/testkit';
import { pngOf } from '@psnb2b/server/testkit/png';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { furnish } from './rig/furnish.ts';
import { half, links } from './rig/not-signed-in.ts';
import { type App, addressOf, countActColumns, nameOf, pagesOf } from './rig/page-table.ts';
import { seeAs } from './rig/see-as.ts';
import { type ListPage, listsOf, thereAndBack } from './rig/there-and-back.ts';
import { actOnLast, tickAll, tickedLists } from './rig/ticked.ts';
import { actTablesOf, go, load, settled, visit } from './rig/walk.ts';

let desk: Desk;
/** The signed-in people who look at the pages of an app. */
const inside = {} as Record<App, Person>;
/** A browser that is not signed in. */
const strangers: Partial<Record<App, Person>> = {};
/** The id of one thing of each kind, by the first word of its address. */
const ids: Record<App, Record<string, string>> = { portal: {}, console: {} };

let heldLot: string;
let waitingOrders: readonly string[];
let visitors: Record<App, Visitor>;
let colleagues: Awaited<ReturnType<typeof furnish>>['colleagues'];
/** Tables that were seen with actions in their rows. */
const actTables = new Set<string>();

beforeAll(async () => {
  desk = await openDesk({ ALLOW_PRIVATE_WEBHOOKS: 'true' });
  const furnished = await furnish(desk);
  Object.assign(ids, furnished.ids);
  ({ heldLot, waitingOrders } = furnished);
  colleagues = furnished.colleagues;
  visitors = { portal: furnished.owner, console: furnished.admin };
  inside.portal = await comeIn(desk, furnished.owner);
  inside.console = await comeIn(desk, furnished.admin);
});
afterAll(() => desk[Symbol.asyncDispose]());

const isOfLink = (pattern: string) => (Object.values(linkPages) as string[]).includes(pattern);

const addressIn = (app: App, pattern: string) =>
  `/${app}${addressOf(pattern, ids[app])}`.replace(/\/$/, '');

/** Pages without an app: the first page, the status page, the legal texts, and an unknown address; the documentation has a test of its own. */
test.each(['/', '/status', '/policy', ...['/terms', '/privacy', '/imprint'], '/docs/nowhere'])(
  '%s',
  async (path) => {
    const person = await desk.person();
    await load(desk, person, path);
    expect(await lookAt(person, path.replaceAll('/', '-').slice(1) || 'home')).toEqual([]);
    expect(person.faults).toEqual([]);
    await person.context.close();
  },
);

/** Opens the third page of a list by its address; from there, the second is one click away, and the third again. */
async function fromTheMiddle(person: Person, visitor: Visitor, path: string): Promise<void> {
  const { body: first } = await visitor.get<ListPage>(`${path}?limit=25`);
  const { body: second } = await visitor.get<ListPage>(
    `${path}?limit=25&cursor=${first.next_cursor}`,
  );
  const cursor = () => new URL(person.page.url()).searchParams.get('cursor');
  await load(desk, person, `/console${path}?cursor=${second.next_cursor}`);
  await person.page.getByRole('button', { name: 'Previous', exact: true }).click();
  await expect.poll(cursor).not.toBe(second.next_cursor);
  await settled(person.page);
  expect((await visitor.get<ListPage>(`${path}?limit=25&cursor=${cursor()}`)).body.data).toEqual(
    second.data,
  );
  await person.page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect.poll(cursor).toBe(second.next_cursor);
}

describe.each(['portal', 'console'] as const)('%s', async (app) => {
  const pages = await pagesOf(app);
  const paths = (from: 'outside' | 'inside') =>
    pages
      .filter((page) => page.leadsOn !== true && !isOfLink(page.path))
      .filter((page) => (page.outside === true) === (from === 'outside'))
      .map(({ path }) => path);
  const outside = [...paths('outside'), '/*'];
  const within = paths('inside');

  test('has pages', () => {
    expect(outside).toContain('/sign-in');
    expect(within).toContain('/notifications');
    expect(within.length).toBeGreaterThan(8);
  });

  test('lists are read in both directions, whatever page is opened', async () => {
    const long: string[] = [];
    for (const path of listsOf(app)) {
      const { there, back } = await thereAndBack(visitors[app], path);
      expect([path, back]).toEqual([path, there]);
      if (there.length > 0) long.push(path);
    }
    expect(long.length, long.join()).toBeGreaterThan(7);
    if (app === 'console') await fromTheMiddle(inside.console, visitors.console, '/audit');
  });

  test.each(within)('%s', async (pattern) => {
    const person = inside[app];
    const before = person.faults.length;
    const address = addressIn(app, pattern);
    const isInside = person.page.url().startsWith(`${desk.shop.url}/${app}`);
    await (isInside ? go(person, address) : load(desk, person, address));
    expect(new URL(person.page.url()).pathname).toBe(address);
    expect(await person.page.getByRole('navigation').count()).toBeGreaterThan(0);
    expect(await lookAt(person, nameOf(app, pattern))).toEqual([]);
    expect(person.faults.slice(before)).toEqual([]);
    for (const label of await actTablesOf(person.page)) actTables.add(label);
  });

  test.each(outside)('%s/ without a session', async (pattern) => {
    const address = `/${app}${pattern.replace('*', 'nowhere')}`;
    const isOfHalf = pattern === '/second-factor';
    if (!isOfHalf) strangers[app] ??= await desk.person();
    const person = isOfHalf
      ? await comeIn(desk, await half(desk.shop, app))
      : (strangers[app] as Person);
    const before = person.faults.length;
    const isThere = person.page.url().startsWith(`${desk.shop.url}/${app}`);
    await (isThere ? go(person, address) : load(desk, person, address));
    expect(await lookAt(person, nameOf(app, pattern))).toEqual([]);
    expect(person.faults.slice(before)).toEqual([]);
  });

  test('pages that links of e-mails open', async () => {
    for (const [name, address] of await links(desk.shop, app)) {
      const person = await desk.person();
      await load(desk, person, address);
      expect(person.page.url()).not.toContain('token');
      await person.page.getByRole('textbox', { name: /password/i }).waitFor();
      expect(await lookAt(person, `${app}-link-${name}`)).toEqual([]);
      await load(desk, person, address.replace(/=.*/, `=${'A'.repeat(43)}`));
      expect(await lookAt(person, `${app}-link-${name}-dead`)).toEqual([]);
      expect(person.faults).toEqual([]);
      await person.context.close();
    }
  });
});

/** The owner and an admin see them above, with every right. */
test.each([
  ...partnerRoles.filter((role) => role !== 'owner').map((role) => ['portal', role] as const),
  ['console', 'read_only'] as const,
])('the %s, as the role %s sees it', async (app, role) => {
  const visitor =
    app === 'portal' ? colleagues[role] : (await staff(desk.shop, 'read_only')).visitor;
  const pages = (await pagesOf(app)).filter((page) => !page.outside && !isOfLink(page.path));
  await seeAs(desk, visitor, app, pages, (pattern) => addressIn(app, pattern));
});

describe('dialogs and menus over a page', () => {
  test('the navigation of a small screen', async () => {
    const { page } = inside.portal;
    await visit(desk, inside.portal, '/portal');
    await page.setViewportSize({ width: 360, height: 900 });
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Support' }).click();
    await page.getByRole('heading', { level: 1, name: 'Support' }).waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});

/** Lists with more columns than fit beside each other on a tablet. */
test.each(['console/orders', 'console/claims', 'console/lots', 'portal/orders'])(
  'a wide list has all of its columns at 700 px: %s',
  async (path) => {
    const person = inside[path.startsWith('portal') ? 'portal' : 'console'];
    await visit(desk, person, `/${path}`);
    await person.page.setViewportSize({ width: 700, height: 900 });
    const cards = person.page.locator('[data-cards="wide"]').first();
    await cards.locator('tbody tr').first().waitFor();
    expect(await cards.locator('td:not(:empty)').filter({ visible: false }).count()).toBe(0);
    const looks = [{ width: 700, scheme: 'light', rules: 'shown' }] as const;
    expect(await lookAt(person, `between-${path.replace('/', '-')}`, looks)).toEqual([]);
    await cards.waitFor({ state: 'detached' });
  },
);

test.each(tickedLists)(
  'ticked rows of %s, and what can be done with them',
  async (what, list, key) => {
    const person = inside.console;
    await visit(desk, person, `/console${list}`);
    await person.page
      .getByRole('search')
      .getByRole('button', { name: /^Views/ })
      .waitFor();
    if (key !== null) await actOnLast(person, key);
    await tickAll(person);
    const name = `console-ticked-${what.replace(' ', '-')}`;
    expect(await lookAt(person, name)).toEqual([]);
    await person.page.locator('[data-bulk]').getByRole('button').first().click();
    await person.page.getByRole('dialog').waitFor();
    expect(await lookAt(person, `${name}-sheet`)).toEqual([]);
  },
);

test('a claim that was opened from its queue, between the one before and the next', async () => {
  const person = inside.console;
  const { page } = person;
  await visit(desk, person, '/console/claims');
  await page.getByRole('table', { name: 'Claims' }).getByRole('link').first().click();
  await page.getByText('1 of 2', { exact: true }).waitFor();
  await settled(page);
  expect(await lookAt(person, 'console-claim-in-queue')).toEqual([]);
});

test('what a suspension changes, before it is confirmed', async () => {
  const person = inside.console;
  await visit(desk, person, addressIn('console', '/partners/:id'));
  await person.page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await person.page.getByRole('dialog').getByText('Keys that stop').waitFor();
  expect(await lookAt(person, 'console-partners-id-suspend')).toEqual([]);
  expect(person.faults).toEqual([]);
});

test('failed orders by reason and product, and the list of a group', async () => {
  const person = inside.console;
  const { page } = person;
  await visit(desk, person, '/console/orders?queue=failed');
  const groups = page.getByRole('table', { name: 'Failed orders by reason and product' });
  await groups.waitFor();
  expect(await lookAt(person, 'console-orders-failed')).toEqual([]);
  const count = await groups.getByRole('row').nth(1).getByRole('cell').nth(2).innerText();
  await groups.getByRole('row').nth(1).getByRole('link').first().click();
  await page.waitForURL(/failure=cancelled/);
  await groups.waitFor({ state: 'detached' });
  const rows = page.getByRole('table', { name: 'Orders' }).getByRole('row');
  await expect.poll(async () => (await rows.count()) - 1).toBe(Number(count));
  expect(person.faults).toEqual([]);
});

test('an entry of the audit log', async () => {
  const person = inside.console;
  const { page } = person;
  await visit(desk, person, '/console/audit');
  await page.getByRole('button', { name: /^Show/ }).nth(2).click();
  await page.getByRole('dialog').waitFor();
  expect(await lookAt(person, 'console-audit-entry')).toEqual([]);
});

test('a code that was typed into the filter of a list', async () => {
  const person = inside.portal;
  const { page } = person;
  await visit(desk, person, '/portal/orders');
  await page.getByRole('searchbox').first().fill('ABCD-EFGH-2345');
  await page.getByRole('alert').getByRole('button').first().waitFor();
  expect(await lookAt(person, 'portal-orders-code-typed')).toEqual([]);
  expect(page.url()).not.toContain('ABCD');
});

test('an order that a colleague approves first, and the next one', async () => {
  const person = inside.console;
  const { page } = person;
  const [first, second] = waitingOrders;
  await visit(desk, person, `/console/orders/${first}`);
  expect(await lookAt(person, 'console-orders-waiting')).toEqual([]);
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('r');
  await dialog.getByRole('textbox').fill('We could not reach you.');
  await stepUp(desk.clock, visitors.console);
  await bodyOf(desk.clock, visitors.console.post(`/orders/${first}/approve`));
  await dialog.getByRole('button', { name: 'Refuse' }).click();
  await page.getByRole('alert').getByText('A admin approved this order at').waitFor();
  await dialog.waitFor({ state: 'detached' });
  expect(await lookAt(person, 'console-orders-conflict')).toEqual([]);
  await visit(desk, person, `/console/orders/${second}`);
  await page.keyboard.press('a');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('link', { name: 'No other order waits' }).waitFor();
  expect(await lookAt(person, 'console-orders-decided')).toEqual([]);
});

test('a held lot', async () => {
  const person = inside.console;
  await visit(desk, person, `/console/lots/${heldLot}`);
  await person.page.getByRole('button', { name: 'Put up for sale' }).waitFor();
  expect(await lookAt(person, 'console-lots-held')).toEqual([]);
});

test('a supplier: added, renamed to a taken name, archived and restored', async () => {
  const person = inside.console;
  const { page } = person;
  const field = (name: string) => page.getByRole('dialog').getByRole('textbox', { name });
  const save = () => page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await visit(desk, person, '/console/suppliers');
  await page.getByRole('button', { name: 'Add a supplier' }).click();
  await field('Name').fill('Second Hand');
  expect(await lookAt(person, 'console-supplier-form')).toEqual([]);
  await save();
  await page.getByRole('heading', { level: 1, name: 'Second Hand' }).waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  await field('Name').fill('a  SUPPLIER');
  await save();
  await page
    .getByRole('dialog')
    .getByText(/“A supplier” .* already has this name/)
    .waitFor();
  await field('Name').fill('Third Hand');
  await save();
  await page.getByRole('heading', { level: 1, name: 'Third Hand' }).waitFor();
  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('button', { name: 'Restore' }).waitFor();
  expect(await lookAt(person, 'console-supplier-archived')).toEqual([]);
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('button', { name: 'Archive' }).waitFor();
});

test('the logo: chosen, seen on every page once it is loaded again, and removed', async () => {
  const person = inside.console;
  const { page } = person;
  await visit(desk, person, '/console/company');
  const picture = { name: 'logo.png', mimeType: 'image/png', buffer: pngOf(320, 64) };
  await page.locator('input[type="file"]').setInputFiles(picture);
  await page.getByRole('img', { name: 'Logo' }).waitFor();
  await desk.shop.settle();
  await load(desk, person, '/console/company');
  await page
    .getByRole('link', { name: /psnb2b/ })
    .getByRole('img')
    .waitFor();
  expect(await lookAt(person, 'console-company-logo')).toEqual([]);
  await page.getByRole('button', { name: 'Remove the logo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the logo' }).click();
  await page.getByRole('img', { name: 'Logo' }).waitFor({ state: 'detached' });
});

test('each count of Today is the number of rows of the list that it opens', async () => {
  const { body } = await visitors.console.get<Record<string, unknown>>('/today');
  const counts = Object.entries(body).filter(([, count]) => typeof count === 'number');
  const listed = await Promise.all(
    counts.map(async ([name]) => {
      const { path, query } = todayLists[name as keyof typeof todayLists];
      const asked = new URLSearchParams(query);
      const page = await visitors.console.get<{ data: unknown[] }>(`${path}?${asked}`);
      expect([name, page.status]).toEqual([name, 200]);
      return [name, page.body.data.length];
    }),
  );
  expect(listed).toEqual(counts);
  expect(counts.filter(([, count]) => count !== 0).length).toBeGreaterThan(8);
});

test('every table with actions was seen with a row', async () => {
  expect(actTables.size, [...actTables].sort().join('\n')).toBe(await countActColumns());
});

test('a page that cannot be loaded says what is missing', () => {
  expect(() => addressOf('/orders/:id', {})).toThrow('nothing of “orders”');
});
