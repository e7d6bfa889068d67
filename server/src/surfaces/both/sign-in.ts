import { type Door, type Me, portalOperations } from '@psnb2b/contract';
import { recordAudit } from '../../audit/index.ts';
import {
  actorOf,
  byOf,
  checkPasskey,
  clearedCookie,
  deviceOf,
  endSession,
  findUser,
  type IdentityParts,
  lockPerson,
  markProven,
  type OpenedSession,
  type Origin,
  openSession,
  type PasskeyAnswer,
  type Person,
  prove,
  requestOptions,
  type Site,
  signIn,
} from '../../identity/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json } from '../../kit/http/index.ts';
import { invalidState, Refusal } from '../../kit/refusal.ts';
import { type BusinessOf, presentMe } from '../present/person.ts';
import {
  DONE,
  type DoorRoute,
  doorRoute,
  isSecure,
  openedReply,
  originOf,
  siteOfCall,
} from './door-reply.ts';

// Both web apps have these calls; each mounts its own.
const calls = portalOperations;

/** Signing in and out, and step-up. */
export function signInRoutes(
  parts: IdentityParts,
  door: Door,
  businessOf: BusinessOf,
): DoorRoute[] {
  const { database, peopleKeys } = parts;
  const me = (person: Person): Promise<Me> => presentMe(parts, businessOf, person);
  const opened = (session: OpenedSession) => openedReply(parts, businessOf, session);
  return [
    doorRoute(calls.signIn, async (call) => {
      const cookies = { cookie: call.header('cookie') ?? '' };
      const device = deviceOf(cookies, peopleKeys, door, isSecure(parts));
      const sessionId = currentSession(call);
      const given = { email: readEmail(call.body.email), password: call.body.password };
      return opened(await signIn(parts, door, given, originOf(call), { device, sessionId }));
    }),
    doorRoute(calls.passkeyRequest, async (call) => {
      const site = siteOfCall(parts, call);
      const { flow, options } = await database.transaction((tx) =>
        requestOptions(tx, peopleKeys, door, site, call.at),
      );
      return json(200, { object: 'passkey_options', flow, options });
    }),
    doorRoute(calls.signInPasskey, async (call) => {
      const site = siteOfCall(parts, call);
      const sessionId = currentSession(call);
      return opened(
        await signInWithPasskey(parts, door, call.body, site, originOf(call), sessionId),
      );
    }),
    doorRoute(calls.signInSecondFactor, async (call) => {
      const { caller, body } = call;
      if (caller.session.state !== 'second_factor') {
        const detail = 'This sign-in does not wait for a second factor.';
        throw invalidState(caller.session.state, detail);
      }
      const origin = originOf(call);
      const site = () => siteOfCall(parts, call);
      const session = await prove(parts, caller, body, site, origin, (tx, user) =>
        openSession(tx, peopleKeys, user, 'all', origin, caller.session.sessionId),
      );
      return opened(session);
    }),
    doorRoute(calls.stepUp, async (call) => {
      const { caller, body } = call;
      const site = () => siteOfCall(parts, call);
      const user = await prove(parts, caller, body, site, originOf(call), async (tx, proven) => {
        await markProven(tx, caller.session.sessionId, call.at);
        return proven;
      });
      const session = { ...caller.session, provenAt: call.at };
      return json(200, await me({ ...user, session }));
    }),
    doorRoute(calls.signOut, async (call) => {
      const { caller } = call;
      await database.transaction(async (tx) => {
        await lockPerson(tx, caller);
        await endSession(tx, caller.userId, caller.session.sessionId);
        const subject = actorOf(caller);
        await recordAudit(tx, { ...byOf(call), action: 'sign_out', subject });
      });
      const cookie = clearedCookie(door, isSecure(parts));
      return { ...DONE, headers: { 'set-cookie': cookie } };
    }),
    doorRoute(calls.getMe, async (call) => json(200, await me(call.caller))),
  ];
}

/** A browser that signs in again ends its old session. */
function currentSession(call: { readonly caller: Person | null }): string | null {
  return call.caller?.session.sessionId ?? null;
}

/** A passkey that verified its user counts as both factors. */
async function signInWithPasskey(
  { database, peopleKeys }: IdentityParts,
  door: Door,
  answer: PasskeyAnswer,
  site: Site,
  origin: Origin,
  replaces: string | null,
): Promise<OpenedSession> {
  const opened = await database.transaction(async (tx) => {
    const userId = await checkPasskey(tx, peopleKeys, door, site, answer, origin.at);
    if (userId === null) return null;
    const user = await findUser(tx, userId);
    const actor = actorOf(user);
    const { at, address, requestId } = origin;
    await recordAudit(tx, {
      at,
      address,
      requestId,
      actor,
      action: 'sign_in.passkey',
      subject: actor,
    });
    return openSession(tx, peopleKeys, user, 'all', origin, replaces);
  });
  if (!opened) {
    const detail = 'This passkey was not accepted; try again, or sign in with your password.';
    throw new Refusal('sign_in_refused', {}, { detail });
  }
  return opened;
}
