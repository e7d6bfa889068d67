import type { KeyObject } from 'node:crypto';
import { consoleOperations, type EmailSummary, pageSizeDefault } from '@psnb2b/contract';
import { byOf, DONE, type DoorRoute, doorRoute, idOf } from '../identity/index.ts';
import { readCursor, writeCursor } from '../kit/cursor.ts';
import type { Database } from '../kit/database/index.ts';
import { readEmail } from '../kit/email-address.ts';
import { json } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { type Email, listEmails } from '../kit/mail/index.ts';
import { sendAgain, showEmail } from './show-email.ts';

const calls = consoleOperations;
const LIST = 'emails';

/** The outbox, for staff. */
export function emailRoutes(parts: {
  readonly database: Database;
  readonly mailKey: KeyObject;
}): DoorRoute[] {
  const { database } = parts;
  return [
    doorRoute(calls.listEmails, async (call) => {
      const { limit = pageSizeDefault, cursor, status, to } = call.query;
      const found = await listEmails(database.reads, {
        ...(status !== undefined && { status }),
        ...(to !== undefined && { to: readEmail(to) }),
        ...(cursor !== undefined && { before: readCursor(LIST, cursor) }),
        limit: limit + 1,
      });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next = found.length > limit && last ? writeCursor(LIST, last.emailId) : null;
      const data = page.map(present);
      return json(200, { object: 'list', data, has_more: next !== null, next_cursor: next });
    }),
    doorRoute(calls.getEmail, async (call) => {
      const id = idOf('eml', call.params.email_id);
      const { isHead } = call;
      const { text, ...email } = await showEmail(parts, id, call.caller, byOf(call), isHead);
      return json(200, { ...present(email), text });
    }),
    doorRoute(calls.retryEmail, async (call) => {
      await sendAgain(parts, idOf('eml', call.params.email_id), byOf(call));
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
