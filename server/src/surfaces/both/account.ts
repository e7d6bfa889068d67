import { type Door, type Notification, portalOperations, type Session } from '@psnb2b/contract';
import {
  acceptInvitation,
  askForEmailChange,
  askForPasswordReset,
  byOf,
  changeEmail,
  changeName,
  changePassword,
  deviceCookie,
  endSession,
  endSessions,
  findLink,
  findUser,
  type IdentityParts,
  listNotifications,
  listSessions,
  lockPerson,
  readNotifications,
  resetPassword,
  type User,
} from '../../identity/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { idPlace, Pages, wholeList } from '../../kit/pages.ts';
import { Refusal } from '../../kit/refusal.ts';
import { type BusinessOf, presentMe } from '../present/person.ts';
import {
  ACCEPTED,
  DONE,
  type DoorRoute,
  doorRoute,
  isSecure,
  openedReply,
  originOf,
} from './door-reply.ts';

const calls = portalOperations;
const notificationPages = new Pages('notifications', idPlace);

/** Managing one's own account: links, password, name, sessions, notifications. */
export function accountRoutes(
  parts: IdentityParts,
  door: Door,
  businessOf: BusinessOf,
): DoorRoute[] {
  const { database, peopleKeys } = parts;
  /** The device cookies of all browsers ended with the sessions; this one gets a new one. */
  const markedReply = (user: User) => {
    const cookie = deviceCookie(peopleKeys, user, isSecure(parts));
    return { ...DONE, headers: { 'set-cookie': cookie } };
  };
  return [
    doorRoute(calls.changeName, async (call) => {
      const { caller } = call;
      const user = await database.transaction((tx) =>
        changeName(tx, caller.userId, call.body.name, byOf(call)),
      );
      return json(200, await presentMe(parts, businessOf, { ...user, session: caller.session }));
    }),
    doorRoute(calls.requestEmailChange, async (call) => {
      await askForEmailChange(parts, call.caller, readEmail(call.body.email), originOf(call));
      return ACCEPTED;
    }),
    doorRoute(calls.confirmEmailChange, async (call) => {
      const person = await changeEmail(parts, call.caller, call.body.token, originOf(call));
      const cookie = deviceCookie(peopleKeys, person, isSecure(parts));
      return json(200, await presentMe(parts, businessOf, person), { 'set-cookie': cookie });
    }),
    doorRoute(calls.changePassword, async (call) => {
      const user = await changePassword(parts, call.caller, call.body.password, originOf(call));
      return markedReply(user);
    }),
    doorRoute(calls.requestPasswordReset, async (call) => {
      await askForPasswordReset(parts, door, readEmail(call.body.email), call);
      return ACCEPTED;
    }),
    doorRoute(calls.confirmPasswordReset, async (call) => {
      // A person who can read the inbox has shown that this browser is theirs: guessers no longer block it.
      return markedReply(await resetPassword(parts, door, call.body, originOf(call)));
    }),
    doorRoute(calls.lookAtLink, async (call) => {
      const link = await findLink(database.reads, peopleKeys, door, call.body.token, call.at);
      return json(200, {
        object: 'link',
        kind: link.kind,
        email: link.email,
        name: link.name,
        business_name: link.business,
        role: link.role,
        expires_at: link.expiresAt.toISOString(),
      });
    }),
    doorRoute(calls.acceptInvitation, async (call) => {
      const opened = await acceptInvitation(parts, door, call.body, originOf(call));
      return openedReply(parts, businessOf, opened);
    }),
    doorRoute(calls.listSessions, async (call) => {
      const { session } = call.caller;
      const found = await listSessions(database.reads, call.caller, call.at);
      const data = found.map(
        (each): Session => ({
          id: formatId('ses', each.sessionId),
          object: 'session',
          current: each.sessionId === session.sessionId,
          address: each.address,
          user_agent: each.userAgent,
          created_at: each.createdAt.toISOString(),
          last_used_at: each.lastUsedAt.toISOString(),
          expires_at: each.expiresAt.toISOString(),
        }),
      );
      return json(200, wholeList(data));
    }),
    doorRoute(calls.revokeSession, async (call) => {
      const id = call.params.session_id;
      const { userId } = call.caller;
      const ended = await database.transaction(async (tx) => {
        await lockPerson(tx, call.caller);
        return endSession(tx, userId, id);
      });
      if (!ended) throw new Refusal('not_found');
      return DONE;
    }),
    doorRoute(calls.revokeOtherSessions, async (call) => {
      const { userId, session } = call.caller;
      const user = await database.transaction(async (tx) => {
        await lockPerson(tx, call.caller);
        await endSessions(tx, userId, session.sessionId);
        return findUser(tx, userId);
      });
      return markedReply(user);
    }),
    doorRoute(calls.listNotifications, async (call) => {
      const { limit, from } = notificationPages.read(call.query);
      const { userId } = call.caller;
      const found = await listNotifications(database.reads, userId, from, limit + 1);
      const page = notificationPages.cut(found, limit, (each) => each.notificationId);
      const data = page.rows.map(
        (each): Notification => ({
          id: formatId('ntf', each.notificationId),
          object: 'notification',
          kind: each.kind,
          text: each.text,
          path: each.path,
          created_at: each.at.toISOString(),
          read_at: each.readAt?.toISOString() ?? null,
        }),
      );
      return json(200, page.list(data));
    }),
    doorRoute(calls.readNotifications, async (call) => {
      const until = idOf('ntf', call.body.until, '/until');
      const { userId } = call.caller;
      await database.transaction((tx) => readNotifications(tx, userId, until, call.at));
      return DONE;
    }),
  ];
}
