import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';

export interface Notification {
  readonly notificationId: string;
  readonly kind: string;
  readonly text: string;
  readonly path: string | null;
  readonly at: Date;
  readonly readAt: Date | null;
}

export const notificationPages = new Pages(
  'notifications',
  idPlace,
  ({ notificationId }: Notification) => notificationId,
  { turns: true },
);

/** Newest first. */
export async function listNotifications(
  db: Db,
  userId: string,
  { behind = null, limit, ...way }: PageAsked<string>,
): Promise<Notification[]> {
  const { behind: before, order } = falling(way);
  const { rows } = await db.query<Notification>(
    `SELECT notification_id AS "notificationId", kind, text, path, created_at AS "at",
            read_at AS "readAt"
       FROM identity.notifications
      WHERE user_id = $1 AND ($2::uuid IS NULL OR notification_id ${before} $2)
      ORDER BY notification_id ${order} LIMIT $3`,
    [userId, behind, limit],
  );
  return rows;
}

export async function countUnread(db: Db, userId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*) FROM identity.notifications WHERE user_id = $1 AND read_at IS NULL',
    [userId],
  );
  return required(rows[0], 'a count has a row').count;
}

/** Marks everything up to one of them as read. */
export async function readNotifications(
  tx: Tx,
  userId: string,
  until: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE identity.notifications SET read_at = $3
      WHERE user_id = $1 AND notification_id <= $2 AND read_at IS NULL`,
    [userId, until, at],
  );
}
