import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Desk, Person } from './desk.ts';

/** Waits until everything on a page is loaded. */
export async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('[aria-busy="true"]').count(), { timeout: 30_000 }).toBe(0);
}

/** Where a step goes between two addresses of the same page: the first, or from there the second. */
const BETWEEN = ['/notifications', '/account'] as const;

/** Tells the app what another of its tabs does when the server has said that everything may have changed. */
const READ_AGAIN = `navigator.locks.query().then(({ held }) => {
  for (const { name } of held.filter(({ name }) => name.startsWith('psnb2b live '))) {
    const channel = new BroadcastChannel(name);
    channel.postMessage({ news: 'everything', id: null });
    channel.close();
  }
})`;

/** Loads an address, with all of its app, and waits until everything on it is loaded. */
export async function load({ shop }: Desk, { page }: Person, address: string): Promise<void> {
  await page.goto(shop.url + address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
}

/**
 * Opens an address as a link does where its app is open already, because to load an app takes four times the processor time of a step inside it;
 * otherwise loads it. Like after a load, everything is read again, but what was read before may be seen first: a test that asks once what is there
 * loads. So does one whose page may still be on its way to another address by itself, or has something unsaved: that one would win.
 */
export async function visit(desk: Desk, person: Person, address: string): Promise<void> {
  const app = /^\/(portal|console)\b/.exec(address)?.[0];
  if (app === undefined || !`${kindOf(person.page.url())}/`.startsWith(`${desk.shop.url}${app}/`)) {
    return load(desk, person, address);
  }
  await person.page.evaluate(READ_AGAIN);
  return go(person, address);
}

/** What is before the query of an address, without ids, which have digits. */
function kindOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replaceAll(/\/[^/]*\d[^/]*/g, '/*');
}

/**
 * Opens an address of the app that is open already, as one of its links does: the app is loaded only once, and what one
 * page leaves behind affects the next.
 */
export async function go(person: Person, address: string): Promise<void> {
  const url = person.page.url();
  // A page that only gets another address keeps its heading, so nothing would tell when it is there.
  if (kindOf(url) === kindOf(new URL(address, url).href)) {
    const [app] = /^\/\w+/.exec(address) ?? [];
    await go(person, `${app}${BETWEEN[url.includes(BETWEEN[0]) ? 1 : 0]}`);
  }
  await turn(person, address);
  await person.page.locator('h1:not([data-left])').waitFor();
  await settled(person.page);
}

/** Opens an address of the app that is open already, without waiting for its page. */
export async function turn({ page }: Person, address: string): Promise<void> {
  await page.evaluate(`{
    document.querySelector('h1')?.setAttribute('data-left', '');
    const state = { idx: history.state.idx + 1, key: crypto.randomUUID(), usr: null };
    history.pushState(state, '', ${JSON.stringify(address)});
    dispatchEvent(new PopStateEvent('popstate', { state }));
  }`);
}

/** Returns the tables on a page with actions in their rows, by label and columns. */
export function actTablesOf(page: Page): Promise<string[]> {
  return page
    .locator('table:has(tbody td[data-title=""] :is(button, a))')
    .evaluateAll((tables) =>
      (tables as unknown as { ariaLabel: string; tHead: { textContent: string } }[]).map(
        ({ ariaLabel, tHead }) => `${ariaLabel}: ${tHead.textContent}`,
      ),
    );
}
