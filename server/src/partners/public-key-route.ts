import { portalOperations } from '@psnb2b/contract';
import { businessOfCaller, byOf, DONE, type DoorCall, type DoorRoute } from '../identity/index.ts';
import type { Database } from '../kit/database/index.ts';
import { route } from '../kit/http/index.ts';
import { setPartner } from './set-partner.ts';

const { setPublicKey } = portalOperations;

/** The key that a business wants its codes sealed for; every process follows within a second. */
export function publicKeyRoute({ database }: { readonly database: Database }): DoorRoute {
  return route(setPublicKey, async (call: DoorCall<typeof setPublicKey>) => {
    const { partnerId } = businessOfCaller(call.caller);
    const change = { publicKey: call.body.public_key };
    await database.transaction((tx) => setPartner(tx, partnerId, change, byOf(call)));
    return DONE;
  });
}
