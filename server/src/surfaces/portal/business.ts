import { portalOperations } from '@psnb2b/contract';
import { submitReview } from '../../acts/index.ts';
import type { Person } from '../../identity/index.ts';
import type { Database } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { parseId } from '../../kit/ids.ts';
import {
  addDocument,
  findCaseOf,
  findProfile,
  readCase,
  readProfile,
  removeDocument,
  setProfile,
} from '../../partners/index.ts';
import type { Vault } from '../../vault/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { businessOfCaller } from '../both/people.ts';
import { presentCase, presentProfile } from '../present/case.ts';
import { personOfCall } from '../present/person-of-call.ts';

const calls = portalOperations;

/** The profile and the review of a business, by its own people. */
export function portalBusinessRoutes(parts: {
  readonly database: Database;
  readonly vault: Vault;
}): DoorRoute[] {
  const { database, vault } = parts;
  const caseReply = async (partnerId: string) => {
    const kyc = await findCaseOf(database.reads, partnerId);
    return json(200, presentCase(await readCase(database.reads, vault, kyc, 'partner')));
  };
  const profileReply = async (caller: Person) => {
    const { partnerId } = businessOfCaller(caller);
    const { profile, updatedAt } = await findProfile(database.reads, vault, partnerId);
    return json(200, presentProfile(profile, updatedAt, caller));
  };
  return [
    doorRoute(calls.getBusiness, ({ caller }) => profileReply(caller)),
    doorRoute(calls.setBusiness, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      await database.transaction((tx) =>
        setProfile(tx, vault, partnerId, readProfile(call.body), personOfCall(call)),
      );
      return profileReply(call.caller);
    }),
    doorRoute(calls.getKycCase, ({ caller }) => caseReply(businessOfCaller(caller).partnerId)),
    doorRoute(calls.addKycDocument, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const document = { kind: call.body.kind, fileId: parseId('fil', call.body.file_id) };
      const person = personOfCall(call);
      await database.transaction((tx) => addDocument(tx, partnerId, document, person));
      return caseReply(partnerId);
    }),
    doorRoute(calls.removeKycDocument, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const fileId = call.params.file_id;
      const person = personOfCall(call);
      await database.transaction((tx) => removeDocument(tx, vault, partnerId, fileId, person));
      return caseReply(partnerId);
    }),
    doorRoute(calls.submitKycCase, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const { answer = null } = call.body;
      const person = personOfCall(call);
      await database.transaction((tx) => submitReview(tx, vault, partnerId, answer, person));
      return caseReply(partnerId);
    }),
  ];
}
