import { orderCan, type Reveal, type RevealReceipt } from '@psnb2b/contract';
import { firstReveal, listReveals } from '../audit/index.ts';
import { assert } from '../kit/assert.ts';
import { formatId } from '../kit/ids.ts';
import { numberPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { mustBeAble } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { type BoughtCode, codesOf } from './codes-of.ts';
import type { OrderParts } from './parts.ts';
import { idsOf, type RevealDetail, readingCheck } from './shown.ts';
import { mustFindOrder } from './store.ts';

export interface ListedReveal {
  readonly entryId: number;
  readonly reveal: Reveal;
}

/** Pages of the readings of an order. */
export const revealPages = new Pages(
  'reveals',
  numberPlace,
  ({ entryId }: ListedReveal) => entryId,
);

/**
 * Who read the codes of a delivered order, newest first, each reading as a receipt that is signed now. A receipt names the
 * codes that were shown then, and the count and the hash in the audit row must agree; otherwise nothing is signed.
 */
export async function listOrderReveals(
  { database, catalog, vault, publicUrl, clock }: RevealParts,
  tenant: TenantRef & { readonly partnerId: string },
  orderId: string,
  page: PageAsked<number>,
): Promise<ListedReveal[]> {
  const db = database.reads;
  const order = await mustFindOrder(db, tenant, orderId, catalog.product);
  mustBeAble(orderCan.readCodes(order.progress), order.progress.status);
  const id = formatId('ord', orderId);
  const entries = await listReveals(db, id, page);
  const first = await firstReveal(db, id);
  const codes = await codesOf(db, [orderId]);
  const signer = await vault.receipts();
  const agrees = readingCheck(db, orderId);
  const reveals: ListedReveal[] = [];
  for (const entry of entries) {
    const detail = JSON.parse(entry.detail) as RevealDetail;
    const shown = codesShown(codes, detail);
    const isTrue = shown.length === detail.codes && (await agrees(detail));
    assert(isTrue, `entry ${entry.entryId} tells of the codes that order ${orderId} has`);
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

function codesShown(codes: readonly BoughtCode[], detail: RevealDetail): readonly BoughtCode[] {
  const { codes: count, lines = count } = detail;
  const ids = idsOf(detail);
  const read =
    ids === null ? codes.slice(0, lines) : codes.filter((each) => ids.includes(each.codeId));
  return read.filter(({ withdrawn }) => !withdrawn);
}
