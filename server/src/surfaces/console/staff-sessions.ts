import * as contract from '@psnb2b/contract';
import { endStaffSession, endStaffSessions, listStaffSessions } from '../../identity/index.ts';
import { whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { DONE } from '../both/web-app-reply.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Sessions of the staff, as an admin sees and ends them. */
export function staffSessionRoutes({ database }: Parts) {
  return onConsole({
    listStaffSessions: async ({ caller, params, at }) => {
      const sessions = await listStaffSessions(database.reads, params.user_id, at);
      const { sessionId } = caller.session;
      return whole(
        sessions.map((each) =>
          present(contract.StaffSession, { ...each, current: each.sessionId === sessionId }),
        ),
      );
    },
    endStaffSession: async ({ caller, params, by }) => {
      const { user_id, session_id } = params;
      await database.transaction((tx) => endStaffSession(tx, user_id, session_id, caller, by));
      return DONE;
    },
    endStaffSessions: async ({ caller, params, by }) => {
      await database.transaction((tx) => endStaffSessions(tx, params.user_id, caller, by));
      return DONE;
    },
  });
}
