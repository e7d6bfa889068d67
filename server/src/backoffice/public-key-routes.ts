import { portalOperations, portalPages } from '@psnb2b/contract';
import { businessOfCaller, byOf, type DoorCall, type DoorRoute } from '../identity/index.ts';
import type { Database } from '../kit/database/index.ts';
import { json, type Reply, route } from '../kit/http/index.ts';
import { findPartner, setPartner } from '../partners/index.ts';
import { thumbprintOf } from '../vault/index.ts';
import { type Teller, tellPartner } from './tell.ts';

const { getPublicKey, setPublicKey } = portalOperations;
const WHAT_NOW =
  'If nobody of your business did this, put the right key back and change the passwords of those who can.';

/** The key that a business wants its codes sealed for; every process follows within a second. */
export function publicKeyRoutes(parts: Teller & { readonly database: Database }): DoorRoute[] {
  const { database } = parts;
  const reply = async (partnerId: string): Promise<Reply> => {
    const { publicKey } = await findPartner(database.reads, partnerId);
    const thumbprint = publicKey && (await thumbprintOf(publicKey));
    return json(200, { object: 'public_key', public_key: publicKey, thumbprint });
  };
  return [
    route(getPublicKey, ({ caller }: DoorCall<typeof getPublicKey>) =>
      reply(businessOfCaller(caller).partnerId),
    ),
    route(setPublicKey, async (call: DoorCall<typeof setPublicKey>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const publicKey = call.body.public_key;
      await database.transaction(async (tx) => {
        await setPartner(tx, partnerId, { publicKey }, byOf(call));
        const text =
          publicKey === null
            ? 'Codes of your business are shown in the clear again.'
            : 'Codes of your business are sealed for a new key from now on.';
        const told = { kind: 'public_key.changed', text, words: WHAT_NOW };
        await tellPartner(tx, parts, partnerId, {
          ...{ ...told, path: portalPages.publicKey, at: call.at },
        });
      });
      return reply(partnerId);
    }),
  ];
}
