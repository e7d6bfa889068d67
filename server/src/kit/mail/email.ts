import type { EmailStatus } from '@psnb2b/contract';

/** A row of the outbox, without its bodies. */
export interface Email {
  readonly emailId: string;
  readonly recipient: string;
  readonly template: string;
  readonly subject: string;
  readonly status: EmailStatus;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  /** Who may not read its link in the outbox: an actor, `NOBODY_READS`, or null. */
  readonly linkHiddenFrom: string | null;
}

/** For an e-mail whose link only the recipient may read. */
export const NOBODY_READS = 'everybody';

export const emailColumns = `email_id AS "emailId", recipient, template, subject, status, attempts,
  last_error AS "lastError", created_at AS "createdAt", sent_at AS "sentAt",
  link_hidden_from AS "linkHiddenFrom"`;

/** What a sealed link is bound to. */
export function linkPlace(emailId: string): string {
  return `kit.emails ${emailId}`;
}
