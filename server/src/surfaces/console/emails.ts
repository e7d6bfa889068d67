import * as contract from '@psnb2b/contract';
import { sendAgain, showEmail } from '../../acts/index.ts';
import { json, pageBothWays } from '../../kit/http/index.ts';
import { type Email, emailPages, listEmails } from '../../kit/mail/index.ts';
import { present } from '../../kit/present.ts';
import { DONE } from '../both/web-app-reply.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** The outbox, for staff. */
export function emailRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onConsole({
    listEmails: ({ query }) =>
      pageBothWays(
        emailPages,
        query,
        (asked) => listEmails(reads, asked),
        (emails) => emails.map((email) => present(contract.EmailSummary, rowOf(email))),
      ),
    getEmail: async ({ caller, params, by, isHead }) => {
      const email = await showEmail(parts, params.email_id, caller, by, isHead);
      return json(200, present(contract.Email, rowOf(email)));
    },
    retryEmail: async ({ params, by }) => {
      await sendAgain(parts, params.email_id, by);
      return DONE;
    },
  });
}

function rowOf<Row extends Email>(email: Row) {
  return { ...email, to: email.recipient };
}
