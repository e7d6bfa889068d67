import { advisoryLocks, type Tx } from '../kit/database/index.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { invalid } from '../kit/refusal.ts';

/**
 * Refuses an address for the staff whose mailbox a colleague has, or was invited to: a second account of one person would be a second
 * person. `except`: the id of the account that gets the address. It sees tags, dots and case; another address of the same person it
 * cannot see. Locks the mailbox: of two spellings at one moment, the second finds the first.
 */
export async function refuseSecondAccount(
  tx: Tx,
  email: EmailAddress,
  { except = null, at }: { readonly except?: string | null; readonly at: Date },
): Promise<void> {
  const isAccount = await hasColleague(tx, email, except);
  const { rowCount } = await tx.query(
    `SELECT FROM identity.links l
      WHERE l.door = 'console' AND l.kind = 'invitation' AND identity.mailbox(l.email) = identity.mailbox($1)
        AND l.email <> $1 AND l.used_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > $2
      LIMIT 1`,
    [email, at],
  );
  if (!isAccount && rowCount === 0) return;
  const detail =
    'A colleague has this mailbox already, or is invited to it, under another spelling: one person has one account.';
  throw invalid({ pointer: '/email', code: 'taken', detail });
}

/** Returns whether a colleague, except this one, has the mailbox of an address under another spelling. Locks the mailbox. */
export async function hasColleague(
  tx: Tx,
  email: string,
  except: string | null = null,
): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext(identity.mailbox($2)))', [
    advisoryLocks.staffMailboxes,
    email,
  ]);
  const { rowCount } = await tx.query(
    `SELECT FROM identity.users u
      WHERE u.door = 'console' AND identity.mailbox(u.email) = identity.mailbox($1) AND u.email <> $1
        AND u.user_id IS DISTINCT FROM $2::uuid
      LIMIT 1`,
    [email, except],
  );
  return rowCount !== 0;
}
