import type { KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/index.ts';
import { formatId } from '../ids.ts';
import { openText } from '../sealed-text.ts';
import { DAY_MS, MINUTE_MS } from '../time.ts';
import { withHtmlLink, withLink } from './compose.ts';
import { linkPlace } from './email.ts';
import type { Mailer, Sent } from './mailer.ts';

const BATCH_MAX = 20;
/** How long a worker may take for a claimed e-mail before another worker may claim it. */
const LEASE_MS = 120_000;
/** Delays after failed attempts; after the last attempt the e-mail is given up. */
const RESTS_MS = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * MINUTE_MS);

export interface MailParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly mailKey: KeyObject;
  /** Null: e-mails are stored, and read in the console. */
  readonly mailer: Mailer | null;
}

interface Due {
  email_id: string;
  recipient: string;
  subject: string;
  body_text: string;
  body_html: string;
  sealed_link: Buffer | null;
  attempts: number;
}

/**
 * Sends what is due: claims, sends outside any transaction, records. If a worker dies in between, the e-mail is sent again after
 * its lease, with the same Message-ID. Returns how many e-mails it took.
 */
export async function sendEmails(parts: MailParts): Promise<number> {
  const { database, mailer } = parts;
  if (!mailer) return keepEmails(parts);
  const now = parts.clock.now();
  const { rows } = await database.transaction((tx) =>
    tx.query<Due>(
      `UPDATE kit.emails SET attempts = attempts + 1, next_at = $2
        WHERE email_id IN (SELECT email_id FROM kit.emails
                            WHERE status = 'waiting' AND next_at <= $1
                            ORDER BY next_at LIMIT ${BATCH_MAX} FOR UPDATE SKIP LOCKED)
       RETURNING email_id, recipient, subject, body_text, body_html, sealed_link, attempts`,
      [now, new Date(now.getTime() + LEASE_MS)],
    ),
  );
  for (const row of rows) await record(parts, row, await mailer.send(outgoing(parts, row)));
  return rows.length;
}

function outgoing({ mailKey }: MailParts, row: Due) {
  const link = row.sealed_link && openText(mailKey, linkPlace(row.email_id), row.sealed_link);
  return {
    id: formatId('eml', row.email_id),
    to: row.recipient,
    subject: row.subject,
    text: link ? withLink(row.body_text, link) : row.body_text,
    html: link ? withHtmlLink(row.body_html, link) : row.body_html,
  };
}

async function record({ database, clock }: MailParts, row: Due, sent: Sent): Promise<void> {
  const now = clock.now();
  await database.transaction(async (tx) => {
    if (sent.sent) {
      await tx.query(
        `UPDATE kit.emails SET status = 'sent', sent_at = $2, sealed_link = NULL, last_error = NULL
          WHERE email_id = $1`,
        [row.email_id, now],
      );
      return;
    }
    const rest = sent.again ? RESTS_MS[row.attempts - 1] : undefined;
    await tx.query(
      `UPDATE kit.emails SET status = $2, next_at = $3, last_error = $4 WHERE email_id = $1`,
      [
        row.email_id,
        rest === undefined ? 'failed' : 'waiting',
        // nothing: a failed e-mail is not tried again.
        new Date(now.getTime() + (rest ?? 0)),
        sent.error,
      ],
    );
  });
}

async function keepEmails({ database }: MailParts): Promise<number> {
  const { rowCount } = await database.transaction((tx) =>
    tx.query(`UPDATE kit.emails SET status = 'kept' WHERE status = 'waiting'`),
  );
  return rowCount;
}

/** Makes e-mails due that a clock which ran ahead had scheduled too late; returns how many. */
export async function recallEmails({
  database,
  clock,
}: Pick<MailParts, 'database' | 'clock'>): Promise<number> {
  const now = clock.now();
  const plannedMax = new Date(now.getTime() + Math.max(...RESTS_MS, LEASE_MS));
  const { rowCount } = await database.transaction((tx) =>
    tx.query(`UPDATE kit.emails SET next_at = $1 WHERE status = 'waiting' AND next_at > $2`, [
      now,
      plannedMax,
    ]),
  );
  return rowCount;
}

const LINK_KEPT_MS = 8 * DAY_MS;

/** Deletes secret links that have expired. */
export async function forgetLinks({ database, clock }: MailParts): Promise<void> {
  const before = new Date(clock.now().getTime() - LINK_KEPT_MS);
  await database.transaction((tx) =>
    tx.query(
      'UPDATE kit.emails SET sealed_link = NULL WHERE sealed_link IS NOT NULL AND created_at < $1',
      [before],
    ),
  );
}
