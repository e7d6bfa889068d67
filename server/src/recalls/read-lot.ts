import {
  claimedOfLots,
  type RecallProgress,
  recallProgress,
  type Viewer,
  waitingByProduct,
} from '../claims/index.ts';
import { actorNames } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { buyersOf, type CodeBuyer } from '../orders/index.ts';
import { type Tenant, tenantsById } from '../partners/index.ts';
import {
  countHeld,
  type ListedLot,
  type LotProduct,
  listLots,
  lotSales,
  type Oddness,
  oddnessOf,
  runsOfLot,
  stockOfLot,
} from '../stock/index.ts';
import { countNotices } from './notices.ts';

/** A lot with its sales and claims. */
export interface LotLine {
  readonly lot: ListedLot;
  /** Sold, or on hold for a pending order. */
  readonly gone: number;
  /** Unsold, and taken off sale for good. */
  readonly discarded: number;
  readonly claimed: number;
  readonly approved: number;
}

export interface LotRecallProgress extends RecallProgress {
  /** Tenants that were notified. */
  readonly told: number;
  /** With the names of the people who proposed. */
  readonly proposals: readonly (RecallProgress['proposals'][number] & { name: string | null })[];
}

/** A buyer with its business. */
export type LotBuyer = CodeBuyer & Pick<Tenant, 'partnerId' | 'mode'>;

export interface LotFile extends LotLine {
  readonly held: number;
  /** Why the whole lot is held; null if it is not. */
  readonly oddness: Oddness | null;
  readonly products: readonly (LotProduct & { readonly waiting: number })[];
  readonly buyers: readonly LotBuyer[];
  readonly recall: LotRecallProgress;
}

/** Adds to each lot what was sold and claimed. */
export async function withClaims(db: Db, lots: readonly ListedLot[]): Promise<LotLine[]> {
  const ids = lots.map(({ lotId }) => lotId);
  const sales = new Map((await lotSales(db, ids)).map((each) => [each.lotId, each]));
  const claimed = new Map((await claimedOfLots(db, ids)).map((each) => [each.lotId, each]));
  return lots.map((lot) => ({
    lot,
    // nothing: a lot without sales is not among these.
    gone: sales.get(lot.lotId)?.gone ?? 0,
    // nothing: a lot without sales is not among these.
    discarded: sales.get(lot.lotId)?.discarded ?? 0,
    // nothing: a lot without claims is not among these.
    claimed: claimed.get(lot.lotId)?.claimed ?? 0,
    // nothing: a lot without claims is not among these.
    approved: claimed.get(lot.lotId)?.approved ?? 0,
  }));
}

/** A live lot with its buyers and the progress of its recall; null if there is none. */
export async function readLot(db: Db, lotId: string, viewer: Viewer): Promise<LotFile | null> {
  const [line] = await withClaims(db, await listLots(db, { lotId, limit: 1 }));
  if (!line) return null;
  const runs = await runsOfLot(db, lotId);
  return {
    ...line,
    held: await countHeld(db, runs),
    oddness: line.lot.status === 'held' ? await oddnessOf(db, lotId) : null,
    products: await productsOf(db, lotId),
    buyers: await lotBuyers(db, runs),
    recall: await lotRecall(db, lotId, viewer),
  };
}

async function productsOf(db: Db, lotId: string): Promise<LotFile['products']> {
  const waiting = await waitingByProduct(db, lotId);
  // nothing: no code of the product is in an open claim of the recall.
  const waits = (productId: number) => waiting.get(productId) ?? 0;
  return (await stockOfLot(db, lotId)).map((each) => ({
    ...each,
    waiting: waits(each.productId),
  }));
}

async function lotBuyers(db: Db, runs: readonly number[]): Promise<LotBuyer[]> {
  const buyers = await buyersOf(db, runs);
  const tenantIds = buyers.map(({ tenantId }) => tenantId);
  const tenants = await tenantsById(db, tenantIds);
  return buyers.map((buyer) => {
    const { partnerId, mode } = required(tenants.get(buyer.tenantId), 'a buyer is a tenant');
    return { ...buyer, partnerId, mode };
  });
}

async function lotRecall(db: Db, lotId: string, viewer: Viewer): Promise<LotRecallProgress> {
  const progress = await recallProgress(db, lotId, viewer);
  const actors = progress.proposals.map(({ by }) => by);
  const names = await actorNames(db, actors);
  const proposals = progress.proposals.map((each) => ({
    ...each,
    name: names.get(each.by) ?? (each.by.startsWith('operator:') ? 'The command line' : null),
  }));
  return { ...progress, proposals, told: await countNotices(db, lotId) };
}
