import { recordAudit } from '../audit/index.ts';
import { isByStaff } from '../identity/index.ts';
import { assert } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { type Look, oddLooks, shapeText } from './code-shape.ts';
import { completeLot, type LotParts } from './complete-lot.ts';
import { type LotAct, notifyLotChange } from './notify-lot-change.ts';
import type { LotState } from './open-lot.ts';

const STATE = `lot_id AS "lotId", status, rows_done AS "rowsDone", accepted, duplicates, rejected`;

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
}

/** What differs among the codes of a lot, for the person who decides; contains no code. */
export interface Oddness {
  /** In the form XXXX-XXXX: see `shapeText`. */
  readonly usual: CodeForm;
  readonly odd: readonly CodeForm[];
}

interface CodeForm {
  readonly form: string;
  readonly codes: number;
  readonly firstLine: number;
}

/** Which codes of a lot differ from the others; null if none do. */
export async function oddnessOf(db: Db, lotId: string): Promise<Oddness | null> {
  const { rows } = await db.query<Look>(
    `SELECT shape, codes, first_line AS "firstLine" FROM stock.lot_shapes
      WHERE lot_id = $1 AND codes > 0`,
    [lotId],
  );
  const found = oddLooks(rows);
  if (!found) return null;
  const form = ({ shape, ...look }: Look) => ({ ...look, form: shapeText(shape) });
  return { usual: form(found.usual), odd: found.odd.map(form) };
}

/** Holds a completely read lot until somebody has confirmed it; a large one until somebody else has. */
export async function holdLot(
  { database, clock }: Parts,
  lotId: string,
  { oddness, isLarge }: { readonly oddness: Oddness | null; readonly isLarge: boolean },
  actor: string,
): Promise<LotState> {
  return database.transaction(async (tx) => {
    const at = clock.now();
    const { rows } = await tx.query<LotState>(
      `UPDATE stock.lots SET status = 'held', needs_other = $2 WHERE lot_id = $1 AND status = 'importing'
       RETURNING ${STATE}`,
      [lotId, isLarge],
    );
    const [held] = rows;
    assert(held, `lot ${lotId} was being imported`);
    await recordAudit(tx, {
      at,
      actor,
      action: 'lot.held',
      subject: formatId('lot', lotId),
      detail: { ...oddness, ...(isLarge && { large: true }) },
    });
    if (oddness) await notifyLotChange(tx, lotId, 'lot.held', at);
    if (isLarge) await notifyLotChange(tx, lotId, 'lot.waiting', at);
    return held;
  });
}

/**
 * Puts a held lot up for sale. A complete lot stays so. Throws `not_found`, or `invalid_state` for a lot that is not held, and for
 * a large one that the same member of staff imported.
 */
export async function confirmLot(
  parts: LotParts,
  { lotId, actor, reason = null }: LotAct,
): Promise<LotState> {
  const { rows } = await parts.database.reads.query<
    LotState & { needsOther: boolean; importedBy: string }
  >(
    `SELECT ${STATE}, needs_other AS "needsOther", imported_by AS "importedBy" FROM stock.lots WHERE lot_id = $1`,
    [lotId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  const { needsOther, importedBy, ...lot } = rows[0];
  if (lot.status === 'complete') return lot;
  if (lot.status !== 'held') {
    const detail = `The lot is ${lot.status}; only a held lot can be confirmed.`;
    throw invalidState(lot.status, detail);
  }
  if (needsOther && importedBy === actor && isByStaff({ actor })) {
    throw invalidState(lot.status, 'You imported this lot; somebody else must release it.');
  }
  return completeLot(parts, lotId, actor, { reason });
}
