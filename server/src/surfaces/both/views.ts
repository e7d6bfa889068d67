import * as identity from '../../identity/index.ts';
import { json, whole } from '../../kit/http/index.ts';
import { onBoth } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { DONE } from './web-app-reply.ts';

/** The views of lists that people save for themselves. */
export function viewRoutes({ database }: Parts) {
  return onBoth({
    listViews: async ({ caller }) => whole(await identity.listViews(database.reads, caller.userId)),
    saveView: async ({ caller, body }) => {
      await database.transaction((tx) => identity.saveView(tx, caller.userId, body));
      return json(200, body);
    },
    removeView: async ({ caller, body }) => {
      await database.transaction((tx) => identity.removeView(tx, caller.userId, body));
      return DONE;
    },
  });
}
