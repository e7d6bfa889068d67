import type { ClientBase } from 'pg';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import { holdOpenSupplier } from '../suppliers/index.ts';
import type { Vault } from '../vault/index.ts';
import { markDiscarding } from './discard-lot.ts';
import { emptyLot } from './empty-lot.ts';
import type { LotIdentity } from './import-connection.ts';

/** Version of the code that decides which lines are data rows; incremented whenever that changes. */
const READER = 2;

export interface LotState {
  readonly lotId: string;
  /** `held`: read to its end, and not for sale until somebody confirms it. */
  readonly status: 'importing' | 'held' | 'complete' | 'recalled';
  readonly rowsDone: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

interface Row {
  lot_id: string;
  status: LotState['status'] | 'discarding';
  reader: number;
  rows_done: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  cost_currency: string;
}

/**
 * The lot of a file: the existing one, or a new one with its data key. An interrupted discard is finished first. An import that
 * was begun by another version of the file reader starts again, because its rows would be counted differently. The caller holds
 * the lot's connection.
 */
export async function openLot(
  parts: { readonly database: Database; readonly vault: Vault; readonly clock: Clock },
  connection: ClientBase,
  lot: LotIdentity & {
    readonly fileName: string;
    readonly costCurrency: string;
    readonly actor: string;
  },
): Promise<LotState> {
  const found = await findLot(parts.database, lot);
  if (found?.status === 'importing' && found.reader !== READER) {
    await markDiscarding(parts, { lotId: found.lot_id, actor: lot.actor });
    found.status = 'discarding';
  }
  if (found?.status === 'discarding') await emptyLot(connection, found.lot_id);
  if (!found || found.status === 'discarding') return createLot(parts, lot);
  if (found.status === 'importing' && found.cost_currency !== lot.costCurrency) {
    throw invalidState(
      found.status,
      `The import of this file began with costs in ${found.cost_currency}; ` +
        'continue with that currency, or discard its lot first.',
    );
  }
  return {
    lotId: found.lot_id,
    status: found.status,
    rowsDone: found.rows_done,
    accepted: found.accepted,
    duplicates: found.duplicates,
    rejected: found.rejected,
  };
}

async function findLot(database: Database, lot: LotIdentity): Promise<Row | undefined> {
  const { rows } = await database.reads.query<Row>(
    `SELECT lot_id, status, rows_done, accepted, duplicates, rejected, cost_currency, reader
       FROM stock.lots
      WHERE sha256 = $1 AND supplier_id IS NOT DISTINCT FROM $2::uuid AND mode = $3
        AND terms = $4 AND status <> 'discarded' AND repeats IS NULL`,
    [lot.sha256, lot.supplierId, lot.mode, lot.terms],
  );
  return rows[0];
}

async function createLot(
  parts: { readonly database: Database; readonly vault: Vault; readonly clock: Clock },
  lot: LotIdentity & {
    readonly fileName: string;
    readonly costCurrency: string;
    readonly actor: string;
  },
): Promise<LotState> {
  const at = parts.clock.now();
  const lotId = newUuid(at.getTime());
  await parts.database.transaction(async (tx) => {
    if (lot.supplierId !== null) await holdOpenSupplier(tx, lot.supplierId);
    await tx.query(
      `INSERT INTO stock.lots
         (lot_id, mode, supplier_id, file_name, sha256, cost_currency, imported_by, created_at, reader, terms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        lotId,
        lot.mode,
        lot.supplierId,
        lot.fileName,
        lot.sha256,
        lot.costCurrency,
        lot.actor,
        at,
        READER,
        lot.terms,
      ],
    );
    await parts.vault.createDataKey(tx, lotId);
  });
  return { lotId, status: 'importing', rowsDone: 0, accepted: 0, duplicates: 0, rejected: 0 };
}
