import type { PersonOf } from '../../identity/index.ts';
import { json } from '../../kit/http/index.ts';
import { changePublicKey, findPartner } from '../../partners/index.ts';
import { thumbprintOf } from '../../vault/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** The key that a business's codes are sealed for; every process follows within a second. */
export function publicKeyRoutes(parts: Parts) {
  const { database } = parts;
  const reply = async ({ partnerId }: PersonOf<'portal'>) => {
    const { publicKey } = await findPartner(database.reads, partnerId);
    const thumbprint = publicKey && (await thumbprintOf(publicKey));
    return json(200, { object: 'public_key', public_key: publicKey, thumbprint });
  };
  return onPortal({
    getPublicKey: ({ caller }) => reply(caller),
    setPublicKey: async ({ caller, body, by }) => {
      await database.transaction((tx) =>
        changePublicKey(tx, parts, caller.partnerId, body.public_key, by),
      );
      return reply(caller);
    },
  });
}
