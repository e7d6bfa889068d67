import type { KeyObject } from 'node:crypto';
import { recordAudit } from '../audit/index.ts';
import { actorOf, type Person } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { type Email, findEmail, NOBODY_READS, retryEmail } from '../kit/mail/index.ts';

interface Parts {
  readonly database: Database;
  readonly mailKey: KeyObject;
}

/**
 * An e-mail of the outbox with its text. Admins can see its secret link, which is audited; the person who requested the link
 * never can. Nobody sees a link that opens a staff account, because whoever could request and read it would be that person from
 * then on. `isHead`: only checks whether it exists, so nothing is shown.
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

/** Retries an e-mail that was given up; audited. */
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
