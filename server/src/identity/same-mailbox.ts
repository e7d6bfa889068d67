import type { Db } from '../kit/database/index.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { invalid } from '../kit/refusal.ts';

/**
 * Refuses an address for the staff whose mailbox a colleague has, or was invited to: a second account of one person would be a second
 * person. `except`: the id of the account that gets the address. It sees tags, dots and case; another address of the same person it
 * cannot see.
 */
export async function refuseSecondAccount(
  db: Db,
  email: EmailAddress,
  { except = null, at }: { readonly except?: string | null; readonly at: Date },
): Promise<void> {
  const { rowCount } = await db.query(
    `SELECT FROM identity.users u
      WHERE u.door = 'console' AND identity.mailbox(u.email) = identity.mailbox($1) AND u.email <> $1
        AND u.user_id IS DISTINCT FROM $2::uuid
     UNION ALL
     SELECT FROM identity.links l
      WHERE l.door = 'console' AND l.kind = 'invitation' AND identity.mailbox(l.email) = identity.mailbox($1)
        AND l.email <> $1 AND l.used_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > $3
     LIMIT 1`,
    [email, except, at],
  );
  if (rowCount === 0) return;
  const detail =
    'A colleague has this mailbox already, or is invited to it, under another spelling: one person has one account.';
  throw invalid({ pointer: '/email', code: 'taken', detail });
}
