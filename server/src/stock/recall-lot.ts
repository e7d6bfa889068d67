import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { lockShelvesOf } from './lock-shelves-of.ts';

/**
 * Stops the sale of a lot at once. Returns how many of its codes are unsold and frozen; a second recall returns the same. Throws
 * `not_found`, or `invalid_state` for a lot that was never for sale. The time of the recall is read after the locks: every sale
 * before it is earlier.
 */
export async function recallLot(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { lotId, ...by }: { readonly lotId: string } & Omit<By, 'at'>,
): Promise<{ unsold: number }> {
  return database.transaction(async (tx) => {
    await lockShelvesOf(tx, lotId, clock.now());
    const { rows } = await tx.query<{ status: string }>(
      'SELECT status FROM stock.lots WHERE lot_id = $1 FOR UPDATE',
      [lotId],
    );
    const status = rows[0]?.status;
    if (status === undefined) throw new Refusal('not_found');
    if (status !== 'complete' && status !== 'recalled') {
      throw invalidState(status, `The lot is ${status}; only a complete lot can be recalled.`);
    }
    const at = clock.now();
    const frozen = await tx.query<{ unsold: number }>('SELECT stock.recall_lot($1, $2) AS unsold', [
      lotId,
      at,
    ]);
    const unsold = required(frozen.rows[0], 'a function gives a row').unsold;
    if (status === 'complete') {
      await recordAudit(tx, {
        ...by,
        at,
        action: 'lot.recalled',
        subject: formatId('lot', lotId),
        detail: { unsold },
      });
    }
    return { unsold };
  });
}
