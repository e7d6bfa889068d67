import type { PartnerRole } from '@psnb2b/contract';
import type { Db, Tx } from '../kit/database/index.ts';
import type { Recipient } from '../notifications/index.ts';

/** A person of a business who can sign in. */
export interface Warned extends Recipient {
  readonly partnerId: string;
  readonly role: PartnerRole;
}

/** The person, locked until the commit against being disabled or getting another role; null if they cannot sign in. */
export async function findWarned(tx: Tx, userId: string): Promise<Warned | null> {
  const { rows } = await tx.query<Warned & Record<string, unknown>>(
    `SELECT user_id AS "userId", email, name, door AS "webApp", disabled_at AS "disabledAt",
            partner_id AS "partnerId", role
       FROM identity.users
      WHERE user_id = $1 AND door = 'portal' AND disabled_at IS NULL FOR SHARE`,
    [userId],
  );
  return rows[0] ?? null;
}

/** The businesses of those of these people who can sign in. */
export async function partnersOfPeople(
  db: Db,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ userId: string; partnerId: string }>(
    `SELECT user_id AS "userId", partner_id AS "partnerId" FROM identity.users
      WHERE user_id = ANY ($1) AND partner_id IS NOT NULL AND disabled_at IS NULL`,
    [userIds],
  );
  return new Map(rows.map(({ userId, partnerId }) => [userId, partnerId]));
}
