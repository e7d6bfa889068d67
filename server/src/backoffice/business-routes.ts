import { consolePages, portalOperations } from '@psnb2b/contract';
import { businessOfCaller, type DoorCall, type DoorRoute } from '../identity/index.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import { json, type Reply, route } from '../kit/http/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import {
  addDocument,
  findCaseOf,
  findPartner,
  findProfile,
  type Person,
  readCase,
  removeDocument,
  setProfile,
  submitCase,
} from '../partners/index.ts';
import { findAccessRequest, followCase, openTicket } from '../support/index.ts';
import type { Vault } from '../vault/index.ts';
import { personOfCall } from './person-of-call.ts';
import { presentCase, presentProfile } from './present-case.ts';
import { tellStaff } from './tell.ts';

const calls = portalOperations;

/** The profile and the review of a business, by its own people. */
export function businessRoutes(parts: {
  readonly database: Database;
  readonly vault: Vault;
}): DoorRoute[] {
  const { database, vault } = parts;
  const caseReply = async (partnerId: string): Promise<Reply> => {
    const kyc = await findCaseOf(database.reads, partnerId);
    return json(200, presentCase(await readCase(database.reads, vault, kyc, 'partner')));
  };
  const profileReply = async (partnerId: string): Promise<Reply> => {
    const { profile, updatedAt } = await findProfile(database.reads, vault, partnerId);
    return json(200, presentProfile(profile, updatedAt));
  };
  return [
    route(calls.getBusiness, ({ caller }: DoorCall<typeof calls.getBusiness>) =>
      profileReply(businessOfCaller(caller).partnerId),
    ),
    route(calls.setBusiness, async (call: DoorCall<typeof calls.setBusiness>) => {
      const { partnerId } = businessOfCaller(call.caller);
      await database.transaction((tx) =>
        setProfile(tx, vault, partnerId, call.body, personOfCall(call)),
      );
      return profileReply(partnerId);
    }),
    route(calls.getKycCase, ({ caller }: DoorCall<typeof calls.getKycCase>) =>
      caseReply(businessOfCaller(caller).partnerId),
    ),
    route(calls.addKycDocument, async (call: DoorCall<typeof calls.addKycDocument>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const document = { kind: call.body.kind, fileId: parseId('fil', call.body.file_id) };
      const person = personOfCall(call);
      await database.transaction((tx) => addDocument(tx, partnerId, document, person));
      return caseReply(partnerId);
    }),
    route(calls.removeKycDocument, async (call: DoorCall<typeof calls.removeKycDocument>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const fileId = parseId('fil', call.params.file_id);
      const person = personOfCall(call);
      await database.transaction((tx) => removeDocument(tx, vault, partnerId, fileId, person));
      return caseReply(partnerId);
    }),
    route(calls.submitKycCase, async (call: DoorCall<typeof calls.submitKycCase>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const { answer = null } = call.body;
      await database.transaction((tx) => submit(tx, vault, partnerId, answer, personOfCall(call)));
      return caseReply(partnerId);
    }),
  ];
}

/** Hands the case in; its front door is an API Access Request, opened here where none is open. */
async function submit(
  tx: Tx,
  vault: Vault,
  partnerId: string,
  answer: string | null,
  person: Person,
): Promise<void> {
  const kyc = await submitCase(tx, vault, partnerId, answer, person);
  const text = answer ?? 'The review of our business is handed in.';
  if (await findAccessRequest(tx, partnerId)) {
    const words = answer === null ? '' : ` Their answer: ${answer}`;
    await followCase(tx, partnerId, `The review was handed in.${words}`, 'staff', person);
  } else {
    const about = { webhook: null, keyId: null, orderId: null, claimId: null };
    const request = { topic: 'api_access', subject: 'API Access Request', text } as const;
    await openTicket(tx, partnerId, { ...request, ...about, fileIds: [] }, person);
  }
  const { name } = await findPartner(tx, partnerId);
  await tellStaff(tx, {
    kind: 'kyc.submitted',
    text: `${name} handed its review in.`,
    path: consolePages.review(formatId('kyc', kyc.caseId)),
    at: person.at,
  });
}
