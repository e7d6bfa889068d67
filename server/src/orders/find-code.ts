import type { CodeStatus } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { type CodeSought, soughtValues } from '../stock/index.ts';

/** A code and the delivered order that has it. */
export interface CodeOfOrder {
  readonly tenantId: number;
  readonly orderId: string;
  readonly codeId: string;
  readonly runId: number;
  readonly replaces: string | null;
  readonly deliveredAt: Date;
  /** By how much the test clock was advanced since. */
  readonly agedMs: number;
  /** When it was first read here; null if it never was, or is no longer shown. */
  readonly readAt: Date | null;
  /** Somebody has read it, or its partner named it by its text. */
  readonly known: boolean;
  readonly status: CodeStatus;
}

/** The code, if a delivered order of this tenant has it; of any tenant for null. */
export async function findCode(
  db: Db,
  tenantId: number | null,
  sought: CodeSought,
): Promise<CodeOfOrder | null> {
  const { rows } = await db.query<CodeOfOrder>(
    `SELECT tenant_id AS "tenantId", order_id AS "orderId", code_id AS "codeId", run_id AS "runId", replaces,
            delivered_at AS "deliveredAt", revealed_at AS "readAt", known, status,
            aged_ms AS "agedMs"
       FROM orders.find_code($1, $2, $3)`,
    [tenantId, ...soughtValues(sought)],
    'orders.find_code',
  );
  return rows[0] ?? null;
}
