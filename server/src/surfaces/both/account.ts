import * as contract from '@psnb2b/contract';
import * as identity from '../../identity/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json, pageBothWays, whole } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { present } from '../../kit/present.ts';
import { onBoth } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentMe } from '../present/person.ts';
import { ACCEPTED, DONE, isSecure, openedReply, originOf } from './web-app-reply.ts';

/** Managing one's own account: links, password, name, sessions, notifications. */
export function accountRoutes(parts: Parts, webApp: contract.WebApp) {
  const { database, peopleKeys } = parts;
  const { reads } = database;
  const markOf = (user: identity.User) => ({
    'set-cookie': identity.deviceCookie(peopleKeys, user, isSecure(parts)),
  });
  /** The device cookies of all browsers ended with the sessions; this one gets a new one. */
  const marked = (user: identity.User) => ({ ...DONE, headers: markOf(user) });
  return onBoth({
    changeName: async ({ caller, body, by }) => {
      const user = await database.transaction((tx) =>
        identity.changeName(tx, caller.userId, body.name, by),
      );
      return json(200, await presentMe(parts, { ...user, session: caller.session }));
    },
    requestEmailChange: async (call) => {
      const email = readEmail(call.body.email);
      await identity.askForEmailChange(parts, call.caller, email, originOf(call));
      return ACCEPTED;
    },
    confirmEmailChange: async (call) => {
      const { caller, body } = call;
      const person = await identity.changeEmail(parts, caller, body.token, originOf(call));
      return json(200, await presentMe(parts, person), markOf(person));
    },
    changePassword: async (call) =>
      marked(await identity.changePassword(parts, call.caller, call.body.password, originOf(call))),
    requestPasswordReset: async (call) => {
      await identity.askForPasswordReset(parts, webApp, readEmail(call.body.email), call);
      return ACCEPTED;
    },
    // A person who can read the inbox has shown that this browser is theirs: guessers no longer block it.
    confirmPasswordReset: async (call) =>
      marked(await identity.resetPassword(parts, webApp, call.body, originOf(call))),
    lookAtLink: async ({ body, at }) => {
      const link = await identity.findLink(reads, peopleKeys, webApp, body.token, at);
      return json(200, present(contract.Link, { ...link, businessName: link.business }));
    },
    acceptInvitation: async (call) =>
      openedReply(parts, await identity.acceptInvitation(parts, webApp, call.body, originOf(call))),
    listSessions: async ({ caller, at }) => {
      const sessions = await identity.listSessions(reads, caller, at);
      const current = caller.session.sessionId;
      return whole(
        sessions.map((each) =>
          present(contract.Session, { ...each, current: each.sessionId === current }),
        ),
      );
    },
    revokeSession: async ({ caller, params }) => {
      await identity.revokeSession(database, caller, params.session_id);
      return DONE;
    },
    revokeOtherSessions: async ({ caller }) =>
      marked(await identity.revokeOtherSessions(database, caller)),
    listNotifications: ({ query, caller }) =>
      pageBothWays(
        identity.notificationPages,
        query,
        (asked) => identity.listNotifications(reads, caller.userId, asked),
        (found) =>
          found.map((each) => present(contract.Notification, { ...each, createdAt: each.at })),
      ),
    readNotifications: async ({ caller, body, at }) => {
      const until = idOf('ntf', body.until, '/until');
      await database.transaction((tx) => identity.readNotifications(tx, caller.userId, until, at));
      return DONE;
    },
  });
}
