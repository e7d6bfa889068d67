import { randomBytes } from 'node:crypto';
import type { LinkKind, WebApp } from '@psnb2b/contract';
import type { Db, Tx } from '../kit/database/index.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { newUuid } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { HOUR_MS } from '../kit/time.ts';
import { hashOf, type PeopleKeys } from './people-keys.ts';

/** How long each kind works. */
export const LINK_LIFE_MS: Readonly<Record<LinkKind, number>> = {
  sign_up: 24 * HOUR_MS,
  password_reset: HOUR_MS,
  email_change: HOUR_MS,
  invitation: 7 * 24 * HOUR_MS,
};
const FAILURES_MAX = 10;

export interface Link {
  readonly linkId: string;
  readonly webApp: WebApp;
  readonly kind: LinkKind;
  readonly email: EmailAddress;
  readonly userId: string | null;
  readonly partnerId: string | null;
  readonly role: string | null;
  readonly name: string | null;
  readonly business: string | null;
  readonly country: string | null;
  readonly currency: string | null;
  readonly password: string | null;
  readonly invitedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export const linkColumns = `link_id AS "linkId", door AS "webApp", kind, email, user_id AS "userId",
  partner_id AS "partnerId", role, name, business, country, currency, password,
  invited_by AS "invitedBy", created_at AS "createdAt", expires_at AS "expiresAt"`;

const USABLE = `used_at IS NULL AND revoked_at IS NULL`;

export type NewLink = Pick<Link, 'webApp' | 'kind' | 'email'> &
  Partial<
    Pick<
      Link,
      | 'userId'
      | 'partnerId'
      | 'role'
      | 'name'
      | 'business'
      | 'country'
      | 'currency'
      | 'password'
      | 'invitedBy'
    >
  > & { readonly at: Date; readonly tokenHash?: Buffer };

/** Writes a link; without a token it waits until the worker settles it. */
export async function insertLink(tx: Tx, link: NewLink): Promise<string> {
  const linkId = newUuid(link.at.getTime());
  await tx.query(
    `INSERT INTO identity.links
       (link_id, door, kind, email, token_hash, user_id, partner_id, role, name, business, country, currency,
        password, invited_by, created_at, settled_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      linkId,
      link.webApp,
      link.kind,
      link.email,
      link.tokenHash ?? null,
      link.userId ?? null,
      link.partnerId ?? null,
      link.role ?? null,
      link.name ?? null,
      link.business ?? null,
      link.country ?? null,
      link.currency ?? null,
      link.password ?? null,
      link.invitedBy ?? null,
      link.at,
      link.tokenHash ? link.at : null,
      new Date(link.at.getTime() + LINK_LIFE_MS[link.kind]),
    ],
  );
  return linkId;
}

export function newLinkToken(keys: PeopleKeys): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(keys, 'link', token) };
}

/** A link that must exist, whatever its state. */
export async function findLinkById(db: Db, linkId: string): Promise<Link> {
  const { rows } = await db.query<Link>(
    `SELECT ${linkColumns} FROM identity.links WHERE link_id = $1`,
    [linkId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The link of a token that is still valid for this app, otherwise `link_invalid`. */
export async function findLink(
  db: Db,
  keys: PeopleKeys,
  webApp: WebApp,
  token: string,
  at: Date,
): Promise<Link> {
  const { rows } = await db.query<Link>(
    `SELECT ${linkColumns} FROM identity.links
      WHERE token_hash = $1 AND door = $2 AND ${USABLE} AND expires_at > $3`,
    [hashOf(keys, 'link', token), webApp, at],
  );
  if (!rows[0]) throw new Refusal('link_invalid');
  return rows[0];
}

/** Uses it up; `link_invalid` if somebody else did so first. */
export async function useLink(tx: Tx, linkId: string, at: Date): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE identity.links SET used_at = $2, password = NULL WHERE link_id = $1 AND ${USABLE}`,
    [linkId, at],
  );
  if (rowCount === 0) throw new Refusal('link_invalid');
}

/** Counts a wrong password beside a link: after ten the link is invalid, `link_invalid`. */
export async function countLinkFailure(tx: Tx, linkId: string, at: Date): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE identity.links SET failures = failures + 1,
            revoked_at = CASE WHEN failures + 1 >= ${FAILURES_MAX} THEN $2::timestamptz END
      WHERE link_id = $1 AND ${USABLE}`,
    [linkId, at],
  );
  if (rowCount === 0) throw new Refusal('link_invalid');
}

/**
 * Ends earlier links to an account, of one kind or all, because they would open it once more. What the worker has not sent yet is
 * not sent.
 */
export async function revokeLinks(
  tx: Tx,
  userId: string,
  at: Date,
  kind: LinkKind | null = null,
): Promise<void> {
  await tx.query(
    `UPDATE identity.links SET revoked_at = $2, settled_at = coalesce(settled_at, $2)
      WHERE user_id = $1 AND ($3::text IS NULL OR kind = $3) AND ${USABLE}`,
    [userId, at, kind],
  );
}

/** Revokes all open invitations of a partner, or to the staff. */
export async function revokeInvitations(
  tx: Tx,
  of: { readonly partnerId: string } | 'staff',
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE identity.links SET revoked_at = $1
      WHERE kind = 'invitation' AND ${USABLE}
        AND partner_id IS NOT DISTINCT FROM $2::uuid AND door = $3`,
    [at, of === 'staff' ? null : of.partnerId, of === 'staff' ? 'console' : 'portal'],
  );
}

/** Open invitations of a partner, or to the staff; newest first. */
export async function listInvitations(
  db: Db,
  of: { readonly partnerId: string } | 'staff',
  at: Date,
): Promise<Link[]> {
  const { rows } = await db.query<Link>(
    `SELECT ${linkColumns} FROM identity.links
      WHERE kind = 'invitation' AND ${USABLE} AND expires_at > $1
        AND partner_id IS NOT DISTINCT FROM $2::uuid AND door = $3
      ORDER BY link_id DESC LIMIT 200`,
    [at, of === 'staff' ? null : of.partnerId, of === 'staff' ? 'console' : 'portal'],
  );
  return rows;
}
