import {
  consoleOperations,
  mayReadPersonal,
  personalRoles,
  portalOperations,
} from '@psnb2b/contract';
import { type FileParts, findSubject, openFile, storeFile } from '../../files/index.ts';
import { byOf, type DoorCall, type Person } from '../../identity/index.ts';
import { assert } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json, raw } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { Refusal } from '../../kit/refusal.ts';
import { findCase } from '../../partners/index.ts';
import { mayReadMessage } from '../../support/index.ts';
import { presentFile } from '../present/file.ts';
import { type DoorRoute, doorRoute } from './door-reply.ts';
import { businessOfCaller } from './people.ts';

const portal = portalOperations;
const console = consoleOperations;

export function portalFileRoutes(parts: FileParts): DoorRoute[] {
  return [
    doorRoute(portal.uploadFile, (call) =>
      take(parts, call, formatId('prt', businessOfCaller(call.caller).partnerId)),
    ),
    doorRoute(portal.downloadFile, (call) => give(parts, call, call.params.file_id)),
  ];
}

export function consoleFileRoutes(parts: FileParts): DoorRoute[] {
  return [
    doorRoute(console.uploadFile, (call) => take(parts, call, formatId('usr', call.caller.userId))),
    doorRoute(console.downloadFile, (call) => give(parts, call, call.params.file_id)),
  ];
}

type AnyCall = Pick<DoorCall, 'caller' | 'at' | 'address' | 'requestId' | 'upload' | 'isHead'>;

async function take(parts: FileParts, call: AnyCall, owner: string) {
  assert(call.upload, 'the operation takes a file');
  return json(201, presentFile(await storeFile(parts, { owner, ...call.upload }, byOf(call))));
}

async function give(parts: FileParts, call: AnyCall, fileId: string) {
  const subject = await findSubject(parts.database.reads, fileId);
  if (!subject || !(await mayRead(parts.database.reads, call.caller, subject))) {
    throw new Refusal('not_found');
  }
  const { headers, content } = await openFile(parts, subject, fileId, {
    ...byOf(call),
    isHead: call.isHead,
  });
  return raw(200, content, headers);
}

/** Whether a person may read the files of a subject; its module decides. */
async function mayRead(db: Db, person: Person, subject: string): Promise<boolean> {
  const partnerId = person.door === 'portal' ? businessOfCaller(person).partnerId : null;
  const messageId = parseId('msg', subject);
  if (messageId !== null) return mayReadMessage(db, partnerId, messageId);
  const caseId = parseId('kyc', subject);
  if (caseId === null) return false;
  const kyc = await findCase(db, caseId);
  if (partnerId !== null && kyc.partnerId !== partnerId) return false;
  if (!mayReadPersonal('identity', person)) {
    throw new Refusal('role_missing', { roles: [...personalRoles('identity', person.door)] });
  }
  return true;
}
