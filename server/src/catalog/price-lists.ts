import type { AuditAction } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid, limitReached, Refusal } from '../kit/refusal.ts';

const LISTS_MAX = 200;

/** A price list without its prices and partners. */
export interface StoredPriceList {
  readonly priceListId: string;
  readonly name: string;
  readonly currency: string;
  readonly percentBps: number;
  readonly changedAt: Date;
  readonly changedBy: string;
  readonly fixedPrices: number;
  readonly partnerCount: number;
}

const COLUMNS = `l.list_id AS "priceListId", l.name, l.currency, l.percent_bps AS "percentBps",
  l.changed_at AS "changedAt", l.changed_by AS "changedBy",
  (SELECT count(*)::int FROM catalog.price_list_prices p WHERE p.list_id = l.list_id AND p.price IS NOT NULL)
    AS "fixedPrices",
  (SELECT count(*)::int FROM catalog.price_list_partners p WHERE p.list_id = l.list_id) AS "partnerCount"`;

/** All of them, by name. */
export async function listPriceLists(db: Db): Promise<StoredPriceList[]> {
  const { rows } = await db.query<StoredPriceList>(
    `SELECT ${COLUMNS} FROM catalog.price_lists l ORDER BY lower(l.name) LIMIT ${LISTS_MAX}`,
    [],
  );
  return rows;
}

/** `not_found` for an unknown id. */
export async function findPriceList(db: Db, listId: string): Promise<StoredPriceList> {
  const { rows } = await db.query<StoredPriceList>(
    `SELECT ${COLUMNS} FROM catalog.price_lists l WHERE l.list_id = $1`,
    [listId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The partners that buy at a list, and since when. */
export async function partnersOfPriceList(
  db: Db,
  listId: string,
): Promise<{ readonly partnerId: string; readonly since: Date }[]> {
  const { rows } = await db.query<{ partnerId: string; since: Date }>(
    `SELECT partner_id AS "partnerId", changed_at AS since FROM catalog.price_list_partners
      WHERE list_id = $1 ORDER BY changed_at, partner_id`,
    [listId],
  );
  return rows;
}

/** Adds a list at the list prices. Call it under the lock of the catalogue. `validation_failed` for a name that is taken. */
export async function insertPriceList(
  tx: Tx,
  { name, currency }: Pick<StoredPriceList, 'name' | 'currency'>,
  by: By,
): Promise<string> {
  const lists = await listPriceLists(tx);
  if (lists.length >= LISTS_MAX) {
    const detail = `There are ${LISTS_MAX} price lists; use one of them.`;
    throw limitReached({ limit: LISTS_MAX, used: lists.length }, detail);
  }
  mustBeFree(lists, name, null);
  const listId = newUuid(by.at.getTime());
  await tx.query(
    `INSERT INTO catalog.price_lists (list_id, name, currency, created_at, changed_at, changed_by)
     VALUES ($1, $2, $3, $4, $4, $5)`,
    [listId, name, currency, by.at, by.actor],
  );
  await audit(tx, listId, 'price_list.created', { name, currency }, by);
  return listId;
}

/** Sets name and percentage. Call it under the lock of the catalogue. */
export async function writePriceList(
  tx: Tx,
  before: StoredPriceList,
  { name, percentBps }: Pick<StoredPriceList, 'name' | 'percentBps'>,
  by: By,
): Promise<void> {
  const { priceListId } = before;
  mustBeFree(await listPriceLists(tx), name, priceListId);
  await tx.query(
    `UPDATE catalog.price_lists SET name = $2, percent_bps = $3, changed = pg_current_xact_id(),
            changed_at = $4, changed_by = $5 WHERE list_id = $1`,
    [priceListId, name, percentBps, by.at, by.actor],
  );
  const detail = {
    from: { name: before.name, percent_bps: before.percentBps },
    to: { name, percent_bps: percentBps },
  };
  await audit(tx, priceListId, 'price_list.changed', detail, by);
}

/** A fixed price of a list before and after a change, in minor units; null: the percentage applies. */
export interface FixedPriceStep {
  readonly list: StoredPriceList;
  readonly product: { readonly productId: number; readonly sku: string };
  readonly before: number | null;
  readonly after: number | null;
  readonly reason?: string | null;
}

/** Sets fixed prices, with rows of the history. Call it under the lock of the catalogue. */
export async function writeFixedPrices(
  tx: Tx,
  steps: readonly FixedPriceStep[],
  by: By,
): Promise<void> {
  const listIds = steps.map(({ list }) => list.priceListId);
  const productIds = steps.map(({ product }) => product.productId);
  const after = steps.map((each) => each.after);
  await tx.query(
    `INSERT INTO catalog.price_list_prices (list_id, product_id, price, changed_at)
     SELECT *, $4::timestamptz FROM unnest($1::uuid[], $2::int[], $3::bigint[])
     ON CONFLICT (list_id, product_id) DO UPDATE
        SET price = excluded.price, changed = pg_current_xact_id(), changed_at = excluded.changed_at`,
    [listIds, productIds, after, by.at],
  );
  await tx.query(
    `INSERT INTO catalog.price_history
       (entry_id, product_id, currency, list_id, before, after, changed_at, actor)
     SELECT u.*, $7::timestamptz, $8
       FROM unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[], $5::bigint[], $6::bigint[]) u`,
    [
      steps.map(() => newUuid(by.at.getTime())),
      productIds,
      steps.map(({ list }) => list.currency),
      listIds,
      steps.map((each) => each.before),
      after,
      ...[by.at, by.actor],
    ],
  );
  for (const { list, product, before, after: to } of steps) {
    const amount = (minor: number | null) =>
      minor === null ? null : formatMoney(minor, list.currency);
    const { currency } = list;
    const detail = { sku: product.sku, from: amount(before), to: amount(to), currency };
    await audit(tx, list.priceListId, 'price_list.price_set', detail, by);
  }
}

/** Lets a partner buy at a list, or at none. Returns whether that changed anything. */
export async function writePartnerList(
  tx: Tx,
  partnerId: string,
  listId: string | null,
  by: By,
): Promise<boolean> {
  const { rows } = await tx.query<{ listId: string | null }>(
    'SELECT list_id AS "listId" FROM catalog.price_list_partners WHERE partner_id = $1 FOR UPDATE',
    [partnerId],
  );
  const { rowCount } = await tx.query(
    `INSERT INTO catalog.price_list_partners AS p (partner_id, list_id, changed_at, changed_by)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (partner_id) DO UPDATE
        SET list_id = excluded.list_id, changed = pg_current_xact_id(), changed_at = excluded.changed_at,
            changed_by = excluded.changed_by
      WHERE p.list_id IS DISTINCT FROM excluded.list_id`,
    [partnerId, listId, by.at, by.actor],
  );
  if (rowCount === 0) return false;
  const named = (id: string | null) => id && formatId('pls', id);
  // nothing: no list was ever set.
  const detail = { before: named(rows[0]?.listId ?? null), after: named(listId) };
  const subject = formatId('prt', partnerId);
  await recordAudit(tx, { ...by, action: 'partner.price_list_set', subject, detail });
  return true;
}

function mustBeFree(lists: readonly StoredPriceList[], name: string, listId: string | null): void {
  const same = lists.find(
    (each) => each.name.toLowerCase() === name.trim().toLowerCase() && each.priceListId !== listId,
  );
  if (!same) return;
  const detail = `“${same.name}” is a price list already; choose another name.`;
  throw invalid({ pointer: '/name', code: 'repeated', detail });
}

function audit(
  tx: Tx,
  listId: string,
  action: AuditAction,
  detail: Readonly<Record<string, unknown>>,
  by: By,
): Promise<void> {
  return recordAudit(tx, { ...by, action, subject: formatId('pls', listId), detail });
}
