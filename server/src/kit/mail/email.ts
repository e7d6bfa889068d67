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
}

export const emailColumns = `email_id AS "emailId", recipient, template, subject, status, attempts,
  last_error AS "lastError", created_at AS "createdAt", sent_at AS "sentAt"`;

/** What a sealed link is bound to. */
export function linkPlace(emailId: string): string {
  return `kit.emails ${emailId}`;
}
