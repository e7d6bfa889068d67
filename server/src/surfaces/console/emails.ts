import type { KeyObject } from 'node:crypto';
import { consoleOperations, type EmailSummary } from '@psnb2b/contract';
import { sendAgain, showEmail } from '../../acts/index.ts';
import { byOf } from '../../identity/index.ts';
import type { Database } from '../../kit/database/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { type Email, listEmails } from '../../kit/mail/index.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { DONE, type DoorRoute, doorRoute } from '../both/door-reply.ts';

const calls = consoleOperations;
const pages = new Pages('emails', idPlace);

/** The outbox, for staff. */
export function consoleEmailRoutes(parts: {
  readonly database: Database;
  readonly mailKey: KeyObject;
}): DoorRoute[] {
  const { database } = parts;
  return [
    doorRoute(calls.listEmails, async (call) => {
      const { status, to } = call.query;
      const { limit, from } = pages.read(call.query);
      const found = await listEmails(database.reads, {
        ...(status !== undefined && { status }),
        ...(to !== undefined && { to: readEmail(to) }),
        ...(from && { before: from }),
        limit: limit + 1,
      });
      const page = pages.cut(found, limit, ({ emailId }) => emailId);
      return json(200, page.list(page.rows.map(present)));
    }),
    doorRoute(calls.getEmail, async (call) => {
      const id = call.params.email_id;
      const { isHead } = call;
      const { text, ...email } = await showEmail(parts, id, call.caller, byOf(call), isHead);
      return json(200, { ...present(email), text });
    }),
    doorRoute(calls.retryEmail, async (call) => {
      await sendAgain(parts, call.params.email_id, byOf(call));
      return DONE;
    }),
  ];
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
    sent_at: email.sentAt?.toISOString() ?? null,
  };
}
