import { mayReadPersonal, personalRoles } from '@psnb2b/contract';
import { findSubject } from '../files/index.ts';
import type { Person } from '../identity/index.ts';
import type { Db } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { findCase } from '../partners/index.ts';
import { mayReadMessage } from '../support/index.ts';

/**
 * The message or case that a file belongs to, if this person may read its files, which its module decides. Any other file reads
 * as unknown; `role_missing` for personal data that the person's role may not see.
 */
export async function findReadable(db: Db, person: Person, fileId: string): Promise<string> {
  const subject = await findSubject(db, fileId);
  if (!subject || !(await mayRead(db, person, subject))) throw new Refusal('not_found');
  return subject;
}

async function mayRead(db: Db, person: Person, subject: string): Promise<boolean> {
  const { partnerId } = person;
  const messageId = parseId('msg', subject);
  if (messageId !== null) return mayReadMessage(db, partnerId, messageId);
  const caseId = parseId('kyc', subject);
  if (caseId === null) return false;
  const kyc = await findCase(db, caseId);
  if (partnerId !== null && kyc.partnerId !== partnerId) return false;
  if (!mayReadPersonal('identity', person)) {
    throw new Refusal('role_missing', { roles: [...personalRoles('identity', person.webApp)] });
  }
  return true;
}
