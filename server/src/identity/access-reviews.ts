import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId, newUuid, parseId } from '../kit/ids.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { isReviewDue } from './access-due.ts';
import { lockGroup } from './change-user.ts';
import { type User, userColumns } from './person.ts';
import { SESSION_LIFE } from './session.ts';

export interface StaffAccess extends User {
  readonly accessSince: Date;
  /** The name of whoever gave it; null where that was not recorded. */
  readonly accessBy: string | null;
  /** In how many browsers the person is signed in. */
  readonly sessions: number;
}

const LIST_MAX = 500;

/** Everybody on the staff with what they may do, newest first; `due`: whoever can sign in if a review is due, else nobody. */
export async function listStaffAccess(
  db: Db,
  { due }: { readonly due: boolean },
  at: Date,
): Promise<StaffAccess[]> {
  if (due && !(await isDue(db, at))) return [];
  const { rows } = await db.query<StaffAccess>(
    `SELECT ${userColumns}, coalesce(u.access_since, u.created_at) AS "accessSince", u.access_by AS "accessBy",
            (SELECT count(*)::int FROM identity.sessions s
              WHERE s.user_id = u.user_id AND s.state = 'active' AND s.expires_at > $1 AND s.last_used_at > $2) AS sessions
       FROM identity.users u
      WHERE u.door = 'console' AND (NOT $3 OR u.disabled_at IS NULL)
      ORDER BY u.user_id DESC LIMIT ${LIST_MAX}`,
    [at, new Date(at.getTime() - SESSION_LIFE.console.idleMs), due],
  );
  return rows;
}

/** How many people on the staff have access that is to be reviewed again. */
export async function countAccessDue(db: Db, at: Date): Promise<number> {
  return (await listStaffAccess(db, { due: true }, at)).length;
}

async function isDue(db: Db, at: Date): Promise<boolean> {
  const { rows } = await db.query<{ lastSignedAt: Date | null; firstAccountAt: Date | null }>(
    `SELECT (SELECT max(signed_at) FROM identity.access_reviews) AS "lastSignedAt",
            (SELECT min(created_at) FROM identity.users WHERE door = 'console') AS "firstAccountAt"`,
  );
  return isReviewDue(required(rows[0], 'a maximum has a row'), at);
}

export interface AccessReview {
  readonly accessReviewId: string;
  readonly signedAt: Date;
  readonly signedBy: string;
  readonly people: number;
  readonly admins: number;
  readonly note: string | null;
}

const reviewColumns = `r.access_review_id AS "accessReviewId", r.signed_at AS "signedAt", u.name AS "signedBy", r.people,
  r.admins, r.note`;

export const accessReviewPages = new Pages(
  'access-reviews',
  idPlace,
  ({ accessReviewId }: AccessReview) => accessReviewId,
  { turns: true },
);

/** Newest first. */
export async function listAccessReviews(
  db: Db,
  { behind = null, limit, ...way }: PageAsked<string>,
): Promise<AccessReview[]> {
  const { behind: before, order } = falling(way);
  const { rows } = await db.query<AccessReview>(
    `SELECT ${reviewColumns} FROM identity.access_reviews r JOIN identity.users u ON u.user_id = r.signed_by
      WHERE $1::uuid IS NULL OR r.access_review_id ${before} $1
      ORDER BY r.access_review_id ${order} LIMIT $2`,
    [behind, limit],
  );
  return rows;
}

export async function findAccessReview(db: Db, accessReviewId: string): Promise<AccessReview> {
  const { rows } = await db.query<AccessReview>(
    `SELECT ${reviewColumns} FROM identity.access_reviews r JOIN identity.users u ON u.user_id = r.signed_by
      WHERE r.access_review_id = $1`,
    [accessReviewId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** What a person could do when it was reviewed; who it was, by the present name. */
export interface ReviewedAccess {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  /** Null: reviews that were signed before it was stored. */
  readonly accessSince: Date | null;
  readonly disabled: boolean;
  readonly totp: boolean;
  readonly passkeys: number;
}

interface StoredAccess {
  readonly user: string;
  readonly role: string;
  readonly since?: string;
  readonly disabled: boolean;
  readonly totp: boolean;
  readonly passkeys: number;
}

/** Returns the list of a review as it was signed, by name. */
export async function listReviewedAccess(
  db: Db,
  accessReviewId: string,
): Promise<ReviewedAccess[]> {
  const { rows: stored } = await db.query<{ access: StoredAccess[] }>(
    'SELECT access FROM identity.access_reviews WHERE access_review_id = $1',
    [accessReviewId],
  );
  if (!stored[0]) throw new Refusal('not_found');
  const access = stored[0].access.map(({ user, ...rest }) => ({
    ...rest,
    userId: required(parseId('usr', user), 'a review names people by their ids'),
  }));
  const { rows: people } = await db.query<{ userId: string; name: string; email: string }>(
    'SELECT user_id AS "userId", name, email FROM identity.users WHERE user_id = ANY($1::uuid[])',
    [access.map(({ userId }) => userId)],
  );
  const known = new Map(people.map((each) => [each.userId, each]));
  return access
    .map(({ since, ...each }) => ({
      ...each,
      ...required(known.get(each.userId), 'no account of the staff is deleted'),
      accessSince: since === undefined ? null : new Date(since),
    }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/**
 * Signs that everybody on the staff has the access that they need, and stores the list as it is. `invalid_state` if anybody was given access,
 * or lost it, after `latestAccessSince`: the admin saw another list.
 */
export async function signAccessReview(
  tx: Tx,
  signedBy: string,
  seen: { readonly latestAccessSince: Date; readonly note: string | null },
  by: By,
): Promise<AccessReview> {
  await lockGroup(tx, 'staff');
  const staff = await listStaffAccess(tx, { due: false }, by.at);
  const changed = staff.filter(({ accessSince }) => accessSince > seen.latestAccessSince);
  if (changed.length > 0) {
    const names = changed.map(({ name }) => name).join(', ');
    const detail = `The access of ${names} has changed since the list was read; read it again, then sign.`;
    throw invalidState('list_changed', detail);
  }
  const open = staff.filter(({ disabledAt }) => disabledAt === null);
  const people = open.length;
  const admins = open.filter(({ role }) => role === 'admin').length;
  const access = staff.map(({ userId, role, disabledAt, hasTotp, passkeys, accessSince }) => ({
    ...{ user: formatId('usr', userId), role, disabled: disabledAt !== null },
    ...{ totp: hasTotp, passkeys, since: accessSince.toISOString() },
  }));
  const accessReviewId = newUuid(by.at.getTime());
  await tx.query(
    `INSERT INTO identity.access_reviews (access_review_id, signed_by, signed_at, note, people, admins, access)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [accessReviewId, signedBy, by.at, seen.note, people, admins, JSON.stringify(access)],
  );
  await recordAudit(tx, {
    ...by,
    action: 'access_review.signed',
    subject: formatId('acr', accessReviewId),
    detail: { people, admins, note: seen.note },
  });
  return findAccessReview(tx, accessReviewId);
}
