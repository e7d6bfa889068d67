import type { Person } from './desk.ts';

/** Lists whose rows can be ticked, each with rows of `furnish`, and a key that acts on the row with the focus; null: none does. */
export const tickedLists = [
  ['orders', '/orders?queue=approval', 'a'],
  ['failed orders', '/orders?queue=failed', 'a'],
  ['claims', '/claims?waiting=us', 'a'],
  ['reviews', '/reviews?view=all', 'r'],
  ['deposits', '/deposits', 'q'],
  ['tickets', '/tickets?status=open', 'a'],
  ['proposals', '/proposals?state=waiting', 'a'],
  ['emails', '/emails?status=failed', null],
  ['stock', '/stock', null],
] as const;

/** Presses a key on the last row of the list, where nothing is ticked: it opens a sheet, which is left. */
export async function actOnLast({ page }: Person, key: string): Promise<void> {
  await page.locator('[data-listens] [data-row]').last().focus();
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

export async function tickAll({ page }: Person): Promise<void> {
  await page.getByRole('checkbox', { name: 'Tick all rows' }).check();
  await page.locator('[data-bulk]').getByRole('status').waitFor();
}
