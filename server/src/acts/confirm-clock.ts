import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { confirmTime } from '../kit/trusted-time/index.ts';

/** Says that the clock is right now; in the audit with the doubt that it ends. */
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
