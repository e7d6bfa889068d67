import type { KeyObject } from 'node:crypto';
import type { Tx } from '../database/index.ts';
import { newUuid } from '../ids.ts';
import { sealText } from '../sealed-text.ts';
import { composeEmail, type Letter } from './compose.ts';
import { linkPlace } from './email.ts';

/**
 * Writes an e-mail in the commit that it reports; the worker sends it. A secret link is sealed under `key`, so that a copy of the
 * database opens no account.
 */
export async function writeEmail(
  tx: Tx,
  key: KeyObject,
  email: {
    readonly to: string;
    readonly template: string;
    readonly letter: Letter;
    readonly at: Date;
    /** Who may not read its link in the outbox: an actor, or `NOBODY_READS`. */
    readonly linkHiddenFrom?: string;
  },
): Promise<string> {
  const emailId = newUuid(email.at.getTime());
  const { subject, text, html, secret } = composeEmail(email.letter);
  await tx.query(
    `INSERT INTO kit.emails
       (email_id, recipient, template, subject, body_text, body_html, sealed_link, status, next_at,
        created_at, link_hidden_from)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8, $9)`,
    [
      emailId,
      email.to,
      email.template,
      subject,
      text,
      html,
      secret === null ? null : sealText(key, linkPlace(emailId), secret),
      email.at,
      email.linkHiddenFrom ?? null,
    ],
  );
  return emailId;
}
