import type { Db } from '../kit/database/index.ts';
import { numberPlace, type PageAsked, Pages, rising } from '../kit/pages.ts';
import type { BoughtCode } from './codes-of.ts';

/** A code with its place in the order, from 1. */
export interface NumberedCode extends BoughtCode {
  readonly number: number;
}

/** Pages of the codes of an order. */
export const orderCodePages = new Pages(
  'codes of an order',
  numberPlace,
  ({ number }: NumberedCode) => number,
  { turns: true },
);

/** Codes of a delivered order, in the order in which it shows them; none of another. Reads none. For staff. */
export async function listOrderCodes(
  db: Db,
  orderId: string,
  { behind, limit, turned = false }: PageAsked<number>,
): Promise<NumberedCode[]> {
  const { behind: after, order } = rising({ turned });
  const { rows } = await db.query<NumberedCode>(
    `SELECT order_id AS "orderId", code_id AS "codeId", fingerprint, run_id AS "runId", position,
            replaces, delivered_at AS "deliveredAt", known, withdrawn, status, ordinality AS number
       FROM orders.codes_of(ARRAY[$1::uuid]) WITH ORDINALITY
      WHERE $2::bigint IS NULL OR ordinality ${after} $2
      ORDER BY ordinality ${order} LIMIT $3`,
    [orderId, behind ?? null, limit],
  );
  return rows;
}

/** The runs of the codes that an order holds or has, replacements among them. */
export async function runsOfOrder(db: Db, orderId: string): Promise<number[]> {
  const { rows } = await db.query<{ run_id: number }>(
    `SELECT DISTINCT run_id FROM orders.ranges WHERE order_id = $1 AND released_at IS NULL`,
    [orderId],
  );
  return rows.map((row) => row.run_id);
}
