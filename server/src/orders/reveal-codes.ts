import type { KeyObject } from 'node:crypto';
import { type OrderCode, type OrderStatus, orderCan } from '@psnb2b/contract';
import { denominationText } from '../catalog/index.ts';
import { assert } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { SEALED_BYTES, sealFor, type Vault } from '../vault/index.ts';
import { claimableUntil } from './order.ts';
import type { OrderParts } from './parts.ts';
import type { Tenant } from './store.ts';

const UUID_BYTES = 16;

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
  o_status: OrderStatus | null;
  o_product: number;
  o_delivered_at: Date;
  o_ids: Buffer;
  o_sealed: Buffer;
  o_run_lot: string[];
  o_run_codes: number[];
  o_run_expires_at: (Date | number)[];
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
    `SELECT o_status, o_product, o_delivered_at, o_ids, o_sealed, o_run_lot, o_run_codes,
            o_run_expires_at
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
  const [row] = rows;
  if (!row || row.o_status === null) throw new Refusal('not_found');
  const can = orderCan.readCodes({ status: row.o_status });
  if (!can.can) throw new Refusal(can.reason);
  const product = catalog.product(row.o_product);
  assert(product, `order ${orderId} is of no known product`);
  const face = {
    region: product.region,
    denomination: Number(denominationText(product.denominationMilli)),
    face_currency: product.faceCurrency,
  };
  const delivery = {
    status: 'delivered',
    replaces: null,
    delivered_at: row.o_delivered_at.toISOString(),
    claimable_until: claimableUntil(row.o_delivered_at).toISOString(),
  } as const;
  const codes: OrderCode[] = [];
  for (const sealed of await sealedCodes(database.reads, vault, row)) {
    const place = { codeId: sealed.codeId, productId: product.productId, lotId: sealed.lotId };
    const { code, serial } = vault.open(sealed.dataKey, place, sealed.bytes);
    const id = formatId('cod', sealed.codeId);
    const { publicKey } = reader;
    const secret = publicKey
      ? { sealed: await sealFor(publicKey, { id, code, serial }), serial: null }
      : { code, serial };
    codes.push({ id, ...secret, ...face, expires_at: sealed.expiresAt, ...delivery });
  }
  return codes;
}

interface SealedCode {
  readonly codeId: string;
  readonly lotId: string;
  readonly dataKey: KeyObject;
  readonly bytes: Buffer;
  readonly expiresAt: string | null;
}

/** Cuts the two strings of bytes into codes, each with the key of its lot. */
async function sealedCodes(db: Db, vault: Vault, row: Row): Promise<SealedCode[]> {
  const codes: SealedCode[] = [];
  for (const [run, lotId] of row.o_run_lot.entries()) {
    const dataKey = await vault.dataKey(db, lotId);
    const expires = row.o_run_expires_at[run];
    const expiresAt = expires instanceof Date ? expires.toISOString() : null;
    for (let left = row.o_run_codes[run] ?? 0; left > 0; left -= 1) {
      const at = codes.length;
      const codeId = uuidOf(row.o_ids.subarray(at * UUID_BYTES, (at + 1) * UUID_BYTES));
      const bytes = row.o_sealed.subarray(at * SEALED_BYTES, (at + 1) * SEALED_BYTES);
      codes.push({ codeId, lotId, dataKey, bytes, expiresAt });
    }
  }
  assert(codes.length * SEALED_BYTES === row.o_sealed.length, 'sealed codes of another size');
  return codes;
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return (
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-` +
    `${hex.slice(16, 20)}-${hex.slice(20)}`
  );
}
