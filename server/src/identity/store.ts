import type { PartnerRole, StaffRole, WebApp } from '@psnb2b/contract';
import type { Db, Tx } from '../kit/database/index.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { newUuid } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { type User, userColumns } from './person.ts';

export async function findUser(db: Db, userId: string): Promise<User> {
  const { rows } = await db.query<User>(
    `SELECT ${userColumns} FROM identity.users u WHERE u.user_id = $1`,
    [userId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** A member of staff; a person of a partner reads as unknown. */
export async function findStaff(db: Db, userId: string): Promise<User> {
  const user = await findUser(db, userId);
  if (user.webApp !== 'console') throw new Refusal('not_found');
  return user;
}

/**
 * The user, locked: second factors, role, password and sessions change one at a time. Code that locks both locks the user before
 * sessions, passkeys and links.
 */
export async function lockUser(tx: Tx, userId: string): Promise<User> {
  await tx.query('SELECT FROM identity.users WHERE user_id = $1 FOR NO KEY UPDATE', [userId]);
  return findUser(tx, userId);
}

/** The same by e-mail address; the same statements whether there is one or not. */
export async function lockUserByEmail(
  tx: Tx,
  webApp: WebApp,
  email: EmailAddress,
): Promise<User | null> {
  await tx.query('SELECT FROM identity.users WHERE door = $1 AND email = $2 FOR NO KEY UPDATE', [
    webApp,
    email,
  ]);
  const found = await findUserByEmail(tx, webApp, email);
  if (!found) return null;
  const { password: _, ...user } = found;
  return user;
}

/** By e-mail address, with the stored password hash; null if there is none. */
export async function findUserByEmail(
  db: Db,
  webApp: WebApp,
  email: EmailAddress,
): Promise<(User & { readonly password: string }) | null> {
  const { rows } = await db.query<User & { password: string }>(
    `SELECT ${userColumns}, u.password FROM identity.users u WHERE u.door = $1 AND u.email = $2`,
    [webApp, email],
  );
  return rows[0] ?? null;
}

export async function passwordOf(db: Db, userId: string): Promise<string> {
  const { rows } = await db.query<{ password: string }>(
    'SELECT password FROM identity.users WHERE user_id = $1',
    [userId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0].password;
}

const LIST_MAX = 500;

/** People of a partner, or the staff; newest first. */
export async function listUsers(
  db: Db,
  of: { readonly partnerId: string } | 'staff',
): Promise<User[]> {
  const { rows } = await db.query<User>(
    `SELECT ${userColumns} FROM identity.users u
      WHERE ${of === 'staff' ? `u.door = 'console' AND $1::uuid IS NULL` : 'u.partner_id = $1'}
      ORDER BY u.user_id DESC LIMIT ${LIST_MAX}`,
    [of === 'staff' ? null : of.partnerId],
  );
  return rows;
}

export interface NewUser {
  readonly webApp: WebApp;
  readonly partnerId: string | null;
  readonly email: EmailAddress;
  readonly name: string;
  readonly role: PartnerRole | StaffRole;
  /** PHC string. */
  readonly password: string;
  /** The name of whoever gave the role; null for a person who registered their own business. */
  readonly accessBy: string | null;
  readonly at: Date;
}

/** Creates the account; null if its e-mail address already has one in this app. */
export async function insertUser(tx: Tx, user: NewUser): Promise<User | null> {
  const userId = newUuid(user.at.getTime());
  const { rowCount } = await tx.query(
    `INSERT INTO identity.users
       (user_id, door, partner_id, email, name, role, password, created_at, access_since, access_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9) ON CONFLICT (door, email) DO NOTHING`,
    [
      ...[userId, user.webApp, user.partnerId, user.email, user.name, user.role, user.password],
      ...[user.at, user.accessBy],
    ],
  );
  return rowCount === 1 ? findUser(tx, userId) : null;
}

/** Whether somebody with the e-mail address of this person is, or was, a person of a business. */
export async function hasAccountAt(db: Db, userId: string, partnerId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM identity.users u
      WHERE u.user_id = $1
        AND (EXISTS (SELECT FROM identity.users p WHERE p.partner_id = $2 AND identity.mailbox(p.email) = identity.mailbox(u.email))
             OR EXISTS (SELECT FROM identity.links l
                         WHERE l.partner_id = $2 AND l.kind = 'invitation' AND identity.mailbox(l.email) = identity.mailbox(u.email)
                           AND l.used_at IS NULL AND l.revoked_at IS NULL))`,
    [userId, partnerId],
  );
  return rowCount > 0;
}

/** Names of people, for lists of acts and tickets. */
export async function namesOf(db: Db, userIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ user_id: string; name: string }>(
    'SELECT user_id, name FROM identity.users WHERE user_id = ANY($1::uuid[])',
    [[...new Set(userIds)]],
  );
  return new Map(rows.map((row) => [row.user_id, row.name]));
}
