import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { confirmTime } from '../kit/trusted-time/index.ts';

/** Confirms that the clock is right; the audit row has the doubt that this ends. */
export async function confirmClock(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  actor: string,
): Promise<void> {
  const at = clock.now();
  await database.transaction(async (tx) => {
    const before = await confirmTime(tx, at);
    await recordAudit(tx, {
      ...{ at, actor, action: 'clock.confirmed', subject: 'the clock' },
      detail: { doubt: before?.doubt?.kind ?? null, mark: before?.mark ?? null },
    });
  });
}
