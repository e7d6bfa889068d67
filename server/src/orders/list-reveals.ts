import { orderCan, type Reveal, type RevealReceipt } from '@psnb2b/contract';
import { type AuditEntry, firstReveal, listReveals } from '../audit/index.ts';
import { assert } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { PageAsked } from '../kit/pages.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { type BoughtCode, codesOf } from './codes-of.ts';
import type { OrderParts } from './parts.ts';
import { findOrder } from './store.ts';

export interface ListedReveal {
  readonly entryId: number;
  readonly reveal: Reveal;
}

/**
 * Who read the codes of a delivered order, newest first, each reading as a receipt that is signed now. A receipt names the
 * codes that were shown then: replacements are appended, so these are the first lines, except withdrawn ones. The hash in the
 * audit row must agree, otherwise nothing is signed.
 */
export async function listOrderReveals(
  { database, catalog, vault, publicUrl, clock }: RevealParts,
  tenant: TenantRef & { readonly partnerId: string },
  orderId: string,
  page: PageAsked<number>,
): Promise<ListedReveal[]> {
  const db = database.reads;
  const order = await findOrder(db, tenant, orderId, catalog.product);
  if (!order) throw new Refusal('not_found');
  mustBeAble(orderCan.readCodes(order.progress), order.progress.status);
  const id = formatId('ord', orderId);
  const entries = await listReveals(db, id, page);
  const first = await firstReveal(db, id);
  const codes = await codesOf(db, [orderId]);
  const signer = await vault.receipts();
  const hashes = new Map<number, string>();
  const reveals: ListedReveal[] = [];
  for (const entry of entries) {
    const shown = await codesShown(db, orderId, codes, entry, hashes);
    const shared = {
      at: entry.at.toISOString(),
      first: entry.entryId === first,
      reader: entry.actor,
      address: entry.address,
      request_id: entry.requestId,
    };
    const receipt: RevealReceipt = {
      iss: publicUrl(),
      iat: Math.floor(clock.now().getTime() / 1000),
      typ: 'reveal',
      order_id: id,
      partner_id: formatId('prt', tenant.partnerId),
      ...shared,
      codes: shown.map(({ codeId, fingerprint }) => ({
        id: formatId('cod', codeId),
        fingerprint: fingerprint.toString('hex'),
      })),
    };
    const key = /^key:(key_\w+)$/.exec(entry.actor)?.[1] ?? null;
    const reveal = { ...shared, key_id: key, codes: shown.length };
    reveals.push({
      entryId: entry.entryId,
      reveal: { ...reveal, receipt: await signer.sign(receipt) },
    });
  }
  return reveals;
}

export interface RevealParts extends Pick<OrderParts, 'database' | 'catalog' | 'vault' | 'clock'> {
  readonly publicUrl: () => string;
}

async function codesShown(
  db: Db,
  orderId: string,
  codes: readonly BoughtCode[],
  entry: AuditEntry,
  hashes: Map<number, string>,
): Promise<readonly BoughtCode[]> {
  const { codes: count, lines = count, sha256 } = JSON.parse(entry.detail) as RevealDetail;
  const shown = codes.slice(0, lines).filter(({ withdrawn }) => !withdrawn);
  assert(
    shown.length === count,
    `entry ${entry.entryId} counts the codes that order ${orderId} has`,
  );
  // A repeated reading records no hash: the count identifies the codes.
  if (sha256 !== undefined) {
    const known = hashes.get(lines) ?? (await hashOf(db, orderId, lines));
    hashes.set(lines, known);
    assert(known === sha256, `entry ${entry.entryId} tells of the codes that order ${orderId} has`);
  }
  return shown;
}

/** The audit row of a reading: `lines` if not all of them had a code. */
export interface RevealDetail {
  readonly codes: number;
  readonly lines?: number;
  readonly sha256?: string;
}

async function hashOf(db: Db, orderId: string, lines: number): Promise<string> {
  const { rows } = await db.query<{ hash: string }>(
    'SELECT o_hash AS hash FROM orders.shown($1, $2)',
    [orderId, lines],
  );
  assert(rows[0], 'a function gives a row');
  return rows[0].hash;
}
