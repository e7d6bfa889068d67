import { portalPages } from '@psnb2b/contract';
import type { By } from '../audit/index.ts';
import { type ClaimParts, openForRecall } from '../claims/index.ts';
import { notify } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { tenantTransaction } from '../ledger/index.ts';
import { RECALL_NOTE, type Teller, writeLetter } from '../notifications/index.ts';
import { type SoldCode, soldCodes } from '../orders/index.ts';
import { findPartner, findTenant } from '../partners/index.ts';
import { countHeld, recallLot, runsOfLot } from '../stock/index.ts';
import { notice } from './notices.ts';

/** A partner that has codes of a recalled lot. */
export interface Buyer {
  readonly partnerId: string;
  readonly mode: 'live' | 'test';
  readonly orders: number;
  readonly codes: number;
  /** Claims that this recall opened now; none when it ran before. */
  readonly claims: readonly string[];
  /** Codes that are in an open or approved claim already. */
  readonly claimedBefore: number;
  /** Whether it was told now; each partner is told once a lot. */
  readonly told: boolean;
}

export interface LotRecall {
  readonly unsold: number;
  /** Held by orders that wait: they get other codes when they are paid. */
  readonly held: number;
  readonly sold: number;
  readonly buyers: readonly Buyer[];
}

export interface RecallOrder {
  readonly lotId: string;
  /** What is wrong with the lot, told to every buyer. */
  readonly note?: string;
}

/**
 * Recalls a lot from everybody: freezes what is unsold, then opens a claim for each order that has codes
 * of it, whatever their windows, and tells each partner once.
 *
 * Freezing comes first and for itself, because it stops the harm; from then on nobody can get a code of
 * the lot, so that the list of buyers is whole. Claims are opened partner by partner, each in a commit
 * with its events. Running it again does what is left, and nothing twice.
 */
export async function recallFromBuyers(
  parts: Pick<ClaimParts, 'database' | 'clock'> & Teller,
  { lotId, note = RECALL_NOTE }: RecallOrder,
  actor: string,
): Promise<LotRecall> {
  const { database, clock } = parts;
  const { unsold } = await recallLot(parts, { lotId, actor });
  const runs = await runsOfLot(database.reads, lotId);
  const sold = await soldCodes(database.reads, runs);
  const buyers: Buyer[] = [];
  for (const [tenantId, codes] of Map.groupBy(sold, (code) => code.tenantId)) {
    const buyer = await tenantTransaction(database, tenantId, async (tx) => {
      const by = { actor, at: clock.now() };
      return openForBuyer(tx, parts, { lotId, note }, tenantId, codes, by);
    });
    buyers.push(buyer);
  }
  const held = await countHeld(database.reads, runs);
  return { unsold, held, sold: sold.length, buyers };
}

async function openForBuyer(
  tx: Tx,
  teller: Teller,
  recall: Required<RecallOrder>,
  tenantId: number,
  codes: readonly SoldCode[],
  by: By,
): Promise<Buyer> {
  const tenant = await findTenant(tx, tenantId);
  if (!tenant) throw new Error(`tenant ${tenantId} has codes, but is not there`);
  const opened = await openForRecall(tx, recall, tenant, codes, by);
  const told = await notice(tx, recall.lotId, tenantId, codes.length, by.at);
  if (told) {
    const partner = await findPartner(tx, tenant.partnerId);
    const url = `${teller.publicUrl()}/portal${portalPages.claims}`;
    const facts = { codes: codes.length, note: recall.note, url, at: by.at };
    await notify(tx, 'codes.recalled', tenant, facts);
    await writeLetter(tx, teller, 'codes_recalled', partner, facts);
  }
  return {
    partnerId: tenant.partnerId,
    mode: tenant.mode,
    orders: new Set(codes.map(({ orderId }) => orderId)).size,
    codes: codes.length,
    ...opened,
    told,
  };
}
