import type { CodeStatus } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';

/** A code of an order: never its plaintext. */
export interface BoughtCode {
  readonly orderId: string;
  readonly codeId: string;
  readonly fingerprint: Buffer;
  readonly runId: number;
  readonly position: number;
  readonly replaces: string | null;
  readonly deliveredAt: Date;
  /** By how much the test clock was advanced since. */
  readonly agedMs: number;
  /** Somebody has read it, or its partner named it by its text. */
  readonly known: boolean;
  /** It was replaced or refunded before anybody had read it: it is never shown again. */
  readonly withdrawn: boolean;
  readonly status: CodeStatus;
}

/**
 * The codes of delivered orders, in the order in which each order shows them; with `only`, those of these ids. The caller has
 * checked who may read them.
 */
export async function codesOf(
  db: Db,
  orderIds: readonly string[],
  only: readonly string[] | null = null,
): Promise<BoughtCode[]> {
  const { rows } = await db.query<BoughtCode>(
    `SELECT order_id AS "orderId", code_id AS "codeId", fingerprint, run_id AS "runId", position,
            replaces, delivered_at AS "deliveredAt", aged_ms AS "agedMs", known, withdrawn, status
       FROM orders.codes_of($1::uuid[]) WHERE $2::uuid[] IS NULL OR code_id = ANY($2)`,
    [orderIds, only],
  );
  return rows;
}

/** A partner's code from a lot, and the price it paid, in minor units. */
export interface SoldCode {
  readonly tenantId: number;
  readonly orderId: string;
  readonly codeId: string;
  readonly runId: number;
  readonly position: number;
  readonly deliveredAt: Date;
  readonly price: number;
  readonly currency: string;
}

/** All delivered codes of these runs, by tenant and order. */
export async function soldCodes(db: Db, runIds: readonly number[]): Promise<SoldCode[]> {
  const { rows } = await db.query<SoldCode>(
    `SELECT tenant_id AS "tenantId", order_id AS "orderId", code_id AS "codeId",
            run_id AS "runId", position, delivered_at AS "deliveredAt", price, currency
       FROM orders.codes_sold($1)`,
    [runIds],
  );
  return rows;
}

/** A tenant with codes of a lot; what it paid for them in minor units. */
export interface CodeBuyer {
  readonly tenantId: number;
  readonly orders: number;
  readonly codes: number;
  readonly amount: number;
  readonly currency: string;
}

/** The tenants with codes of these runs, most codes first; counted without reading any code. */
export async function buyersOf(db: Db, runIds: readonly number[]): Promise<CodeBuyer[]> {
  const { rows } = await db.query<CodeBuyer>(
    `SELECT tenant_id AS "tenantId", orders, codes, amount, currency FROM orders.buyers_of($1)`,
    [runIds],
  );
  return rows;
}
