import type { KeyObject } from 'node:crypto';
import { recordAudit } from '../audit/index.ts';
import { actorOf, type Person } from '../identity/index.ts';
import type { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { type Email, findEmail, NOBODY_READS, retryEmail } from '../kit/mail/index.ts';
import type { By } from '../partners/index.ts';

interface Parts {
  readonly database: Database;
  readonly mailKey: KeyObject;
}

/**
 * An e-mail of the outbox with its text. A secret link is shown to admins, audited, and never to who asked
 * for it; one that opens an account of the staff to nobody, because whoever is able to ask for it and to
 * read it is that person from then on. `isHead`: only asked whether it is there, so nothing is shown.
 */
export async function showEmail(
  { database, mailKey }: Parts,
  emailId: string,
  reader: Person,
  by: By,
  isHead: boolean,
): Promise<Email & { readonly text: string }> {
  const email = await findEmail(database.reads, emailId, null);
  if (!mayReadLink(email, reader)) return email;
  const { linkShown, ...shown } = await findEmail(database.reads, emailId, mailKey);
  if (linkShown && !isHead) {
    const subject = formatId('eml', emailId);
    await database.transaction((tx) =>
      recordAudit(tx, { ...by, action: 'email.link_shown', subject }),
    );
  }
  return shown;
}

/** Tries an e-mail again that was given up; audited. */
export async function sendAgain({ database }: Parts, emailId: string, by: By): Promise<void> {
  await database.transaction(async (tx) => {
    await retryEmail(tx, emailId, by.at);
    const subject = formatId('eml', emailId);
    await recordAudit(tx, { ...by, action: 'email.retried', subject });
  });
}

function mayReadLink({ linkHiddenFrom }: Email, reader: Person): boolean {
  if (reader.role !== 'admin') return false;
  return linkHiddenFrom !== NOBODY_READS && linkHiddenFrom !== actorOf(reader);
}
