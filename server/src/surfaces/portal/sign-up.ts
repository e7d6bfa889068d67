import { portalOperations } from '@psnb2b/contract';
import { foundPartner } from '../../acts/index.ts';
import { askToSignUp, confirmSignUp, type IdentityParts, type Link } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Tx } from '../../kit/database/index.ts';
import { ACCEPTED, type DoorRoute, doorRoute, openedReply, originOf } from '../both/door-reply.ts';
import type { BusinessOf } from '../present/person.ts';

const { signUp, confirmSignUp: confirm } = portalOperations;
const ACTOR = 'system:sign-up';

/** Registration: the business is created when its first person confirms the e-mail address. */
export function portalSignUpRoutes(parts: IdentityParts, businessOf: BusinessOf): DoorRoute[] {
  return [
    doorRoute(signUp, async (call) => {
      await askToSignUp(parts, call.body, call);
      return ACCEPTED;
    }),
    doorRoute(confirm, async (call) => {
      const found = (tx: Tx, link: Link) => foundBusiness(tx, link, call.at);
      return openedReply(
        parts,
        businessOf,
        await confirmSignUp(parts, call.body, originOf(call), found),
      );
    }),
  ];
}

async function foundBusiness(tx: Tx, link: Link, at: Date): Promise<string> {
  const { partnerId } = await foundPartner(tx, {
    name: required(link.business, 'a sign-up names a business'),
    email: link.email,
    country: link.country,
    currency: required(link.currency, 'a sign-up names a currency'),
    approved: false,
    actor: ACTOR,
    at,
  });
  return partnerId;
}
