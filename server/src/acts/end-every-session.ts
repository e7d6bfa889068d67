import { recordAudit } from '../audit/index.ts';
import { endAllSessions } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';

/** Ends the sessions of everybody in the portal and the console, and sign-ins in progress. Returns how many sessions ended. */
export async function endEverySession(tx: Tx, by: By): Promise<number> {
  const sessions = await endAllSessions(tx);
  await recordAudit(tx, {
    ...by,
    action: 'sessions.ended',
    subject: 'everybody',
    detail: { sessions },
  });
  return sessions;
}
