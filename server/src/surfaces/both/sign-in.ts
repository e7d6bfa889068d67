import type { WebApp } from '@psnb2b/contract';
import * as identity from '../../identity/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json } from '../../kit/http/index.ts';
import { invalidState } from '../../kit/refusal.ts';
import { onBoth } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentMe } from '../present/person.ts';
import { DONE, isSecure, openedReply, originOf, siteOfCall } from './web-app-reply.ts';

/** Signing in and out, and step-up. */
export function signInRoutes(parts: Parts, webApp: WebApp) {
  const { database, peopleKeys } = parts;
  const opened = (session: identity.OpenedSession) => openedReply(parts, session);
  return onBoth({
    signIn: async (call) => {
      const cookies = { cookie: call.header('cookie') ?? '' };
      const device = identity.deviceOf(cookies, peopleKeys, webApp, isSecure(parts));
      const sessionId = currentSession(call);
      const given = { email: readEmail(call.body.email), password: call.body.password };
      return opened(
        await identity.signIn(parts, webApp, given, originOf(call), { device, sessionId }),
      );
    },
    passkeyRequest: async (call) => {
      const site = siteOfCall(parts, call);
      const { flow, options } = await database.transaction((tx) =>
        identity.requestOptions(tx, peopleKeys, webApp, site, call.at),
      );
      return json(200, { object: 'passkey_options', flow, options });
    },
    signInPasskey: async (call) => {
      const site = siteOfCall(parts, call);
      const old = currentSession(call);
      return opened(
        await identity.signInWithPasskey(parts, webApp, call.body, site, originOf(call), old),
      );
    },
    signInSecondFactor: async (call) => {
      const { caller, body } = call;
      if (caller.session.state !== 'second_factor') {
        const detail = 'This sign-in does not wait for a second factor.';
        throw invalidState(caller.session.state, detail);
      }
      const origin = originOf(call);
      const site = () => siteOfCall(parts, call);
      const session = await identity.prove(parts, caller, body, site, origin, (tx, user) =>
        identity.openSession(tx, peopleKeys, user, 'all', origin, caller.session.sessionId),
      );
      return opened(session);
    },
    stepUp: async (call) => {
      const { caller, body } = call;
      const site = () => siteOfCall(parts, call);
      const user = await identity.prove(
        parts,
        caller,
        body,
        site,
        originOf(call),
        async (tx, proven) => {
          await identity.markProven(tx, caller.session.sessionId, call.at);
          return proven;
        },
      );
      const session = { ...caller.session, provenAt: call.at };
      return json(200, await presentMe(parts, { ...user, session }));
    },
    signOut: async ({ caller, by }) => {
      await identity.signOut(database, caller, by);
      return {
        ...DONE,
        headers: { 'set-cookie': identity.clearedCookie(webApp, isSecure(parts)) },
      };
    },
    getMe: async ({ caller }) => json(200, await presentMe(parts, caller)),
  });
}

/** A browser that signs in again ends its old session. */
function currentSession(call: { readonly caller: identity.Person | null }): string | null {
  return call.caller?.session.sessionId ?? null;
}
