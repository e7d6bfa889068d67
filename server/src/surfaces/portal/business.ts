import { submitReview } from '../../acts/index.ts';
import type { PersonOf } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { parseId } from '../../kit/ids.ts';
import * as partners from '../../partners/index.ts';
import { onPortal, type PortalCall } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentCase, presentProfile } from '../present/case.ts';

/** The profile and the review of a business, by its own people. */
export function businessRoutes({ database, vault }: Parts) {
  const { reads } = database;
  const profileReply = async (caller: PersonOf<'portal'>) => {
    const profile = await partners.findProfile(reads, vault, caller.partnerId);
    return json(200, presentProfile(profile, caller));
  };
  const caseReply = async ({ partnerId }: PersonOf<'portal'>) => {
    const kyc = await partners.findCaseOf(reads, partnerId);
    return json(200, presentCase(await partners.readCase(reads, vault, kyc, 'partner')));
  };
  const act = async (
    { caller }: Pick<PortalCall<'getKycCase'>, 'caller'>,
    step: (tx: Tx, partnerId: string) => Promise<unknown>,
  ) => {
    await database.transaction((tx) => step(tx, caller.partnerId));
    return caseReply(caller);
  };
  return onPortal({
    getBusiness: ({ caller }) => profileReply(caller),
    setBusiness: async ({ caller, body, by }) => {
      const profile = partners.readProfile(body);
      await database.transaction((tx) =>
        partners.setProfile(tx, vault, caller.partnerId, profile, by),
      );
      return profileReply(caller);
    },
    getKycCase: ({ caller }) => caseReply(caller),
    addKycDocument: (call) =>
      act(call, (tx, partnerId) => {
        const { kind, file_id: file } = call.body;
        return partners.addDocument(tx, partnerId, { kind, fileId: parseId('fil', file) }, call.by);
      }),
    removeKycDocument: (call) =>
      act(call, (tx, partnerId) =>
        partners.removeDocument(tx, vault, partnerId, call.params.file_id, call.by),
      ),
    submitKycCase: (call) =>
      act(call, (tx, partnerId) =>
        submitReview(tx, vault, partnerId, call.body.answer ?? null, call.by),
      ),
  });
}
