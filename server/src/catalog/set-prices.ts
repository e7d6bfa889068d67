import { recordAudit } from '../audit/index.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { type PriceChange, planPrices } from './plan-prices.ts';
import type { PriceRow } from './read-prices.ts';

export interface PriceSetting {
  readonly at: Date;
  readonly actor: string;
  readonly rows: readonly PriceRow[];
  /** Currency by partner (uuid); must contain the partners that `partnersIn(rows)` returns. */
  readonly partnerCurrencies: ReadonlyMap<string, string>;
}

/**
 * Sets list prices and partners' own prices. All or nothing: throws `validation_failed` with one fault per invalid line.
 * Unchanged prices are not touched, so that only real changes reach clients that ask for changes. Writes one audit row per
 * product.
 */
export async function setPrices(
  tx: Tx,
  { at, actor, rows, partnerCurrencies }: PriceSetting,
): Promise<{ changed: number; unchanged: number }> {
  // Writers of the catalogue wait for each other at this row, so the plan stays valid until the commit.
  await bumpVersion(tx, 'catalog');
  const changes = planPrices(rows, await loadSnapshot(tx), partnerCurrencies);
  const lists = changes.filter((each) => each.partnerId === null);
  const owns = changes.filter((each) => each.partnerId !== null);
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
  for (const [sku, theirs] of Map.groupBy(changes, (each) => each.product.sku)) {
    const detail = { prices: theirs.map(describe) };
    await recordAudit(tx, { at, actor, action: 'price.changed', subject: sku, detail });
  }
  return { changed: changes.length, unchanged: rows.length - changes.length };
}

function columns(changes: readonly PriceChange[]): unknown[] {
  return [
    changes.map((each) => each.product.productId),
    changes.map((each) => each.currency),
    changes.map((each) => each.to),
  ];
}

function describe({ currency, partnerId, from, to }: PriceChange) {
  return {
    currency,
    ...(partnerId !== null && { partner: formatId('prt', partnerId) }),
    from: from === null ? null : formatMoney(from, currency),
    to: to === null ? null : formatMoney(to, currency),
  };
}
