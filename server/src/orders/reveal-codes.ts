import type { KeyObject } from 'node:crypto';
import { type OrderCode, orderCan } from '@psnb2b/contract';
import { denominationText } from '../catalog/index.ts';
import { assert } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { SEALED_BYTES, sealFor, type Vault } from '../vault/index.ts';
import { claimableUntil } from './order.ts';
import type { OrderParts } from './parts.ts';
import type { SealedOrder } from './reveal-batches.ts';
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

/**
 * The codes of a delivered order, in the same order each time. The audit row is committed before
 * anything is opened. Refuses with `not_found`, `order_not_delivered` or `order_failed`.
 */
export async function revealCodes(
  { database, reveals, vault, catalog }: OrderParts,
  tenant: Tenant,
  orderId: string,
  reader: Reader,
): Promise<OrderCode[]> {
  const row = await reveals.add({
    at: reader.at,
    tenantId: tenant.tenantId,
    orderId,
    actor: reader.actor,
    subject: formatId('ord', orderId),
    address: reader.address,
    requestId: reader.requestId,
  });
  if (row.status === null) throw new Refusal('not_found');
  const can = orderCan.readCodes({ status: row.status });
  if (!can.can) throw new Refusal(can.reason);
  const product = catalog.product(row.product);
  assert(product, `order ${orderId} is of no known product`);
  const face = {
    region: product.region,
    denomination: Number(denominationText(product.denominationMilli)),
    face_currency: product.faceCurrency,
  };
  const deliveryOf = deliveries(row);
  const codes: OrderCode[] = [];
  for (const sealed of await sealedCodes(database.reads, vault, row)) {
    const place = { codeId: sealed.codeId, productId: product.productId, lotId: sealed.lotId };
    const { code, serial } = vault.open(sealed.dataKey, place, sealed.bytes);
    const id = formatId('cod', sealed.codeId);
    const { publicKey } = reader;
    const secret = publicKey
      ? { sealed: await sealFor(publicKey, { id, code, serial }), serial: null }
      : { code, serial };
    const delivery = deliveryOf(sealed.codeId, codes.length);
    codes.push({ id, ...secret, ...face, expires_at: sealed.expiresAt, ...delivery });
  }
  return codes;
}

type Delivery = Pick<OrderCode, 'status' | 'replaces' | 'delivered_at' | 'claimable_until'>;

/** How each code was delivered, by its id and place; orders with nothing made good share one answer. */
function deliveries(row: SealedOrder): (codeId: string, index: number) => Delivery {
  const bought: Delivery = {
    status: 'delivered',
    replaces: null,
    delivered_at: row.delivered_at.toISOString(),
    claimable_until: claimableUntil(row.delivered_at).toISOString(),
  };
  const { replaces, replaced_at: since, refunded } = row;
  if (replaces === null && refunded === null) return () => bought;
  const first = row.ids.length / UUID_BYTES - (replaces?.length ?? 0);
  const replaced = new Set(replaces);
  return (codeId, index) => {
    const at = since?.[index - first];
    const own: Delivery = at
      ? {
          ...bought,
          replaces: formatId('cod', replaces?.[index - first] ?? ''),
          delivered_at: at.toISOString(),
          claimable_until: claimableUntil(at).toISOString(),
        }
      : bought;
    if (replaced.has(codeId)) return { ...own, status: 'replaced' };
    return isAmong(codeId, refunded) ? { ...own, status: 'refunded' } : own;
  };
}

function isAmong(codeId: string, ids: Buffer | null): boolean {
  for (let at = 0; ids && at < ids.length; at += UUID_BYTES) {
    if (uuidOf(ids.subarray(at, at + UUID_BYTES)) === codeId) return true;
  }
  return false;
}

interface SealedCode {
  readonly codeId: string;
  readonly lotId: string;
  readonly dataKey: KeyObject;
  readonly bytes: Buffer;
  readonly expiresAt: string | null;
}

/** Cuts the two strings of bytes into codes, each with the key of its lot. */
async function sealedCodes(db: Db, vault: Vault, row: SealedOrder): Promise<SealedCode[]> {
  const codes: SealedCode[] = [];
  for (const [run, lotId] of row.run_lot.entries()) {
    const dataKey = await vault.dataKey(db, lotId);
    const expires = row.run_expires_at[run];
    const expiresAt = expires instanceof Date ? expires.toISOString() : null;
    for (let left = row.run_codes[run] ?? 0; left > 0; left -= 1) {
      const at = codes.length;
      const codeId = uuidOf(row.ids.subarray(at * UUID_BYTES, (at + 1) * UUID_BYTES));
      const bytes = row.sealed.subarray(at * SEALED_BYTES, (at + 1) * SEALED_BYTES);
      codes.push({ codeId, lotId, dataKey, bytes, expiresAt });
    }
  }
  assert(codes.length * SEALED_BYTES === row.sealed.length, 'sealed codes of another size');
  return codes;
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return (
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-` +
    `${hex.slice(16, 20)}-${hex.slice(20)}`
  );
}
