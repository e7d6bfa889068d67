import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { advisoryLocks, type Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { limitReached } from '../kit/refusal.ts';
import {
  findImported,
  type ImportTerms,
  type Statement,
  stateTerms,
  termsText,
} from '../stock/index.ts';
import { findSupplier, holdOpenSupplier } from '../suppliers/index.ts';
import { type Import, type ImportParts, importColumns } from './import.ts';

/** Imports that have not ended: of one person, and of everybody. Each may store a whole file. */
const OPEN_OF_PERSON_MAX = 5;
const OPEN_MAX = 20;
/** Of costs in a file of which nobody says who sold it. */
const COST_CURRENCY = 'USD';

/** A file that somebody wants to send, and what the file does not say. */
export interface NewImport extends Statement {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: Buffer | null;
  readonly supplierId: string | null;
  /** ISO 4217; null: that of the supplier. */
  readonly costCurrency: string | null;
}

/**
 * Begins to import a file. Returns the import of this file that is open already, if there is one; and one that is `done` at once if
 * the file was imported before. Throws `unknown_product`; `validation_failed` for a cost, an expiry or a supplier that cannot be;
 * `invalid_state` if the supplier is archived; `limit_reached` if too many imports are open; `unavailable` while only the room for orders is left.
 */
export async function beginImport(
  { database, vault, reserve }: ImportParts,
  file: NewImport,
  by: By,
): Promise<Import> {
  const { reads } = database;
  const supplier = file.supplierId === null ? null : await findSupplier(reads, file.supplierId);
  const costCurrency = file.costCurrency ?? supplier?.costCurrency ?? COST_CURRENCY;
  const terms = await stateTerms(reads, file, { costCurrency, at: by.at });
  const identity = { ...file, costCurrency, terms };
  const known = file.sha256 && (await findImported(reads, { ...identity, sha256: file.sha256 }));
  return database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.importsBegun]);
    const open = await findOpen(tx, identity);
    if (open) return open;
    if (supplier) await holdOpenSupplier(tx, supplier.supplierId);
    const importId = newUuid(by.at.getTime());
    const ended = known
      ? { ...known, state: 'done', repeated: true, endedAt: by.at }
      : { lotId: null, accepted: 0, duplicates: 0, rejected: 0, state: 'sending', repeated: false };
    if (!known) {
      await reserve();
      await refuseTooMany(tx, by.actor);
      await vault.createDataKey(tx, importId);
    }
    const row = { endedAt: null, ...ended, ...identity, importId };
    const begun = await insertImport(tx, row, by);
    await recordAudit(tx, {
      ...by,
      action: 'import.begun',
      subject: formatId('imp', importId),
      detail: {
        file_name: file.fileName,
        bytes: file.bytes,
        supplier: supplier?.name ?? null,
        sku: file.sku,
        repeats: known ? formatId('lot', known.lotId) : null,
      },
    });
    return begun;
  });
}

type Identity = Omit<NewImport, 'costCurrency'> & {
  readonly costCurrency: string;
  readonly terms: ImportTerms;
};

/** The import of the same file that has not ended. */
async function findOpen(tx: Tx, { sha256, supplierId, terms }: Identity): Promise<Import | null> {
  if (!sha256) return null;
  const { rows } = await tx.query<Import>(
    `SELECT ${importColumns} FROM imports.imports
      WHERE sha256 = $1 AND supplier_id IS NOT DISTINCT FROM $2::uuid AND ended_at IS NULL AND state <> 'cancelling'
      ORDER BY begun_at`,
    [sha256, supplierId],
  );
  const same = termsText(terms);
  return rows.find((row) => termsText(row.terms) === same) ?? null;
}

async function refuseTooMany(tx: Tx, actor: string): Promise<void> {
  const { rows } = await tx.query<{ all: number; own: number }>(
    `SELECT count(*) AS all, count(*) FILTER (WHERE begun_by = $1) AS own
       FROM imports.imports WHERE ended_at IS NULL`,
    [actor],
  );
  const { all, own } = required(rows[0], 'a count has a row');
  if (own >= OPEN_OF_PERSON_MAX) {
    const detail = `${own} imports of yours have not ended; wait for one, or cancel one, then begin this one.`;
    throw limitReached({ limit: OPEN_OF_PERSON_MAX, used: own }, detail);
  }
  if (all >= OPEN_MAX) {
    const detail = `${all} imports have not ended; wait for one, or cancel one, then begin this one.`;
    throw limitReached({ limit: OPEN_MAX, used: all }, detail);
  }
}

type NewRow = Identity &
  Pick<
    Import,
    'importId' | 'endedAt' | 'lotId' | 'accepted' | 'duplicates' | 'rejected' | 'repeated'
  > & {
    readonly state: string;
  };

async function insertImport(tx: Tx, row: NewRow, by: By): Promise<Import> {
  const { rows } = await tx.query<Import>(
    `INSERT INTO imports.imports
       (import_id, file_name, bytes, sha256, supplier_id, cost_currency, sku, terms, state, lot_id, accepted,
        duplicates, rejected, repeated, begun_by, begun_at, ended_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING ${importColumns}`,
    [
      row.importId,
      row.fileName,
      row.bytes,
      row.sha256,
      row.supplierId,
      row.costCurrency,
      row.sku,
      JSON.stringify(row.terms),
      row.state,
      row.lotId,
      row.accepted,
      row.duplicates,
      row.rejected,
      row.repeated,
      by.actor,
      by.at,
      row.endedAt,
    ],
  );
  return required(rows[0], 'an inserted row is returned');
}
