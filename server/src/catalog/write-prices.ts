import { recordAudit } from '../audit/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import type { PriceStep } from './plan-prices.ts';

/** Who sets prices, when and why. */
export interface PriceCause {
  readonly at: Date;
  readonly actor: string;
  readonly reason?: string | null;
  /** The change of many prices that it is part of. */
  readonly changeId?: string | null;
}

/**
 * Sets prices that were planned under the lock of the catalogue, with a row of the history for each, and an audit row for each
 * product.
 */
export async function writePrices(
  tx: Tx,
  steps: readonly PriceStep[],
  { at, actor, reason = null, changeId = null }: PriceCause,
): Promise<void> {
  const lists = steps.filter((each) => each.partnerId === null);
  const owns = steps.filter((each) => each.partnerId !== null);
  await tx.query(
    `INSERT INTO catalog.prices (product_id, currency, list_price, changed_at)
     SELECT *, $4::timestamptz FROM unnest($1::int[], $2::text[], $3::bigint[])
     ON CONFLICT (product_id, currency) DO UPDATE
        SET list_price = excluded.list_price, changed = pg_current_xact_id(),
            changed_at = excluded.changed_at`,
    [...columns(lists), at],
  );
  await tx.query(
    `INSERT INTO catalog.partner_prices (partner_id, product_id, currency, unit_price, changed_at)
     SELECT *, $5::timestamptz FROM unnest($4::uuid[], $1::int[], $2::text[], $3::bigint[])
     ON CONFLICT (partner_id, product_id, currency) DO UPDATE
        SET unit_price = excluded.unit_price, changed = pg_current_xact_id(),
            changed_at = excluded.changed_at`,
    [...columns(owns), owns.map((each) => each.partnerId), at],
  );
  await tx.query(
    `INSERT INTO catalog.price_history
       (entry_id, product_id, currency, partner_id, before, after, changed_at, actor, reason, change_id)
     SELECT u.*, $7::timestamptz, $8, $9, $10::uuid
       FROM unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[], $5::bigint[], $6::bigint[]) u`,
    [
      steps.map(() => newUuid(at.getTime())),
      steps.map((each) => each.product.productId),
      steps.map((each) => each.currency),
      steps.map((each) => each.partnerId),
      steps.map((each) => each.from),
      steps.map((each) => each.to),
      ...[at, actor, reason, changeId],
    ],
  );
  const change = changeId === null ? {} : { price_change: formatId('pch', changeId) };
  for (const [sku, theirs] of Map.groupBy(steps, (each) => each.product.sku)) {
    const detail = { prices: theirs.map(describe), ...(reason !== null && { reason }), ...change };
    await recordAudit(tx, { at, actor, action: 'price.changed', subject: sku, detail });
  }
}

function columns(steps: readonly PriceStep[]): unknown[] {
  return [
    steps.map((each) => each.product.productId),
    steps.map((each) => each.currency),
    steps.map((each) => each.to),
  ];
}

function describe({ currency, partnerId, from, to }: PriceStep) {
  return {
    currency,
    ...(partnerId !== null && { partner: formatId('prt', partnerId) }),
    from: from === null ? null : formatMoney(from, currency),
    to: to === null ? null : formatMoney(to, currency),
  };
}
