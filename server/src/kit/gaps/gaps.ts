import { required } from '../assert.ts';
import type { Database, Db, Tx, VersionWatch } from '../database/index.ts';
import { Refusal } from '../refusal.ts';

/** Retry-After of the refusal: somebody has to compare first. */
const RETRY_SECONDS = 60;
const DETAIL =
  'We restored this service from a backup and cannot tell what you did after it. Keep the request and its Idempotency-Key: do not send it with another key. We will compare with your records; until then repeat it at most once a minute.';

const UNREAD =
  'We restored this service from a backup and cannot tell whether these codes were read, returned or replaced after it. They can be read as soon as we have compared with your records; until then try at most once a minute.';

/** The refusal of a first reading: a restore has lost those of some time, and the codes may have been returned in it and sold again. */
export function readingUnknown(): Refusal {
  return new Refusal('unavailable', {}, { detail: UNREAD, retryAfter: RETRY_SECONDS });
}

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
  if (await isInGap(tx, tenantId)) throw gapOpen();
}

/** Whether it is unknown what this tenant did since the backup. */
export async function isInGap(db: Db, tenantId: number): Promise<boolean> {
  const { rows } = await db.query<{ gap: boolean }>(
    'SELECT kit.in_gap($1) AS gap',
    [tenantId],
    'kit.in_gap',
  );
  return required(rows[0], 'a function gives a row').gap;
}
