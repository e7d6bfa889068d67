import type { EmailSummary } from '@psnb2b/contract';
import { sendAgain, showEmail } from '../../acts/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { type Email, listEmails } from '../../kit/mail/index.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { isoOrNull } from '../../kit/time.ts';
import { DONE } from '../both/web-app-reply.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

const pages = new Pages('emails', idPlace, ({ emailId }: Email) => emailId);

/** The outbox, for staff. */
export function emailRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onConsole({
    listEmails: ({ query }) => {
      const { status } = query;
      const to = query.to === undefined ? undefined : readEmail(query.to);
      return pages.reply(
        query,
        (page) => listEmails(reads, { status, to, ...page }),
        (emails) => emails.map(present),
      );
    },
    getEmail: async ({ caller, params, by, isHead }) => {
      const { text, ...email } = await showEmail(parts, params.email_id, caller, by, isHead);
      return json(200, { ...present(email), text });
    },
    retryEmail: async ({ params, by }) => {
      await sendAgain(parts, params.email_id, by);
      return DONE;
    },
  });
}

function present(email: Email): EmailSummary {
  return {
    id: formatId('eml', email.emailId),
    object: 'email',
    to: email.recipient,
    subject: email.subject,
    template: email.template,
    status: email.status,
    attempts: email.attempts,
    last_error: email.lastError,
    created_at: email.createdAt.toISOString(),
    sent_at: isoOrNull(email.sentAt),
  };
}
