import { mayReadPersonal, personalRoles } from '@psnb2b/contract';
import { findSubject, openFile, storeFile } from '../../files/index.ts';
import type { Person, WebAppCall } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json, raw } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { Refusal } from '../../kit/refusal.ts';
import { findCase } from '../../partners/index.ts';
import { mayReadMessage } from '../../support/index.ts';
import { onConsole, onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentFile } from '../present/file.ts';

export function portalFileRoutes(parts: Parts) {
  return onPortal({
    uploadFile: (call) => take(parts, call, formatId('prt', call.caller.partnerId)),
    downloadFile: (call) => give(parts, call),
  });
}

export function consoleFileRoutes(parts: Parts) {
  return onConsole({
    uploadFile: (call) => take(parts, call, formatId('usr', call.caller.userId)),
    downloadFile: (call) => give(parts, call),
  });
}

async function take(parts: Parts, call: Pick<WebAppCall, 'upload' | 'by'>, owner: string) {
  const upload = required(call.upload, 'the operation takes a file');
  return json(201, presentFile(await storeFile(parts, { owner, ...upload }, call.by)));
}

type FileCall = Pick<WebAppCall, 'caller' | 'by' | 'isHead'> & {
  readonly params: { readonly file_id: string };
};

async function give(parts: Parts, call: FileCall) {
  const { reads } = parts.database;
  const subject = await findSubject(reads, call.params.file_id);
  if (!subject || !(await mayRead(reads, call.caller, subject))) throw new Refusal('not_found');
  return fileReply(parts, subject, call);
}

/** The bytes of a file of something that the caller may see; that they were read is recorded. */
export async function fileReply(
  parts: Parts,
  subject: string,
  { params, by, isHead }: Omit<FileCall, 'caller'>,
) {
  const { headers, content } = await openFile(parts, subject, params.file_id, { ...by, isHead });
  return raw(200, content, headers);
}

/** Whether a person may read the files of a subject; its module decides. */
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
