import { foundSignedUp } from '../../acts/index.ts';
import { askToSignUp, confirmSignUp, type Link } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { ACCEPTED, openedReply, originOf } from '../both/web-app-reply.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Registration: the business is created when its first person confirms the e-mail address. */
export function signUpRoutes(parts: Parts) {
  return onPortal({
    signUp: async (call) => {
      await askToSignUp(parts, call.body, call);
      return ACCEPTED;
    },
    confirmSignUp: async (call) => {
      const found = (tx: Tx, link: Link) => foundSignedUp(tx, link, call.at);
      return openedReply(parts, await confirmSignUp(parts, call.body, originOf(call), found));
    },
  });
}
