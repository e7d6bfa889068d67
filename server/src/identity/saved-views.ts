import { type SavedView, savedViewsMax } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { limitReached } from '../kit/refusal.ts';

/** The views that a person saved, by page and name. */
export async function listViews(db: Db, userId: string): Promise<SavedView[]> {
  const { rows } = await db.query<SavedView>(
    'SELECT page, name, query FROM identity.views WHERE user_id = $1 ORDER BY page, lower(name), name',
    [userId],
  );
  return rows;
}

/** Saves a view under its name, or in place of the one with this name; `limit_reached` if the person has too many. */
export async function saveView(
  tx: Tx,
  userId: string,
  { page, name, query }: SavedView,
): Promise<void> {
  // Two of one person wait for each other, so that the count is right.
  await tx.query('SELECT FROM identity.users WHERE user_id = $1 FOR UPDATE', [userId]);
  await tx.query(
    `INSERT INTO identity.views (user_id, page, name, query) VALUES ($1, $2, $3, $4)
     ON CONFLICT (user_id, page, name) DO UPDATE SET query = EXCLUDED.query`,
    [userId, page, name, query],
  );
  const { rows } = await tx.query<{ count: number }>(
    'SELECT count(*) FROM identity.views WHERE user_id = $1',
    [userId],
  );
  const used = required(rows[0], 'a count has a row').count;
  if (used <= savedViewsMax) return;
  const detail = `You have ${savedViewsMax} saved views; remove one first.`;
  throw limitReached({ limit: savedViewsMax, used: savedViewsMax }, detail);
}

export async function removeView(
  tx: Tx,
  userId: string,
  { page, name }: Pick<SavedView, 'page' | 'name'>,
): Promise<void> {
  await tx.query('DELETE FROM identity.views WHERE user_id = $1 AND page = $2 AND name = $3', [
    userId,
    page,
    name,
  ]);
}
