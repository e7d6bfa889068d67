import { portalPages } from '@psnb2b/contract';
import { type ClaimParts, openForRecall } from '../claims/index.ts';
import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { tenantTransaction } from '../ledger/index.ts';
import { type Notifier, RECALL_NOTE, writeLetter } from '../notifications/index.ts';
import { returnedAmong, type SoldCode, soldCodes } from '../orders/index.ts';
import { findPartner, findTenant } from '../partners/index.ts';
import { countHeld, recallLot, runsOfLot } from '../stock/index.ts';
import { notice } from './notices.ts';

/** A partner with codes of a recalled lot. */
export interface Buyer {
  readonly partnerId: string;
  readonly mode: 'live' | 'test';
  readonly orders: number;
  readonly codes: number;
  /** Claims that this recall opened now; none if it ran before. */
  readonly claims: readonly string[];
  /** Codes that were already in an open or approved claim. */
  readonly claimedBefore: number;
  /** Whether it was notified now; each partner is notified once per lot. */
  readonly told: boolean;
}

export interface LotRecall {
  readonly unsold: number;
  /** On hold for pending orders: these get other codes when they are paid. */
  readonly held: number;
  readonly sold: number;
  readonly buyers: readonly Buyer[];
}

export interface RecallOrder {
  readonly lotId: string;
  /** What is wrong with the lot, which every buyer reads. */
  readonly note?: string;
}

/**
 * Recalls a lot from all buyers: freezes its unsold codes, then opens a claim for each order that has codes of it, even after the
 * claim window, and notifies each partner once.
 *
 * Freezing comes first, in its own commit, because it stops the harm; from then on nobody can get a code of the lot, so the list
 * of buyers is complete. Claims are opened partner by partner, each in a commit with its events. A repeated recall continues
 * where it stopped and does nothing twice.
 */
export async function recallFromBuyers(
  parts: Pick<ClaimParts, 'database' | 'clock'> & Notifier,
  { lotId, note = RECALL_NOTE }: RecallOrder,
  who: Omit<By, 'at'>,
): Promise<LotRecall> {
  const { database, clock } = parts;
  const { unsold } = await recallLot(parts, { ...who, lotId, reason: note });
  const runs = await runsOfLot(database.reads, lotId);
  const sold = await soldCodes(database.reads, runs);
  const buyers: Buyer[] = [];
  for (const [tenantId, codes] of Map.groupBy(sold, (code) => code.tenantId)) {
    const buyer = await tenantTransaction(database, tenantId, async (tx) => {
      const by = { ...who, at: clock.now() };
      // Returned since they were listed: they are in stock again, and frozen.
      const returned = await returnedAmong(
        tx,
        codes.map(({ codeId }) => codeId),
      );
      const own = codes.filter(({ codeId }) => !returned.has(codeId));
      return own.length === 0 ? null : openForBuyer(tx, parts, { lotId, note }, tenantId, own, by);
    });
    if (buyer) buyers.push(buyer);
  }
  const held = await countHeld(database.reads, runs);
  return { unsold, held, sold: sold.length, buyers };
}

async function openForBuyer(
  tx: Tx,
  notifier: Notifier,
  recall: Required<RecallOrder>,
  tenantId: number,
  codes: readonly SoldCode[],
  by: By,
): Promise<Buyer> {
  const tenant = await findTenant(tx, tenantId);
  if (!tenant) throw new Error(`tenant ${tenantId} has codes, but is not there`);
  const opened = await openForRecall(tx, recall, tenant, codes, by);
  const recallId = await notice(tx, { ...recall, tenantId, codes, at: by.at });
  if (recallId !== null) {
    const partner = await findPartner(tx, tenant.partnerId);
    const url = `${notifier.publicUrl()}/portal${portalPages.recall(formatId('rcl', recallId))}`;
    const facts = { codes: codes.length, note: recall.note, recallId, url, at: by.at };
    await notify(tx, 'codes.recalled', tenant, facts);
    await writeLetter(tx, notifier, 'codes_recalled', partner, facts);
  }
  return {
    partnerId: tenant.partnerId,
    mode: tenant.mode,
    orders: new Set(codes.map(({ orderId }) => orderId)).size,
    codes: codes.length,
    ...opened,
    told: recallId !== null,
  };
}
