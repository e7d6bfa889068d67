import { recordAudit } from '../audit/index.ts';
import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { moneyLimitReached } from '../kit/refusal.ts';
import { accountsOf, balanceOf, lockAccounts, post, settleOverdrawn } from '../ledger/index.ts';
import type { Notifier } from '../notifications/index.ts';
import type { Tenant } from '../partners/index.ts';
import { spendable } from './post-credit.ts';
import { warnLowBalance } from './warn-low-balance.ts';

/** A correction of a live balance that is no payment. Money in minor units. */
export interface Adjustment {
  /** Id of the proposal that it was. */
  readonly adjustmentId: string;
  readonly tenantId: number;
  /** Negative if money was taken. */
  readonly amount: number;
  readonly currency: string;
  readonly reason: string;
  readonly proposedBy: string;
  readonly agreedBy: string;
  readonly proposedAt: Date;
  readonly at: Date;
}

type Agreed = Pick<Adjustment, 'adjustmentId' | 'amount' | 'reason' | 'proposedBy' | 'proposedAt'>;

/**
 * Posts an adjustment that a second person agreed to: money, row, audit and the notification of the business are one commit. Takes no more
 * than the business can spend: `limit_reached`. Pending invoice orders are paid by the next deposit, not by an adjustment.
 */
export async function postAdjustment(
  tx: Tx,
  notifier: Notifier,
  tenant: Tenant,
  { adjustmentId, amount, reason, proposedBy, proposedAt }: Agreed,
  by: By,
): Promise<void> {
  const { tenantId, partnerId, currency } = tenant;
  const { at } = by;
  const { available, deposits } = await accountsOf(tx, tenantId);
  await lockAccounts(tx, [available]);
  const before = spendable(await balanceOf(tx, tenantId));
  mustCover(before, amount, currency);
  const [from, to] = amount > 0 ? [deposits, available] : [available, deposits];
  const transfer = { kind: 'adjustment', reference: adjustmentId, from, to } as const;
  await post(tx, at, [{ ...transfer, amount: Math.abs(amount) }]);
  if (amount > 0) await settleOverdrawn(tx, tenantId);
  await tx.query(
    `INSERT INTO funding.adjustments
       (adjustment_id, tenant_id, amount, currency, reason, proposed_by, agreed_by, proposed_at, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [adjustmentId, tenantId, amount, currency, reason, proposedBy, by.actor, proposedAt, at],
  );
  await recordAudit(tx, {
    ...by,
    tenantId,
    action: 'balance.adjusted',
    subject: formatId('prt', partnerId),
    detail: { amount: formatMoney(amount, currency), currency, reason, proposed_by: proposedBy },
  });
  const after = spendable(await balanceOf(tx, tenantId));
  await warnLowBalance(tx, { tenantId, before, after, subject: adjustmentId, at });
  const facts = { amount, currency, reason, balance: after, at };
  await notify(tx, 'balance.adjusted', { partnerId }, facts, notifier);
}

/** Refuses to take more than a business can spend, `limit_reached`. */
export function mustCover(spendableNow: number, amount: number, currency: string): void {
  if (amount >= 0 || -amount <= spendableNow) return;
  const sum = { limit: Math.max(0, spendableNow), used: -amount, currency };
  throw moneyLimitReached(sum, 'The business cannot spend that much, so it cannot be taken.');
}

export const adjustmentPages = new Pages(
  'adjustments',
  idPlace,
  ({ adjustmentId }: Adjustment) => adjustmentId,
  { turns: true },
);

/** Adjustments of all tenants, or of one, the newest first. */
export async function listAdjustments(
  db: Db,
  { tenantId, ...asked }: PageAsked<string> & { readonly tenantId?: number | undefined },
): Promise<Adjustment[]> {
  const { order, behind } = falling(asked);
  const { rows } = await db.query<Adjustment & Record<string, unknown>>(
    `SELECT adjustment_id AS "adjustmentId", tenant_id AS "tenantId", amount, currency, reason,
            proposed_by AS "proposedBy", agreed_by AS "agreedBy", proposed_at AS "proposedAt", at
       FROM funding.adjustments
      WHERE ($1::int IS NULL OR tenant_id = $1) AND ($2::uuid IS NULL OR adjustment_id ${behind} $2)
      ORDER BY adjustment_id ${order} LIMIT $3`,
    [tenantId ?? null, asked.behind ?? null, asked.limit],
  );
  return rows;
}
