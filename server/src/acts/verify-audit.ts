import { recordAudit, verifyChain } from '../audit/index.ts';
import { notify } from '../identity/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Logger } from '../kit/log.ts';
import type { Notifier } from '../notifications/index.ts';

const actor = 'system:verify-audit';

/**
 * Computes the audit chain again as far as it grew, and a piece of the rest. When it is found broken, or whole again, the admins are
 * notified and the log records that, in the same commit.
 */
export async function verifyAudit(
  parts: Notifier & {
    readonly database: Database;
    readonly clock: Clock;
    readonly log: Pick<Logger, 'error'>;
  },
): Promise<void> {
  await verifyChain(parts, async (tx, { broken, at }) => {
    if (broken === null) {
      await recordAudit(tx, { at, actor, action: 'audit.whole', subject: 'audit' });
      await notify(tx, 'audit.whole', 'staff', { at }, parts);
      return;
    }
    parts.log.error({ entry: broken }, 'the audit chain is broken');
    await recordAudit(tx, { at, actor, action: 'audit.broken', subject: String(broken) });
    await notify(tx, 'audit.broken', 'staff', { entry: broken, at }, parts);
  });
}
