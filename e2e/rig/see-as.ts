import type { Visitor } from '@psnb2b/server/testkit';
import { expect } from 'vitest';
import { comeIn } from './come-in.ts';
import type { Desk, Person } from './desk.ts';
import type { App, PageOfApp } from './page-table.ts';
import { go, settled, turn } from './walk.ts';

/** Buttons that change nothing: whoever may only read can press them. */
const READS =
  /^(Views|Copy .*|Show: .*|History: .*|Attempts .*|Previous|Next|The day (before|after)|.* [↕↑↓])$/;

/**
 * Opens every page as somebody of a role: the navigation has what it may read, no page asks for what it may not, and a page that is not for
 * it says so. Who may change nothing finds nothing to press or to tick but what reads.
 */
export async function seeAs(
  desk: Desk,
  visitor: Visitor,
  app: App,
  pages: readonly PageOfApp[],
  addressOf: (pattern: string) => string,
): Promise<void> {
  const { body: me } = await visitor.get<{ may: string[]; user: { role: string } }>('/me');
  const person = await comeIn(desk, visitor);
  const { page } = person;
  const refused = new Set<string>();
  page.on('response', (response) => {
    if (response.status() === 403) refused.add(new URL(response.url()).pathname);
  });
  await begin(desk, person, app);
  const declared = pages.filter(({ call }) => call === undefined || me.may.includes(call));
  const links = await page
    .getByRole('navigation')
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => (link as unknown as { pathname: string }).pathname));
  const navigable = declared
    .filter(({ nav, leadsOn }) => nav ?? leadsOn)
    .map(({ path }) => addressOf(path));
  expect(new Set(links.filter((path) => path.startsWith(`/${app}`)))).toEqual(new Set(navigable));
  const isReader = app === 'console' && me.user.role === 'read_only';
  const odd: string[] = [];
  for (const { path } of declared) {
    await go(person, addressOf(path));
    if (isReader && path !== '/account') odd.push(...(await oddIn(person, path)));
  }
  expect(odd, 'who only reads has nothing to press').toEqual([]);
  for (const { path } of pages.filter((each) => !declared.includes(each))) {
    // From a page that says nothing about roles.
    await go(person, `/${app}`);
    await turn(person, addressOf(path));
    // It says so, or its button explains why it cannot be pressed.
    const refusal = page.getByText(/\byour role\b/i);
    await refusal.or(page.locator('main [aria-disabled="true"]')).first().waitFor();
  }
  expect([...refused], 'no page asks for what the role may not read').toEqual([]);
  expect(person.faults).toEqual([]);
  await person.context.close();
}

async function begin(desk: Desk, { page }: Person, app: App): Promise<void> {
  await page.goto(`${desk.shop.url}/${app}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
}

/** Buttons that can be pressed though they change something, and rows that can be ticked though nothing can be done with them. */
async function oddIn({ page }: Person, path: string): Promise<string[]> {
  const buttons = page.locator('main').getByRole('button', { disabled: false });
  const names = await buttons.evaluateAll((all) =>
    (all as unknown as { ariaLabel: string | null; innerText: string }[]).map(
      ({ ariaLabel, innerText }) => ariaLabel ?? innerText.trim(),
    ),
  );
  const ticks = await page.getByRole('checkbox', { name: /^Tick/ }).count();
  return [
    ...names.filter((name) => !READS.test(name)).map((name) => `${path}: ${name}`),
    ...(ticks > 0 ? [`${path}: ${ticks} ticks`] : []),
  ];
}
