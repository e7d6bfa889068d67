import { type OrderCode, orderCan } from '@psnb2b/contract';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId, formatIdBytes } from '../kit/ids.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { type PlainCode, SEALED_BYTES, type Vault } from '../vault/index.ts';
import { agedSince } from './bring-ends-nearer.ts';
import type { OrderParts } from './parts.ts';
import { type MadeGood, revealOne, type SealedOrder } from './reveal-batches.ts';
import {
  type CodeDelivery,
  deliveryOf as deliveryAt,
  secretOf,
  sharedBy,
  shownCode,
} from './show-code.ts';

const UUID_BYTES = 16;
const COUNT_BYTES = 4;
const RUN_BYTES = UUID_BYTES + COUNT_BYTES + 8;
const CODE_BYTES = UUID_BYTES + SEALED_BYTES;

/** Who reads the codes, for the audit row. */
export interface Reader extends Required<Omit<By, 'reason'>> {
  /** The partner's public key as JWK text: codes are sent only sealed for it. */
  readonly publicKey: string | null;
}

/**
 * The codes of a delivered order, in the same order each time. The audit row is committed before any code is opened. A code that
 * was replaced or refunded before anybody had read it is not opened: its line has null instead. Refuses with `not_found`,
 * `order_not_delivered` or `order_failed`.
 */
export async function revealCodes(
  { database, reveals, vault, catalog }: OrderParts,
  tenant: TenantRef,
  orderId: string,
  reader: Reader,
): Promise<OrderCode[]> {
  const row = await revealOne(
    { database, reveals },
    {
      at: reader.at,
      tenantId: tenant.tenantId,
      orderId,
      actor: reader.actor,
      subject: formatId('ord', orderId),
      address: reader.address,
      requestId: reader.requestId,
    },
  );
  if (row.status === null) throw new Refusal('not_found');
  mustBeAble(orderCan.readCodes({ status: row.status }), row.status);
  const shared = sharedBy(catalog, row.product);
  const madeGood = row.made_good === null ? null : (JSON.parse(row.made_good) as MadeGood);
  const lines: OrderLine[] = await openCodes(database.reads, vault, row);
  for (const [index, codeId, expiresAtMs] of madeGood?.withdrawn ?? []) {
    const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs).toISOString();
    lines.splice(index, 0, { id: formatId('cod', codeId), plain: null, expiresAt });
  }
  const deliveryOf = deliveries(row.delivered_at, madeGood, lines.length);
  const aged = tenant.mode === 'test' ? await agedSince(database.reads, orderId) : null;
  const codes: OrderCode[] = [];
  for (const { id, plain, expiresAt } of lines) {
    const secret = secretOf(id, plain, reader.publicKey);
    const here = secret instanceof Promise ? await secret : secret;
    const delivery = deliveryOf(id, codes.length);
    const claimable = aged?.get(id);
    const shownAs = claimable ? { ...delivery, claimable_until: claimable } : delivery;
    codes.push(shownCode(id, here, shared, expiresAt, shownAs));
  }
  return codes;
}

/** How each code was delivered, by id and place; without replacements and refunds all share one answer. */
function deliveries(
  deliveredAt: Date,
  madeGood: MadeGood | null,
  count: number,
): (id: string, index: number) => CodeDelivery {
  const at = (when: Date) => ({ deliveredAt: when, agedMs: 0 });
  const bought = deliveryAt(at(deliveredAt));
  if (madeGood === null) return () => bought;
  const { replaced, refunded, returned } = madeGood;
  const replacements = replaced.map(([codeId, ms]) => deliveryAt(at(new Date(ms)), codeId));
  const status = new Map<string, OrderCode['status']>();
  for (const [codeId] of replaced) status.set(formatId('cod', codeId), 'replaced');
  for (const codeId of refunded) status.set(formatId('cod', codeId), 'refunded');
  for (const codeId of returned) status.set(formatId('cod', codeId), 'returned');
  return (id, index) => {
    const own = replacements[index - (count - replacements.length)] ?? bought;
    return { ...own, status: status.get(id) ?? 'delivered' };
  };
}

interface OrderLine {
  readonly id: string;
  /** Null if the code was withdrawn. */
  readonly plain: PlainCode | null;
  readonly expiresAt: string | null;
}

/** Splits the bytes that orders.reveal packed, and opens each code with the key of its lot. */
async function openCodes(db: Db, vault: Vault, row: SealedOrder): Promise<OrderLine[]> {
  const runs = Buffer.from(row.runs, 'base64');
  const packed = Buffer.from(row.codes, 'base64');
  const opened: OrderLine[] = [];
  let at = 0;
  for (let run = 0; run < runs.length; run += RUN_BYTES) {
    const lotId = uuidOf(runs.subarray(run, run + UUID_BYTES));
    const end = at + CODE_BYTES * runs.readUInt32BE(run + UUID_BYTES);
    const expires = Number(runs.readBigInt64BE(run + UUID_BYTES + COUNT_BYTES));
    const expiresAt = expires === 0 ? null : new Date(expires).toISOString();
    const key = await vault.dataKey(db, lotId);
    const open = vault.opener(key, { lotId, productId: row.product });
    for (; at < end; at += CODE_BYTES) {
      const plain = open(packed, at, packed.subarray(at + UUID_BYTES, at + CODE_BYTES));
      opened.push({ id: formatIdBytes('cod', packed, at), plain, expiresAt });
    }
  }
  assert(at === packed.length, 'as many codes as the runs say');
  return opened;
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return (
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-` +
    `${hex.slice(16, 20)}-${hex.slice(20)}`
  );
}
