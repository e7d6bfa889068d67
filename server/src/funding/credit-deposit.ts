import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { accountsOf, balanceOf, lockAccounts, post, type TenantBalance } from '../ledger/index.ts';
import { type ProductLookup, payInvoices } from '../orders/index.ts';
import { warnLowBalance } from './warn-low-balance.ts';

export interface Credit {
  /** Minor units of the partner's currency. */
  readonly amount: number;
  readonly currency: string;
  /** The bank's or the operator's name for the payment; a deposit is identified by it. */
  readonly reference: string;
  readonly actor: string;
}

export interface Credited {
  readonly depositId: string;
  /** Minor units: available after the deposit and the orders that it paid. */
  readonly balance: number;
  readonly ordersPaid: readonly string[];
  /** Whether the deposit was already credited. */
  readonly repeated: boolean;
}

export interface FundingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly products: ProductLookup;
}

/**
 * Credits money to a tenant, once per reference: the same amount again returns the same deposit and moves nothing, another amount
 * is refused. Pending invoice orders are paid in the same commit, oldest first, each completely or not at all.
 */
export async function creditDeposit(
  { database, clock, products }: FundingParts,
  tenant: TenantRef,
  credit: Credit,
): Promise<Credited> {
  return database.transaction(async (tx) => {
    const accounts = await accountsOf(tx, tenant.tenantId);
    await lockAccounts(tx, [accounts.available]);
    const before = await balanceOf(tx, tenant.tenantId);
    const known = await findDeposit(tx, tenant.tenantId, credit.reference);
    if (known && known.amount !== credit.amount) {
      const was = formatMoney(known.amount, credit.currency);
      throw invalid({
        pointer: '/amount',
        code: 'enum',
        detail: `A deposit with this reference was credited with ${was} ${credit.currency}.`,
      });
    }
    const depositId = known?.depositId ?? newUuid();
    const at = clock.now();
    let ordersPaid: string[] = [];
    if (!known) {
      await insertDeposit(tx, tenant.tenantId, depositId, credit, at);
      await post(tx, at, [
        {
          kind: 'deposit',
          reference: depositId,
          from: accounts.deposits,
          to: accounts.available,
          amount: credit.amount,
        },
      ]);
      await recordAudit(tx, {
        at,
        actor: credit.actor,
        tenantId: tenant.tenantId,
        action: 'deposit.credited',
        subject: formatId('dep', depositId),
        detail: { amount: credit.amount, currency: credit.currency, reference: credit.reference },
      });
      ordersPaid = await payInvoices(tx, tenant, products, at);
    }
    const balance = await balanceOf(tx, tenant.tenantId);
    await warnLowBalance(tx, {
      tenantId: tenant.tenantId,
      before: spendable(before),
      after: spendable(balance),
      subject: depositId,
      at,
    });
    return { depositId, balance: balance.available, ordersPaid, repeated: known !== null };
  });
}

function spendable({ available, creditLimit }: TenantBalance): number {
  return available + creditLimit;
}

async function findDeposit(
  tx: Tx,
  tenantId: number,
  reference: string,
): Promise<{ depositId: string; amount: number } | null> {
  const { rows } = await tx.query<{ deposit_id: string; amount: number }>(
    'SELECT deposit_id, amount FROM funding.deposits WHERE tenant_id = $1 AND reference = $2',
    [tenantId, reference],
  );
  return rows[0] ? { depositId: rows[0].deposit_id, amount: rows[0].amount } : null;
}

async function insertDeposit(
  tx: Tx,
  tenantId: number,
  depositId: string,
  credit: Credit,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO funding.deposits
       (deposit_id, tenant_id, reference, amount, currency, credited_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [depositId, tenantId, credit.reference, credit.amount, credit.currency, credit.actor, at],
  );
}
