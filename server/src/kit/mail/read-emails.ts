import type { KeyObject } from 'node:crypto';
import type { EmailStatus } from '@psnb2b/contract';
import { required } from '../assert.ts';
import type { Db, Tx } from '../database/index.ts';
import { namesById } from '../names-by-id.ts';
import { falling, idPlace, type PageAsked, Pages } from '../pages.ts';
import { invalidState, Refusal } from '../refusal.ts';
import { openText } from '../sealed-text.ts';
import { withLink } from './compose.ts';
import { type Email, emailColumns, linkPlace } from './email.ts';

export interface EmailFilters extends PageAsked<string> {
  readonly status?: EmailStatus | undefined;
  /** Part of the address. */
  readonly to?: string | undefined;
  /** Part of the subject, in any case. */
  readonly subject?: string | undefined;
}

export const emailPages = new Pages('emails', idPlace, ({ emailId }: Email) => emailId, {
  turns: true,
});

/** Newest first. */
export async function listEmails(db: Db, filters: EmailFilters): Promise<Email[]> {
  const { behind, order } = falling(filters);
  const { rows } = await db.query<Email>(
    `SELECT ${emailColumns} FROM kit.emails
      WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR strpos(recipient, lower($2)) > 0)
        AND ($3::text IS NULL OR strpos(lower(subject), lower($3)) > 0)
        AND ($4::uuid IS NULL OR email_id ${behind} $4)
      ORDER BY email_id ${order} LIMIT $5`,
    [
      filters.status ?? null,
      filters.to ?? null,
      filters.subject ?? null,
      filters.behind ?? null,
      filters.limit,
    ],
  );
  return rows;
}

/** E-mails by their ids, named by their subjects. */
export function emailSubjects(db: Db, ids: readonly string[]) {
  return namesById(
    db,
    `SELECT email_id AS id, '“' || subject || '”' AS name FROM kit.emails WHERE email_id = ANY($1::uuid[])`,
    ids,
  );
}

/** An e-mail with its text; the secret link is in it only if a key is given to open it. */
export async function findEmail(
  db: Db,
  emailId: string,
  key: KeyObject | null,
): Promise<Email & { readonly text: string; readonly linkShown: boolean }> {
  const { rows } = await db.query<Email & { body_text: string; sealed_link: Buffer | null }>(
    `SELECT ${emailColumns}, body_text, sealed_link FROM kit.emails WHERE email_id = $1`,
    [emailId],
  );
  const row = rows[0];
  if (!row) throw new Refusal('not_found');
  const { body_text: body, sealed_link: sealed, ...email } = row;
  const link = key && sealed ? openText(key, linkPlace(emailId), sealed) : null;
  return { ...email, text: withLink(body, link), linkShown: link !== null };
}

/** Retries an e-mail that was given up. */
export async function retryEmail(tx: Tx, emailId: string, at: Date): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE kit.emails SET status = 'waiting', attempts = 0, next_at = $2
      WHERE email_id = $1 AND status = 'failed'`,
    [emailId, at],
  );
  if (rowCount === 1) return;
  const { status } = await findEmail(tx, emailId, null);
  throw invalidState(status, 'Only an e-mail that could not be delivered can be sent again.');
}

/** When the oldest undeliverable e-mail was written; null: there is none. */
export async function oldestFailedEmail(db: Db): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT min(created_at) AS at FROM kit.emails WHERE status = 'failed'`,
  );
  return required(rows[0], 'a minimum has a row').at;
}

export async function countFailedEmails(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) FROM kit.emails WHERE status = 'failed'`,
  );
  return required(rows[0], 'a count has a row').count;
}
