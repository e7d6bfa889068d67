import { type OrderCode, type OrderStatus, orderCan } from '@psnb2b/contract';
import { denominationText } from '../catalog/index.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { sealFor } from '../vault/index.ts';
import { claimableUntil } from './order.ts';
import type { OrderParts } from './parts.ts';
import type { Tenant } from './store.ts';

/** Who reads the codes, for the audit row. */
export interface Reader {
  readonly actor: string;
  readonly address: string;
  readonly requestId: string;
  readonly at: Date;
  /** The partner's public key as JWK text: codes leave only sealed for it. */
  readonly publicKey: string | null;
}

interface Row {
  status: OrderStatus;
  delivered_at: Date;
  code_id: string;
  sealed: Buffer;
  lot_id: string;
  product_id: number;
  expires_at: Date | number;
}

/**
 * The codes of a delivered order, in the same order each time. The audit row is committed before
 * anything is opened. Refuses with `not_found`, `order_not_delivered` or `order_failed`.
 */
export async function revealCodes(
  { database, vault, catalog }: OrderParts,
  tenant: Tenant,
  orderId: string,
  reader: Reader,
): Promise<OrderCode[]> {
  const { rows } = await database.reads.query<Row>(
    `SELECT status, delivered_at, code_id, sealed, lot_id, product_id, expires_at
       FROM orders.reveal($1, $2, $3, $4, $5, $6, $7)`,
    [
      reader.at,
      tenant.tenantId,
      orderId,
      reader.actor,
      formatId('ord', orderId),
      reader.address,
      reader.requestId,
    ],
    'orders.reveal',
  );
  const [first] = rows;
  if (!first) throw new Refusal('not_found');
  const can = orderCan.readCodes(first);
  if (!can.can) throw new Refusal(can.reason);
  const product = catalog.product(first.product_id);
  if (!product) throw new Refusal('internal', {}, { internal: 'product of a sold code missing' });
  const codes: OrderCode[] = [];
  for (const row of rows) {
    const dataKey = await vault.dataKey(database.reads, row.lot_id);
    const place = { codeId: row.code_id, productId: row.product_id, lotId: row.lot_id };
    const { code, serial } = vault.open(dataKey, place, row.sealed);
    const id = formatId('cod', row.code_id);
    const secret = reader.publicKey
      ? { sealed: await sealFor(reader.publicKey, { id, code, serial }) }
      : { code };
    codes.push({
      id,
      ...secret,
      serial: reader.publicKey ? null : serial,
      region: product.region,
      denomination: Number(denominationText(product.denominationMilli)),
      face_currency: product.faceCurrency,
      expires_at: row.expires_at instanceof Date ? row.expires_at.toISOString() : null,
      status: 'delivered',
      replaces: null,
      delivered_at: row.delivered_at.toISOString(),
      claimable_until: claimableUntil(row.delivered_at).toISOString(),
    } as OrderCode);
  }
  return codes;
}
