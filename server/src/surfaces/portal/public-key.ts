import { portalOperations } from '@psnb2b/contract';
import { byOf } from '../../identity/index.ts';
import type { Database } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import type { Teller } from '../../notifications/index.ts';
import { changePublicKey, findPartner } from '../../partners/index.ts';
import { thumbprintOf } from '../../vault/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { businessOfCaller } from '../both/people.ts';

const { getPublicKey, setPublicKey } = portalOperations;

/** The key that a business's codes are sealed for; every process follows within a second. */
export function portalPublicKeyRoutes(
  parts: Teller & { readonly database: Database },
): DoorRoute[] {
  const { database } = parts;
  const reply = async (partnerId: string) => {
    const { publicKey } = await findPartner(database.reads, partnerId);
    const thumbprint = publicKey && (await thumbprintOf(publicKey));
    return json(200, { object: 'public_key', public_key: publicKey, thumbprint });
  };
  return [
    doorRoute(getPublicKey, ({ caller }) => reply(businessOfCaller(caller).partnerId)),
    doorRoute(setPublicKey, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const publicKey = call.body.public_key;
      await database.transaction((tx) =>
        changePublicKey(tx, parts, partnerId, publicKey, byOf(call)),
      );
      return reply(partnerId);
    }),
  ];
}
