import type { Database, Tx, VersionWatch } from '../database/index.ts';
import { Refusal } from '../refusal.ts';

/** Retry-After of the refusal: somebody has to compare first. */
const RETRY_SECONDS = 60;
const DETAIL =
  'We restored this service from a backup and cannot tell what you did after it. Keep the request and its Idempotency-Key: do not send it with another key. We will compare with your records; until then repeat it at most once a minute.';

/** The refusal of what a tenant may have done already, in the time that a restore has lost. */
export function gapOpen(): Refusal {
  return new Refusal('outcome_unknown', {}, { detail: DETAIL, retryAfter: RETRY_SECONDS });
}

/**
 * The tenants of whom it is unknown what they did between the backup that was restored and the loss. In memory: every order asks. A
 * gap opens while no process serves, and a process that learns late that one was closed refuses for a moment longer.
 */
export class Gaps {
  #open: ReadonlySet<number> = new Set();

  constructor(database: Database, versions: VersionWatch) {
    versions.on('gaps', async () => {
      const { rows } = await database.quickReads.query<{ tenant_id: number }>(
        'SELECT tenant_id FROM kit.gaps WHERE closed_at IS NULL',
      );
      this.#open = new Set(rows.map((row) => row.tenant_id));
    });
  }

  isOpen(tenantId: number): boolean {
    return this.#open.has(tenantId);
  }
}

/** Refuses in the transaction of an act, for acts too rare to ask the memory. */
export async function mustHaveNoGap(tx: Tx, tenantId: number): Promise<void> {
  const { rows } = await tx.query<{ gap: boolean }>(
    'SELECT kit.in_gap($1) AS gap',
    [tenantId],
    'kit.in_gap',
  );
  if (rows[0]?.gap) throw gapOpen();
}
