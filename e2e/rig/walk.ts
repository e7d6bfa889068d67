import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Person } from './desk.ts';

/** Waits until everything on a page is loaded. */
export async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('[aria-busy="true"]').count(), { timeout: 30_000 }).toBe(0);
}

/**
 * Opens an address of the app that is open already, as one of its links does: the app is loaded only once, and what one
 * page leaves behind affects the next.
 */
export async function go(person: Person, address: string): Promise<void> {
  await turn(person, address);
  await person.page.locator('h1:not([data-left])').waitFor();
  await settled(person.page);
}

/** Opens an address of the app that is open already, without waiting for its page. */
export async function turn({ page }: Person, address: string): Promise<void> {
  await page.evaluate(`{
    document.querySelector('h1')?.setAttribute('data-left', '');
    history.pushState({ ...history.state, idx: history.state.idx + 1 }, '', ${JSON.stringify(address)});
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
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
