import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { type DepositMethod, methodColumns } from './deposit-method.ts';

/** The method with this id; `not_found` if there is none. */
export async function findDepositMethod(db: Db, methodId: string): Promise<DepositMethod> {
  return one(db, methodId, '');
}

/** The same, locked until the transaction ends. */
export async function lockDepositMethod(tx: Tx, methodId: string): Promise<DepositMethod> {
  return one(tx, methodId, 'FOR NO KEY UPDATE');
}

async function one(db: Db, methodId: string, lock: string): Promise<DepositMethod> {
  const { rows } = await db.query<DepositMethod>(
    `SELECT ${methodColumns} FROM deposit_methods.methods WHERE method_id = $1 ${lock}`,
    [methodId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** What the list of a method's addresses has: few rows are read for the figures of a method, one for each address. */
export interface AddressCounts {
  /** That the next partners get. */
  readonly left: number;
  readonly given: number;
  /** That a second person has not confirmed yet. */
  readonly waiting: number;
}

export interface MethodAndAddresses extends DepositMethod {
  readonly addresses: AddressCounts;
}

/** Every method, those in use first. There are few. */
export async function listDepositMethods(db: Db): Promise<MethodAndAddresses[]> {
  const { rows } = await db.query<DepositMethod & AddressCounts>(
    `SELECT ${methodColumns},
            (SELECT count(*) FROM deposit_methods.addresses a
              WHERE a.method_id = m.method_id AND a.tenant_id IS NULL AND a.confirmed_at IS NOT NULL) AS "left",
            (SELECT count(*) FROM deposit_methods.addresses a
              WHERE a.method_id = m.method_id AND a.tenant_id IS NOT NULL) AS given,
            (SELECT count(*) FROM deposit_methods.addresses a
              WHERE a.method_id = m.method_id AND a.confirmed_at IS NULL) AS waiting
       FROM deposit_methods.methods m
      ORDER BY archived_at IS NOT NULL, kind, currency, asset, network`,
  );
  return rows.map(({ left, given, waiting, ...method }) => ({
    ...method,
    addresses: { left, given, waiting },
  }));
}

/** How many addresses the next partners of a method can get. */
export async function addressesLeft(db: Db, methodId: string): Promise<number> {
  const { rows } = await db.query<{ left: number }>(
    `SELECT count(*) AS "left" FROM deposit_methods.addresses
      WHERE method_id = $1 AND tenant_id IS NULL AND confirmed_at IS NOT NULL`,
    [methodId],
  );
  return required(rows[0], 'a count has a row').left;
}
