import type { ConsolePage, PartnerRole, PortalPage, StaffRole } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';

/** Whom news concerns: some of a partner's people, some of the staff, or one person. */
export type Audience =
  | { readonly partnerId: string; readonly roles?: readonly PartnerRole[] }
  | { readonly staff: readonly StaffRole[] | 'all' }
  | { readonly userId: string };

export interface News {
  /** `<noun>.<past tense>`: `ticket.answered`. */
  readonly kind: string;
  /** One sentence. */
  readonly text: string;
  /** Page of the app of those who are told. */
  readonly path: PortalPage | ConsolePage | null;
  readonly at: Date;
}

const TEXT_MAX = 500;

/** Tells people in the commit of what happened; gives who was told. */
export async function notify(tx: Tx, audience: Audience, news: News): Promise<Recipient[]> {
  const recipients = await recipientsOf(tx, audience);
  await tx.query(
    `INSERT INTO identity.notifications (notification_id, user_id, kind, text, path, created_at)
     SELECT n, u, $3, $4, $5, $6 FROM unnest($1::uuid[], $2::uuid[]) AS t(n, u)`,
    [
      recipients.map(() => newUuid(news.at.getTime())),
      recipients.map(({ userId }) => userId),
      news.kind,
      [...news.text].slice(0, TEXT_MAX).join(''),
      news.path,
      news.at,
    ],
  );
  return recipients;
}

export interface Recipient {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** People of an audience who can sign in. */
export async function recipientsOf(db: Db, audience: Audience): Promise<Recipient[]> {
  const [where, values] = condition(audience);
  const { rows } = await db.query<Recipient>(
    `SELECT user_id AS "userId", email, name FROM identity.users
      WHERE disabled_at IS NULL AND ${where} ORDER BY user_id`,
    values,
  );
  return rows;
}

function condition(audience: Audience): [string, unknown[]] {
  if ('userId' in audience) return ['user_id = $1', [audience.userId]];
  if ('partnerId' in audience) {
    const { partnerId, roles } = audience;
    return [
      'partner_id = $1 AND ($2::text[] IS NULL OR role = ANY ($2))',
      [partnerId, roles ?? null],
    ];
  }
  const { staff } = audience;
  const roles = staff === 'all' ? null : staff;
  return [`door = 'console' AND ($1::text[] IS NULL OR role = ANY ($1))`, [roles]];
}

export interface Notification extends News {
  readonly notificationId: string;
  readonly readAt: Date | null;
}

/** Newest first; `before`: only older ones than this. */
export async function listNotifications(
  db: Db,
  userId: string,
  before: string | null,
  limit: number,
): Promise<Notification[]> {
  const { rows } = await db.query<Notification>(
    `SELECT notification_id AS "notificationId", kind, text, path, created_at AS "at",
            read_at AS "readAt"
       FROM identity.notifications
      WHERE user_id = $1 AND ($2::uuid IS NULL OR notification_id < $2)
      ORDER BY notification_id DESC LIMIT $3`,
    [userId, before, limit],
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
