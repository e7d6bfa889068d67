import { type OrderCode, orderCan } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { invalid, mustBeAble } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { isoOrNull } from '../kit/time.ts';
import { type CodeOrigin, originOf, originsOf, type SealedPlace } from '../stock/index.ts';
import type { PlainCode } from '../vault/index.ts';
import { type BoughtCode, codesOf } from './codes-of.ts';
import type { OrderParts } from './parts.ts';
import type { Reader } from './reveal-codes.ts';
import { deliveryOf, secretOf, sharedBy, shownCode } from './show-code.ts';
import { mustFindOrder, type ProductLookup, type StoredOrder } from './store.ts';

type ReadParts = Pick<OrderParts, 'database' | 'vault' | 'catalog'>;

/** Codes by their ids (`cod_…`), and the member of the request that has them, for the pointers of refusals. */
export interface CodesNamed {
  readonly ids: readonly string[];
  readonly member: 'code' | 'codes';
}

/**
 * Reads some codes of a delivered order, in the order of its list; the others stay unread. The audit row, which names the codes, is
 * committed before any is opened. Refuses as `revealCodes` does, and ids of no code of the order with `validation_failed`.
 */
export async function readSomeCodes(
  { database, vault, catalog }: ReadParts,
  tenant: TenantRef,
  orderId: string,
  named: CodesNamed,
  reader: Reader,
): Promise<OrderCode[]> {
  const { publicKey, ...by } = reader;
  const read = await database.transaction(async (tx) => {
    const order = await lockDelivered(tx, tenant, orderId, catalog.product);
    const codes = await namedCodes(tx, orderId, named);
    const shown = codes.filter(({ withdrawn }) => !withdrawn);
    const shownIds = shown.map(({ codeId }) => codeId);
    const { rows: sealed } = await tx.query<SealedPlace>(
      `SELECT code_id AS "codeId", sealed, lot_id AS "lotId", product_id AS "productId", shelf_id AS "shelfId"
         FROM orders.reveal_some($1, $2, $3, $4::uuid[], $5, $6, $7, $8, $9)`,
      [
        ...[by.at, tenant.tenantId, orderId, shownIds],
        shownIds.map((codeId) => formatId('cod', codeId)),
        ...[by.actor, formatId('ord', orderId), by.address ?? null, by.requestId ?? null],
      ],
      'orders.reveal_some',
    );
    return { order, codes, sealed };
  });
  const plain = new Map<string, PlainCode>();
  for (const { codeId, lotId, productId, sealed } of read.sealed) {
    const key = await vault.dataKey(database.reads, lotId);
    plain.set(codeId, vault.open(key, { codeId, lotId, productId }, sealed));
  }
  const origins = await originsOfCodes(database.reads, read.codes);
  return show({ catalog, origins }, read, plain, publicKey);
}

/** A code of an order, and how it is shown where it is not read. */
export interface MaskedCode {
  readonly code: BoughtCode;
  readonly shown: OrderCode;
  /** Its lot was recalled. */
  readonly recalled: boolean;
}

/** The codes of a delivered order without reading any. Refuses as `revealCodes` does. */
export async function maskedCodesOf(
  { database, catalog }: Pick<ReadParts, 'database' | 'catalog'>,
  tenant: TenantRef,
  orderId: string,
  publicKey: string | null,
): Promise<MaskedCode[]> {
  const order = await findDelivered(database.reads, tenant, orderId, catalog.product);
  const codes = await codesOf(database.reads, [orderId]);
  const origins = await originsOfCodes(database.reads, codes);
  const shown = await show({ catalog, origins }, { order, codes }, new Map(), publicKey);
  return codes.map((code, index) => ({
    code,
    shown: required(shown[index], 'one for each'),
    recalled: originOf(origins, code.runId).recalledAt !== null,
  }));
}

/** Refuses as reading the codes would; for a request that shows none. */
export async function checkReadable(
  { database, catalog }: Pick<ReadParts, 'database' | 'catalog'>,
  tenant: TenantRef,
  orderId: string,
  named: CodesNamed | null,
): Promise<void> {
  await findDelivered(database.reads, tenant, orderId, catalog.product);
  if (named) await namedCodes(database.reads, orderId, named);
}

/** The order, after its row is locked: readings and withdrawals of its codes wait for each other there. */
async function lockDelivered(
  tx: Tx,
  tenant: TenantRef,
  orderId: string,
  products: ProductLookup,
): Promise<StoredOrder> {
  await tx.query(
    'SELECT FROM orders.orders WHERE order_id = $1 AND tenant_id = $2 FOR NO KEY UPDATE',
    [orderId, tenant.tenantId],
  );
  return findDelivered(tx, tenant, orderId, products);
}

async function findDelivered(
  db: Db,
  tenant: TenantRef,
  orderId: string,
  products: ProductLookup,
): Promise<StoredOrder> {
  const order = await mustFindOrder(db, tenant, orderId, products);
  mustBeAble(orderCan.readCodes(order.progress), order.progress.status);
  return order;
}

/** The codes of an order with these ids; naming one twice is naming it once. */
async function namedCodes(
  db: Db,
  orderId: string,
  { ids, member }: CodesNamed,
): Promise<BoughtCode[]> {
  const wanted = ids.map((id) => parseId('cod', id));
  const codes = await codesOf(
    db,
    [orderId],
    wanted.filter((id) => id !== null),
  );
  const found = new Set(codes.map(({ codeId }) => codeId));
  const faults = wanted.flatMap((id, index) => {
    if (id !== null && found.has(id)) return [];
    const detail = 'This order has no code with this id.';
    return [{ pointer: `/${member}/${index}`, code: 'unknown_id' as const, detail }];
  });
  if (faults.length > 0) throw invalid(...faults.slice(0, 20));
  return codes;
}

function originsOfCodes(db: Db, codes: readonly BoughtCode[]) {
  return originsOf(db, [...new Set(codes.map(({ runId }) => runId))]);
}

async function show(
  {
    catalog,
    origins,
  }: Pick<ReadParts, 'catalog'> & { readonly origins: ReadonlyMap<number, CodeOrigin> },
  { order, codes }: { readonly order: StoredOrder; readonly codes: readonly BoughtCode[] },
  plain: ReadonlyMap<string, PlainCode>,
  publicKey: string | null,
): Promise<OrderCode[]> {
  const shared = sharedBy(catalog, order.productId);
  const shown: OrderCode[] = [];
  for (const code of codes) {
    const { codeId, runId, replaces, status } = code;
    const id = formatId('cod', codeId);
    const secret = await secretOf(id, plain.get(codeId) ?? null, publicKey);
    const expiresAt = isoOrNull(originOf(origins, runId).expiresAt);
    shown.push(shownCode(id, secret, shared, expiresAt, deliveryOf(code, replaces, status)));
  }
  return shown;
}
