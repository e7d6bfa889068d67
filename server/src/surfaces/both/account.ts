import type { WebApp } from '@psnb2b/contract';
import {
  acceptInvitation,
  askForEmailChange,
  askForPasswordReset,
  changeEmail,
  changeName,
  changePassword,
  deviceCookie,
  findLink,
  listNotifications,
  listSessions,
  type Notification,
  readNotifications,
  resetPassword,
  revokeOtherSessions,
  revokeSession,
  type User,
} from '../../identity/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { idPlace, Pages, wholeReply } from '../../kit/pages.ts';
import { isoOrNull } from '../../kit/time.ts';
import { onBoth } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentMe } from '../present/person.ts';
import { ACCEPTED, DONE, isSecure, openedReply, originOf } from './web-app-reply.ts';

const pages = new Pages('notifications', idPlace, (each: Notification) => each.notificationId);

/** Managing one's own account: links, password, name, sessions, notifications. */
export function accountRoutes(parts: Parts, webApp: WebApp) {
  const { database, peopleKeys } = parts;
  const { reads } = database;
  const markOf = (user: User) => ({
    'set-cookie': deviceCookie(peopleKeys, user, isSecure(parts)),
  });
  /** The device cookies of all browsers ended with the sessions; this one gets a new one. */
  const marked = (user: User) => ({ ...DONE, headers: markOf(user) });
  return onBoth({
    changeName: async ({ caller, body, by }) => {
      const user = await database.transaction((tx) => changeName(tx, caller.userId, body.name, by));
      return json(200, await presentMe(parts, { ...user, session: caller.session }));
    },
    requestEmailChange: async (call) => {
      await askForEmailChange(parts, call.caller, readEmail(call.body.email), originOf(call));
      return ACCEPTED;
    },
    confirmEmailChange: async (call) => {
      const person = await changeEmail(parts, call.caller, call.body.token, originOf(call));
      return json(200, await presentMe(parts, person), markOf(person));
    },
    changePassword: async (call) =>
      marked(await changePassword(parts, call.caller, call.body.password, originOf(call))),
    requestPasswordReset: async (call) => {
      await askForPasswordReset(parts, webApp, readEmail(call.body.email), call);
      return ACCEPTED;
    },
    // A person who can read the inbox has shown that this browser is theirs: guessers no longer block it.
    confirmPasswordReset: async (call) =>
      marked(await resetPassword(parts, webApp, call.body, originOf(call))),
    lookAtLink: async ({ body, at }) => {
      const link = await findLink(reads, peopleKeys, webApp, body.token, at);
      return json(200, {
        object: 'link',
        kind: link.kind,
        email: link.email,
        name: link.name,
        business_name: link.business,
        role: link.role,
        expires_at: link.expiresAt.toISOString(),
      });
    },
    acceptInvitation: async (call) =>
      openedReply(parts, await acceptInvitation(parts, webApp, call.body, originOf(call))),
    listSessions: async ({ caller, at }) => {
      const sessions = await listSessions(reads, caller, at);
      return wholeReply(
        sessions.map((each) => ({
          id: formatId('ses', each.sessionId),
          object: 'session' as const,
          current: each.sessionId === caller.session.sessionId,
          address: each.address,
          user_agent: each.userAgent,
          created_at: each.createdAt.toISOString(),
          last_used_at: each.lastUsedAt.toISOString(),
          expires_at: each.expiresAt.toISOString(),
        })),
      );
    },
    revokeSession: async ({ caller, params }) => {
      await revokeSession(database, caller, params.session_id);
      return DONE;
    },
    revokeOtherSessions: async ({ caller }) => marked(await revokeOtherSessions(database, caller)),
    listNotifications: ({ query, caller }) =>
      pages.reply(
        query,
        (page) => listNotifications(reads, caller.userId, page),
        (notifications) => notifications.map(presentNotification),
      ),
    readNotifications: async ({ caller, body, at }) => {
      const until = idOf('ntf', body.until, '/until');
      await database.transaction((tx) => readNotifications(tx, caller.userId, until, at));
      return DONE;
    },
  });
}

function presentNotification(each: Notification) {
  return {
    id: formatId('ntf', each.notificationId),
    object: 'notification' as const,
    kind: each.kind,
    text: each.text,
    path: each.path,
    created_at: each.at.toISOString(),
    read_at: isoOrNull(each.readAt),
  };
}
